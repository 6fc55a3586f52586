import type { Day } from '../../core/day/day.ts'
import { type Forecaster, forecasting } from '../../core/forecast/forecast.ts'
import { historyOf, type PastInvoice } from '../../core/forecast/history.ts'
import { pastInvoices } from '../../core/forecast/past-of.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { shippedHabits } from '../../packs/forecast/shipped.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** The one forecaster of the last question: made anew when anything was recorded since, or on another day. */
const kept = new WeakMap<object, { readonly key: string; readonly forecaster: Promise<Forecaster> }>()

async function lastSeq({ store, workspaceId }: Place): Promise<number> {
  const row = await store.db
    .selectFrom('journal')
    .select('seq')
    .where('workspaceId', '=', workspaceId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? 0
}

async function pastOf({ store, workspaceId }: Place, today: Day): Promise<PastInvoice[]> {
  const past: PastInvoice[] = []
  for await (const page of streamClients(store.db, workspaceId))
    for (const facts of page) past.push(...pastInvoices(facts, openLedger(facts, today)))
  return past
}

/** Forecasts as of today, from everything this firm has seen settled before today. */
export async function firmForecaster(place: Place): Promise<Forecaster> {
  const { today } = place.by
  const key = `${place.workspaceId} ${today} ${await lastSeq(place)}`
  const found = kept.get(place.store)
  if (found?.key === key) return found.forecaster
  const forecaster = pastOf(place, today).then(past => forecasting(historyOf(past), { shipped: shippedHabits() }).asOf(today))
  kept.set(place.store, { key, forecaster })
  return forecaster
}
