import type { Day } from '../../core/day/day.ts'
import { type Forecast, forecasting } from '../../core/forecast/forecast.ts'
import { historyOf } from '../../core/forecast/history.ts'
import { shippedHabits } from '../../packs/forecast/shipped.ts'
import type { ReceivableRow } from './receivables-csv.ts'

export interface OpenForecast {
  readonly row: ReceivableRow
  readonly forecast: Forecast
}

const keyOf = (row: ReceivableRow): string => [row.customer, row.issued, row.due, row.amount ?? '', row.id?.text ?? ''].join('\u0000')

/**
 * Forecasts every open invoice, in the order given. With `asOf` the open invoices themselves count as unpaid so far; without it each is forecast
 * as of its own invoice date from the history alone, because whether the others were still open on that day is not known.
 */
export function forecastOpen(history: readonly ReceivableRow[], open: readonly ReceivableRow[], asOf?: Day): OpenForecast[] {
  const told = new Set(history.map(keyOf))
  const facts = asOf === undefined ? history : [...history, ...open.filter(row => !told.has(keyOf(row)))]
  const forecaster = forecasting(historyOf(facts), { shipped: shippedHabits() })
  const dayOf = (row: ReceivableRow): Day => asOf ?? row.issued
  const inOrder = open
    .map((row, at) => ({ row, at }))
    .sort((a, b) => (dayOf(a.row) < dayOf(b.row) ? -1 : dayOf(a.row) > dayOf(b.row) ? 1 : 0))
  const out = new Array<OpenForecast>(open.length)
  for (const { row, at } of inOrder) out[at] = { row, forecast: forecaster.asOf(dayOf(row)).forecast(row) }
  return out
}
