import type { Day } from '../../core/day/day.ts'
import { type Forecaster, forecasting } from '../../core/forecast/forecast.ts'
import { historyOf, type PastInvoice } from '../../core/forecast/history.ts'
import { pastInvoices } from '../../core/forecast/past-of.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { shippedHabits } from '../../packs/forecast/shipped.ts'
import { keptReading } from '../kept-reading.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

async function pastOf({ store, workspaceId }: Place, today: Day): Promise<PastInvoice[]> {
  const past: PastInvoice[] = []
  for await (const page of streamClients(store.db, workspaceId))
    for (const facts of page) past.push(...pastInvoices(facts, openLedger(facts, today)))
  return past
}

const kept = keptReading<Forecaster>()

/** Forecasts as of today, from everything this firm has seen settled before today. */
export const firmForecaster = (place: Place): Promise<Forecaster> =>
  kept(place, place.by.today, async () => {
    const past = await pastOf(place, place.by.today)
    return forecasting(historyOf(past), { shipped: shippedHabits() }).asOf(place.by.today)
  })
