import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { isDay } from '../../../core/day/day.ts'
import { CLIENT_KINDS } from '../../../core/facts/nouns/people.ts'
import { isCurrency } from '../../../core/list/amount.ts'
import { LIST_FIELDS } from '../../../core/list/source.ts'
import { columnsBeside, confirmBeside, previewBeside, undoBeside } from '../../acts/import-aside.ts'
import { forgetReading, listReadings } from '../../acts/list-readings.ts'
import { type ImportAnswers, VANISHED_ANSWERS } from '../../imports/plan-types.ts'
import { FILE_BYTES_MAX, type GivenFile } from '../../lists/read-lists.ts'
import { actRoute } from '../act-route.ts'
import { type Env, mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { givenFiles } from '../given-files.ts'

const DAY = z.string().refine(isDay, 'is not a day')
const OLD_DEBTS = z.union([z.literal('nothing-sent'), z.object({ times: z.number().int().min(1).max(99), lastOn: DAY })])
/** Headers by meaning. */
const Columns = z.partialRecord(z.enum(LIST_FIELDS), z.string())
const Answers = z.strictObject({
  termsDays: z.number().int().min(0).max(365).optional(),
  vanished: z.enum(VANISHED_ANSWERS).optional(),
  vanishedByNumber: z.record(z.string(), z.enum(VANISHED_ANSWERS)).optional(),
  oldDebts: OLD_DEBTS.optional(),
  oldDebtsByClient: z.record(z.string(), OLD_DEBTS).optional(),
  kind: z.enum(CLIENT_KINDS).optional(),
  skipRefused: z.boolean().optional(),
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 currency such as EUR').optional(),
  holds: z.enum(['invoices', 'payments']).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimal: z.enum([',', '.']).optional(),
  columns: Columns.optional(),
  lists: z.record(z.string(), z.strictObject({ holds: z.enum(['invoices', 'payments']).optional(), columns: Columns })).optional(),
})

async function given(c: Context<Env>): Promise<{ files: GivenFile[]; answers: ImportAnswers }> {
  const { files, answers } = await givenFiles(c, Answers, FILE_BYTES_MAX)
  return { files, answers: answers as ImportAnswers } // the reader checks its own words again
}

/** Lists by form: what they would bring, how their columns are read, bring them all or nothing, take them back exactly. */
export const routes: Routes = api => {
  api.post('/api/v1/imports/preview', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const { files, answers } = await given(c)
    return jsonAnswer(c, await previewBeside(c.get('place'), files, answers))
  })
  api.post('/api/v1/imports/columns', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const { files, answers } = await given(c)
    return jsonAnswer(c, await columnsBeside(c.get('place'), files, answers))
  })
  api.post('/api/v1/imports', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const { files, answers } = await given(c)
    return jsonAnswer(c, await confirmBeside(c.get('place'), files, answers))
  })
  api.get('/api/v1/imports/readings', async c => {
    mustBeAllowed(c.get('role'), 'work')
    return jsonAnswer(c, { readings: await listReadings(c.get('place')) })
  })
  api.openapi(
    actRoute('/api/v1/imports/forget', 'Forget how a kind of list was said to be read', z.object({ id: z.string() })),
    async c => {
      mustBeAllowed(c.get('role'), 'work')
      return jsonAnswer(c, await forgetReading(c.get('place'), c.req.valid('json').id))
    },
  )
  api.openapi(actRoute('/api/v1/imports/undo', 'Take an import back exactly', z.object({ batchId: z.string() })), async c => {
    mustBeAllowed(c.get('role'), 'work')
    return jsonAnswer(c, await undoBeside(c.get('place'), c.req.valid('json').batchId))
  })
}
