import { refuse } from '../../core/fault.ts'
import { loadRates } from '../law/load-law.ts'
import { type OwnRate, readRatesFile } from '../law/rates-file.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

export interface RatesInput {
  /** CSV: series, effective_from, rate_percent, source and, where a series changes on any day, known_until. */
  readonly csv: string
  readonly file?: string | undefined
}
export interface RatesImported {
  readonly rates: readonly OwnRate[]
  /** Kept: what is known already is not. */
  readonly stored: number
}

/** Keeps a firm's own rates, each with its source: figures and letters use them at once. @throws Refusal naming every bad line; then nothing is kept. */
export async function importRates(place: Place, input: RatesInput): Promise<RatesImported> {
  const rates = readRatesFile(input.csv, input.file ?? 'rates.csv', await loadRates())
  const known = await workspaceFacts(place.store.db, place.workspaceId, 'ownRate')
  const fresh = rates.filter(rate => rate.stands !== 'same')
  await record(place.store, place.by, 'rates imported', async pen => {
    for (const { series, row } of fresh) {
      const body = { percent: row.percent, knownUntil: row.knownUntil ?? null, writtenIn: row.source }
      const before = known.find(k => k.series === series && k.from === row.from)
      if (before) await pen.amend('ownRate', before.id, body)
      else await pen.add('ownRate', { series, from: row.from, ...body })
    }
  })
  return { rates, stored: fresh.length }
}

/** Back to what Dunwell knows. */
export async function dropRate(place: Place, input: { readonly id: string }): Promise<{ readonly id: string }> {
  const known = await workspaceFacts(place.store.db, place.workspaceId, 'ownRate')
  if (!known.some(k => k.id === input.id)) refuse('not-found', `There is no rate "${input.id}" of your own.`, { field: 'id' })
  await record(place.store, place.by, 'own rate dropped', pen => pen.retract('ownRate', input.id))
  return { id: input.id }
}
