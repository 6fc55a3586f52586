import { createRoute, z } from '@hono/zod-openapi'
import { refuse } from '../../../core/fault.ts'
import { away, back } from '../../acts/absence.ts'
import { callAttempt, factsOfClient, pauseCall, saveDraft, startCall } from '../../acts/call.ts'
import { closeCall } from '../../acts/close-call.ts'
import { startDailyCalls, stopDailyCalls } from '../../acts/daily-call.ts'
import { bookMeeting, cancelMeeting } from '../../acts/meeting.ts'
import { endPlan, makePlan, ourPartDone, previewPlan } from '../../acts/plan.ts'
import { remedy } from '../../acts/remedy.ts'
import { sendReadBack } from '../../acts/send-read-back.ts'
import { verifyExcuse } from '../../acts/verify-excuse.ts'
import { DraftWire } from '../../call/draft-wire.ts'
import { planPaper } from '../../call/plan-paper.ts'
import { practiceCheck, practiceClients, practiceView } from '../../call/practice.ts'
import { briefView, callView, checkView } from '../../call/view.ts'
import { renderMessage } from '../../message/render.ts'
import { proofOfTalk } from '../../views/arrivals.ts'
import { callDeskView } from '../../views/call-desk.ts'
import { planList } from '../../views/plans.ts'
import type { Place } from '../../workspace.ts'
import { type Api, mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const text = z.string().max(20_000)
const maybe = text.optional()
const Call = z.object({ call: text })
const Ours = z.array(z.object({ what: text, by: text })).optional()
const PlanBody = z.object({
  invoices: z.array(text),
  shape: z.enum(['parts', 'until-done', 'now-and-rest']),
  ...{ parts: z.number().optional(), part: maybe, now: maybe, restOn: maybe, firstOn: maybe, endOfMonth: z.boolean().optional() },
  ...{
    graceDays: z.number().int().min(0).max(30).optional(),
    dropsCosts: z.boolean().optional(),
    withInterest: z.boolean().optional(),
    wholeUnits: z.boolean().optional(),
    agreedWith: maybe,
    ourPart: Ours,
    approvedBy: maybe,
  },
})
const Floor = z.object({
  ...{
    first: maybe,
    parts: z.number().optional(),
    lastBy: maybe,
    discountPercent: z.number().optional(),
    dropsCosts: z.boolean().optional(),
  },
})

/** One act of the call desk: its path under /acts, what it takes, what it does. */
function act<S extends z.ZodObject>(
  api: Api,
  name: string,
  summary: string,
  schema: S,
  work: (place: Place, input: z.output<S>) => Promise<unknown>,
): void {
  const path = `/api/v1/acts/${name}` as const
  const body = { required: true, content: { 'application/json': { schema: schema as z.ZodObject } } }
  const responses = { 200: { description: 'done', content: { 'application/json': { schema: z.looseObject({}) } } } }
  api.openapi(createRoute({ method: 'post', path, summary, request: { body }, responses }), async c => {
    mustBeAllowed(c.get('role'), 'work')
    return jsonAnswer(c, await work(c.get('place'), schema.parse(c.req.valid('json')))) // checked above: this gives it its type
  })
}

async function mailPreview(place: Place, callId: string) {
  const { call, brief } = await callView(place, callId)
  if (call.mailKey === null) return { mail: null, state: null, proof: null }
  const row = await place.store.db
    .selectFrom('outbox')
    .select(['act', 'state'])
    .where('workspaceId', '=', place.workspaceId)
    .where('key', '=', call.mailKey)
    .executeTakeFirstOrThrow()
  const { attachments, ...mail } = await renderMessage(place, await factsOfClient(place, brief.clientId), row.act as never) // as the store keeps acts
  return { mail: { ...mail, attachments: attachments.map(a => a.filename) }, state: row.state, proof: await proofOfTalk(place, callId) }
}

function views(api: Api): void {
  const params = z.object({ id: z.string() })
  api.openapi(viewRoute('/api/v1/calls', 'Whom to call, best first', {}), async c => jsonAnswer(c, await callDeskView(c.get('place'))))
  api.openapi(viewRoute('/api/v1/calls/brief/{id}', 'The brief of a client before a call', { params }), async c =>
    jsonAnswer(c, await briefView(c.get('place'), c.req.valid('param').id)),
  )
  api.openapi(viewRoute('/api/v1/calls/practice', 'The invented clients to practise on', {}), async c =>
    jsonAnswer(c, { clients: (await practiceClients()).map(({ id, name, language }) => ({ id, name, language })) }),
  )
  api.openapi(viewRoute('/api/v1/calls/practice/{id}', 'The call screen on an invented client', { params }), async c =>
    jsonAnswer(c, await practiceView(c.get('place'), c.req.valid('param').id)),
  )
  api.openapi(viewRoute('/api/v1/calls/{id}', 'A call as it stands', { params }), async c =>
    jsonAnswer(c, await callView(c.get('place'), c.req.valid('param').id)),
  )
  api.openapi(viewRoute('/api/v1/calls/{id}/mail', 'The read-back mail of a call, as it will leave', { params }), async c =>
    jsonAnswer(c, await mailPreview(c.get('place'), c.req.valid('param').id)),
  )
  api.openapi(viewRoute('/api/v1/plans', 'Every payment plan that runs', {}), async c => jsonAnswer(c, await planList(c.get('place'))))
  for (const kind of ['pdf', 'ics'] as const)
    api.get(`/api/v1/plans/:id/${kind === 'pdf' ? 'agreement.pdf' : 'payments.ics'}`, async c => {
      const paper = await planPaper(c.get('place'), c.req.param('id'), kind)
      return c.body(Uint8Array.from(paper.content).buffer, 200, {
        'content-type': paper.contentType,
        'content-disposition': `inline; filename="${paper.filename}"`,
      })
    })
}

function drafts(api: Api): void {
  api.put('/api/v1/calls/practice/:id/draft', async c =>
    jsonAnswer(c, await practiceCheck(c.get('place'), c.req.param('id'), DraftWire.parse(await c.req.json()))),
  )
  api.put('/api/v1/calls/:id/draft', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const place = c.get('place')
    const read = DraftWire.safeParse(await c.req.json())
    if (!read.success)
      return refuse('field-wrong', read.error.issues.map(i => `${i.path.join('.')}: ${i.message}`).join(' '), { field: 'draft' })
    const call = c.req.param('id')
    await saveDraft(place, { call, draft: read.data })
    return jsonAnswer(c, { ...(await checkView(place, call, read.data)), savedAt: place.clock.now() })
  })
}

