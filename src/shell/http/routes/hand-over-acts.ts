import { z } from '@hono/zod-openapi'
import { makeDossier } from '../../acts/dossier.ts'
import { acceptRules, breach, followUp, handOver, prepareHandOver, recall } from '../../acts/hand-over.ts'
import { remit } from '../../acts/intermediary.ts'
import { keepIntermediary } from '../../acts/keep-intermediary.ts'
import { answerProposal, importReport, reportOne } from '../../acts/report.ts'
import { closeRoom, openRoom } from '../../acts/room.ts'
import { handOversOf } from '../../views/hand-overs.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { type Adds, act } from './acts.ts'

const text = z.string().max(100_000)
const maybe = text.optional()
const Out = z.object({ handOver: text })
const parts = z.array(text).max(20).optional()

const ACTS: readonly Adds[] = [
  act(
    'make-dossier',
    'work',
    'Put everything about a claim into one sealed file',
    z.object({ client: text, invoices: z.array(text).max(5000).optional(), without: parts, language: maybe }),
    makeDossier,
  ),
  act(
    'prepare-hand-over',
    'work',
    'Prepare a hand-over to a lawyer or an agency; nothing leaves',
    z.object({ client: text, to: text, currency: maybe, answerBy: maybe }),
    prepareHandOver,
  ),
  act(
    'intermediary',
    'manage',
    'Keep a lawyer or an agency with its terms, or change them',
    z.object({
      ...{ known: maybe, name: maybe, country: maybe, currency: maybe, person: maybe, email: maybe, phone: maybe, feePercent: maybe },
      ...{
        flatFee: maybe,
        taxPercent: maybe,
        conductRules: maybe,
        end: z.boolean().optional(),
        kind: z.enum(['lawyer', 'agency']).optional(),
      },
      bands: z
        .array(z.object({ fromDays: z.number().optional(), fromAmount: maybe, percent: text }))
        .max(100)
        .optional(),
    }),
    keepIntermediary,
  ),
  act('accept-rules', 'work', 'They accepted our rules of conduct', Out.extend({ by: maybe }), acceptRules),
  act('hand-over', 'manage', 'Hand the claim over, with its sealed dossier', Out.extend({ without: parts }), handOver),
  act('recall', 'manage', 'Take a claim back', Out.extend({ reason: maybe }), recall),
  act('breach', 'work', 'Record a breach of the rules of conduct', Out.extend({ what: maybe, recall: z.boolean().optional() }), breach),
  act('follow-up', 'work', 'Somebody here looks after it on a day', Out.extend({ on: text, to: maybe }), followUp),
  act(
    'open-room',
    'manage',
    'Open a joint room: a link for this one claim',
    Out.extend({ days: z.number().optional() }),
    (place, input, deps) => openRoom(place, deps.config.publicUrl, input),
  ),
  act('close-room', 'manage', 'Close a joint room', z.object({ room: text }), closeRoom),
  act(
    'report',
    'work',
    'Record what the intermediary reports',
    Out.extend({ kind: text, on: text, words: maybe, amount: maybe, by: maybe, parts: maybe }),
    reportOne,
  ),
  act('import-report', 'work', 'Read a report file', Out.extend({ csv: z.string().max(5_000_000), file: maybe }), importReport),
  act(
    'answer-proposal',
    'manage',
    'Accept or refuse a proposal',
    Out.extend({ report: text, answer: z.enum(['accepted', 'refused']) }),
    answerProposal,
  ),
  act('remit', 'work', 'Book what an intermediary collected', Out.extend({ gross: maybe, net: maybe, on: maybe }), remit),
]

/** Handing a claim over and following it, by name. */
export const routes: Routes = (api, deps) => {
  for (const add of ACTS) add(api, deps)
  const params = z.object({ clientId: z.string() })
  api.openapi(
    viewRoute('/api/v1/clients/{clientId}/hand-overs', 'Claims that are prepared, out or back, and what was reported', { params }),
    async c =>
      jsonAnswer(c, {
        handOvers: await handOversOf(c.get('place'), c.req.valid('param').clientId),
        hasRoom: deps.config.publicUrl !== undefined,
      }),
  )
}
