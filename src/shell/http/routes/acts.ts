import { z } from '@hono/zod-openapi'
import { approve, edit } from '../../acts/approve.ts'
import { assign } from '../../acts/assign.ts'
import { confirmSent, resolveUnsure, taskDone } from '../../acts/by-hand.ts'
import { closeDispute, dispute } from '../../acts/dispute.ts'
import { extend } from '../../acts/extend.ts'
import { hold, release, snooze } from '../../acts/hold.ts'
import { keepBack } from '../../acts/keep-back.ts'
import { live, rehearsal } from '../../acts/live.ts'
import { promise } from '../../acts/promise.ts'
import { run } from '../../acts/run.ts'
import { settleUnsure } from '../../acts/settle-unsure.ts'
import { postpone, repeat, skip, soften } from '../../acts/steer.ts'
import { unapprove } from '../../acts/unapprove.ts'
import type { Place } from '../../workspace.ts'
import { actRoute } from '../act-route.ts'
import { type Api, type Deps, mustBeAllowed, type Right, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'

const text = z.string().max(100_000)
const maybe = text.optional()
const Steer = z.object({ client: text, step: maybe, reason: maybe })
const Hold = z.object({ client: maybe, invoice: maybe, kind: maybe, until: maybe, channel: maybe, reason: maybe })
const Key = z.object({ key: text })

export type Adds = (api: Api, deps: Deps) => void

/** One act: its name in the path, who may do it, what it takes. The act itself checks what the schema cannot. */
export const act =
  <S extends z.ZodObject>(
    name: string,
    right: Right,
    summary: string,
    schema: S,
    work: (place: Place, input: z.output<S>, deps: Deps) => Promise<unknown>,
  ): Adds =>
  (api, deps) => {
    api.post(`/api/v1/acts/${name}`, async (c, next) => {
      mustBeAllowed(c.get('role'), right)
      await next()
    })
    api.openapi(actRoute(`/api/v1/acts/${name}`, summary, schema), async c => {
      const input = schema.parse(await c.req.json()) // the route has checked it: this only gives it its type
      return jsonAnswer(c, await work(c.get('place'), input, deps))
    })
  }

const ACTS: readonly Adds[] = [
  act(
    'run',
    'work',
    'Decide about everybody now; with `send`, let what is approved leave',
    z.object({ send: z.boolean().optional() }),
    (place, input, deps) => run(place, deps.config, input),
  ),
  act(
    'approve',
    'work',
    'Approve one message (with words as edited), or all that wait',
    z.object({ key: maybe, subject: maybe, body: maybe }),
    async (place, input, deps) => {
      const approved = await approve(place, input)
      deps.schedules.lookSoon()
      return approved
    },
  ),
  act('edit', 'work', 'Keep edited words without approving', Key.extend({ subject: maybe, body: maybe }), edit),
  act('unapprove', 'work', 'Take an approval back while the message has not left', Key, unapprove),
  act('confirm-sent', 'work', '“I sent it”: a draft or a message sent by hand', Key.extend({ how: maybe }), confirmSent),
  act(
    'resolve-unsure',
    'work',
    'Say whether a message of unknown fate left',
    Key.extend({ finding: z.enum(['left', 'not-left']) }),
    resolveUnsure,
  ),
  act('look-for-unsure', 'work', 'Look in the folder of what was sent for messages of unknown fate', z.object({}), (place, _input, deps) =>
    settleUnsure(place, deps.config),
  ),
  act('task-done', 'work', 'A person has done their task', z.object({ task: text, outcome: maybe, note: maybe }), taskDone),
  act('skip', 'work', 'Leave a step out, with a reason', Steer, skip),
  act('postpone', 'work', 'Do a step on another day', Steer.extend({ to: text }), postpone),
  act('soften', 'work', 'Say a step more gently', Steer.extend({ tone: z.number() }), soften),
  act('repeat', 'work', 'Do a step once more, for a reason', Steer, repeat),
  act(
    'assign',
    'work',
    'Give a step, or the whole client, to a colleague',
    z.object({ client: text, to: text, step: maybe, note: maybe }),
    assign,
  ),
  act('hold', 'work', 'Leave a client, or one invoice, in peace', Hold, hold),
  act('snooze', 'work', 'Look at a client again only after a day', Hold, snooze),
  act('release', 'work', 'End holds', Hold, release),
  act(
    'promise',
    'work',
    'They promised to pay by a day',
    z.object({ invoices: z.array(text), by: text, amount: maybe, means: maybe, givenBy: maybe }),
    promise,
  ),
  act(
    'dispute',
    'work',
    'They contest an invoice',
    z.object({ invoice: text, cause: text, amount: maybe, words: maybe, claim: maybe, owner: maybe, answerBy: maybe }),
    dispute,
  ),
  act(
    'close-dispute',
    'work',
    'End a dispute by its outcome; a credit note goes with “credited” and “split”',
    z.object({ dispute: maybe, invoice: maybe, outcome: text, words: maybe, creditNumber: maybe, credit: maybe }),
    closeDispute,
  ),
  act(
    'keep-back',
    'work',
    'Money kept back by contract, owed from a day on',
    z.object({ invoice: text, amount: maybe, until: text }),
    keepBack,
  ),
  act('extend', 'work', 'Grant a later due day', z.object({ invoice: text, to: text, reason: maybe }), extend),
  act('live', 'manage', 'End the rehearsal: approved messages leave from today', z.object({ ceiling: z.number().optional() }), live),
  act('rehearsal', 'manage', 'Back to rehearsal: nothing leaves', z.object({}), rehearsal),
]

/** What people do, by name: the same operations as on the command line. */
export const routes: Routes = (api, deps) => {
  for (const add of ACTS) add(api, deps)
}