/** The call desk: worklist, brief, call, plans. */
export const routes: Routes = (api, deps) => {
  views(api)
  drafts(api)
  const Start = z.object({ client: text, kind: z.enum(['call', 'meeting']).optional(), contact: maybe, floor: Floor.optional() })
  act(api, 'call-start', 'Start a talk: from here on the floor is locked', Start, startCall)
  act(api, 'call-pause', 'Stop here and call back', Call.extend({ backOn: text, backAt: maybe }), pauseCall)
  act(api, 'call-close', 'End a talk with a commitment or a stated reason', Call.extend({ approvedBy: maybe }), closeCall)
  const Attempt = z.object({
    client: text,
    outcome: z.enum(['voicemail', 'unreachable']),
    contact: maybe,
    note: maybe,
    callBackOn: maybe,
    callBackAt: maybe,
  })
  act(api, 'call-attempt', 'Nobody was reached', Attempt, callAttempt)
  const Send = Call.extend({ subject: maybe, body: maybe })
  act(api, 'call-send', 'Let the read-back mail leave', Send, (place, input) => sendReadBack(place, deps.config, input))
  const Daily = z.object({ client: text, stopOn: text, reason: text, contacts: z.array(text).optional() })
  act(api, 'daily-calls', 'Call every day until a day', Daily, startDailyCalls)
  act(api, 'daily-calls-stop', 'End daily calls', z.object({ client: text }), stopDailyCalls)
  const Away = z.object({ who: text, standIn: text, fromOn: maybe, untilOn: text })
  act(api, 'away', 'A colleague is away: somebody stands in', Away, away)
  act(api, 'back', 'A colleague is back before the day that was said', z.object({ absence: text }), back)
  act(api, 'excuse-verify', 'Say whether what they said came true', z.object({ excuse: text, cameTrue: z.boolean() }), verifyExcuse)
  act(api, 'plan', 'Agree on a payment plan', PlanBody, makePlan)
  act(api, 'plan-preview', 'The parts of a plan before it is agreed; records nothing', PlanBody, previewPlan)
  act(api, 'plan-end', 'End a plan: a person decides', z.object({ plan: text, how: z.enum(['lapsed', 'ended']), reason: text }), endPlan)
  const Meeting = z.object({ client: text, on: text, at: maybe, where: maybe, who: maybe })
  act(api, 'meeting', 'Book a meeting; booked again, it moves', Meeting, bookMeeting)
  act(api, 'meeting-cancel', 'A meeting does not take place', z.object({ meeting: text }), cancelMeeting)
  const Done = z.object({ noun: z.enum(['promise', 'plan']), id: text, at: z.number().int().min(0) })
  act(api, 'our-part-done', 'We did what we said', Done, ourPartDone)
  const Fix = z.object({ invoice: text, amount: maybe, words: maybe, fix: text, owner: maybe, by: text })
  act(api, 'remedy', 'Bad work gets a fix: that part rests until then', Fix, remedy)
}
