import { z } from '@hono/zod-openapi'
import { carryCorrection, chooseCorrection, closeCorrection, lookedBack } from '../../acts/correction-outcome.ts'
import {
  findCorrections,
  openCorrection,
  overrideCorrection,
  prepareCorrection,
  readyCorrection,
  tellCorrection,
  writeStatement,
} from '../../acts/corrections.ts'
import { forgiveCatchUp } from '../../acts/forgive-catch-up.ts'
import { inviteOf, linesCsv, nextInvoicePdf } from '../../corrections/papers.ts'
import { correctionRows, correctionView } from '../../views/correction.ts'
import type { Place } from '../../workspace.ts'
import { actRoute } from '../act-route.ts'
import { type Api, mustBeAllowed, type Right, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const text = z.string().max(10_000)
const maybe = text.optional()
const Case = z.object({ correction: text })
const Lines = z.object({ say: maybe, offer: maybe, limit: maybe })
const Meeting = z.object({ on: text, time: text, where: text, channel: text, reason: maybe })
const Prepare = Case.extend({
  cause: maybe,
  outcomes: z.record(z.string(), Lines).optional(),
  estimate: z.record(z.string(), text).optional(),
  meeting: Meeting.optional(),
})

function act<S extends z.ZodObject>(
  api: Api,
  name: string,
  right: Right,
  summary: string,
  schema: S,
  work: (place: Place, input: z.output<S>) => Promise<unknown>,
): void {
  api.openapi(actRoute(`/api/v1/acts/${name}`, summary, schema), async c => {
    mustBeAllowed(c.get('role'), right)
    const input = schema.parse(await c.req.json()) // the route has checked it: this only gives it its type
    return jsonAnswer(c, await work(c.get('place'), input))
  })
}

/** The correction desk: find, explain, prepare, tell first, let the client choose, carry out, watch. */
export const routes: Routes = api => {
  const Param = z.object({ id: z.string() })
  api.openapi(viewRoute('/api/v1/corrections', 'The cases, longest known without a contact first', {}), async c =>
    jsonAnswer(c, { corrections: await correctionRows(c.get('place')) }),
  )
  api.openapi(viewRoute('/api/v1/corrections/found', 'Every agreement beside what was billed: what differs', {}), async c =>
    jsonAnswer(c, await findCorrections(c.get('place'))),
  )
  api.openapi(viewRoute('/api/v1/corrections/{id}', 'One case', { params: Param }), async c =>
    jsonAnswer(c, await correctionView(c.get('place'), c.req.valid('param').id)),
  )
  api.get('/api/v1/corrections/:id/invite.ics', async c =>
    c.body(await inviteOf(c.get('place'), c.req.param('id')), 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="talk.ics"',
    }),
  )
  api.get('/api/v1/corrections/:id/lines.csv', async c =>
    c.body(await linesCsv(c.get('place'), c.req.param('id')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="lines.csv"',
    }),
  )
  api.get('/api/v1/corrections/:id/next-invoice.pdf', async c =>
    c.body(new Uint8Array(await nextInvoicePdf(c.get('place'), c.req.param('id'))), 200, {
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="next-invoice.pdf"',
    }),
  )
  act(
    api,
    'open-correction',
    'work',
    'Open the case of an agreement billed too little',
    z.object({ agreement: text, cause: maybe }),
    openCorrection,
  )
  act(api, 'prepare-correction', 'work', 'Cause, the nine lines, estimates, the talk', Prepare, prepareCorrection)
  act(api, 'write-statement', 'work', 'Write the statement of differences as a PDF', Case, writeStatement)
  act(api, 'ready-correction', 'work', 'Mark the talk ready: every line must be filled', Case, readyCorrection)
  act(
    api,
    'tell-correction',
    'work',
    'The client was told',
    Case.extend({ on: text, how: text, delivered: z.boolean().optional() }),
    tellCorrection,
  )
  act(
    api,
    'override-correction',
    'manage',
    'Let arrears leave unannounced: by name, with a reason',
    Case.extend({ name: text, reason: text }),
    overrideCorrection,
  )
  act(
    api,
    'forgive-catch-up',
    'manage',
    'A catch-up that was invoiced and refused is given up: a credit note and a waiver',
    Case.extend({ amount: maybe, reason: maybe, future: maybe, number: maybe, taxPercent: maybe }),
    forgiveCatchUp,
  )
  act(
    api,
    'choose-correction',
    'work',
    'The client’s answer: next-invoice, separate, plan, compromise or waive',
    Case.extend({
      choice: text,
      amount: maybe,
      reason: maybe,
      future: maybe,
      parts: z.number().int().optional(),
      firstOn: maybe,
    }),
    chooseCorrection,
  )
  act(
    api,
    'carry-correction',
    'work',
    'The catch-up becomes an invoice, linked to its statement',
    Case.extend({ number: maybe, issuedOn: maybe, dueOn: maybe, taxPercent: maybe }),
    carryCorrection,
  )
  act(api, 'looked-back', 'work', 'Looked at what came back after a waiver', Case.extend({ months: z.number().int() }), lookedBack)
  act(
    api,
    'close-correction',
    'work',
    'Close the case after two right periods, or by name',
    Case.extend({ name: maybe, reason: maybe }),
    closeCorrection,
  )
}
