import { z } from '@hono/zod-openapi'
import { anotherWayOffered, setRelation, setTerms, skipUntried } from '../../acts/desk-words.ts'
import { acceptSettlement, creditSettlement, lapsedLetter, offerSettlement, withdrawSettlement } from '../../acts/settle-offer.ts'
import { proposeWriteOff, undoWriteOff, writeOff } from '../../acts/write-off.ts'
import type { Place } from '../../workspace.ts'
import { actRoute } from '../act-route.ts'
import { type Api, type Deps, mustBeAllowed, type Right, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'

const text = z.string().max(100_000)
const maybe = text.optional()
const WriteOff = z.object({ invoice: text, amount: maybe, reason: maybe })
const Offer = z.object({ offer: text })

export type Adds = (api: Api, deps: Deps) => void

/** One act of the desk: its name in the path, who may do it, what it takes. The act itself checks what the schema cannot. */
export const deskAct =
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
  deskAct(
    'offer-settlement',
    'work',
    'Offer to take less if paid by a day',
    z.object({ client: text, pay: maybe, discount: maybe, currency: maybe, deadline: maybe, overrideBy: maybe, reason: maybe }),
    offerSettlement,
  ),
  deskAct('accept-settlement', 'work', 'They accepted an offer', Offer, acceptSettlement),
  deskAct('withdraw-settlement', 'work', 'Take an offer back', Offer, withdrawSettlement),
  deskAct(
    'credit-settlement',
    'work',
    'Credit the remainder of a settlement paid in time',
    Offer.extend({ number: text }),
    creditSettlement,
  ),
  deskAct('lapsed-letter', 'work', 'The polite letter that an offer has ended', Offer, lapsedLetter),
  deskAct('propose-write-off', 'work', 'Ask somebody who may to approve a write-off', WriteOff, proposeWriteOff),
  deskAct(
    'write-off',
    'manage',
    'Approve and book a write-off',
    WriteOff.extend({ evidence: z.array(text).max(500).optional() }),
    writeOff,
  ),
  deskAct('undo-write-off', 'manage', 'Take a write-off back, whole or in part', z.object({ invoice: text, amount: maybe }), undoWriteOff),
  deskAct(
    'skip-untried',
    'work',
    'Leave a line of the checklist untried, by name and with a reason',
    z.object({ client: text, item: text, by: maybe, reason: maybe }),
    skipUntried,
  ),
  deskAct(
    'another-way-offered',
    'work',
    'Another way to pay was offered in words',
    z.object({ client: text, note: maybe }),
    anotherWayOffered,
  ),
  deskAct(
    'set-relation',
    'work',
    'Our own figures about a relation',
    z.object({ client: text, currency: maybe, worth: maybe, margin: maybe, retention: maybe, reputation: maybe }),
    setRelation,
  ),
  deskAct(
    'set-terms',
    'manage',
    'Set payment terms for what comes next, with the letter that says so',
    z.object({ client: text, proposal: maybe, days: z.number().optional(), depositPercent: z.number().optional() }),
    setTerms,
  ),
]

/** What people do at the decision desk, by name. */
export const routes: Routes = (api, deps) => {
  for (const add of ACTS) add(api, deps)
}
