import type { Day } from '../../core/day/day.ts'
import type { Basis } from '../../core/forecast/forecast.ts'
import { knownLate } from '../../core/forecast/known-late.ts'
import { pastInvoices } from '../../core/forecast/past-of.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { firmForecaster } from '../forecast/firm-forecast.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'
import { clientOfInvoice } from './invoice.ts'

/** When an open invoice will be paid, with its range and what that rests on. Chances run from 0 to 1. */
export interface ForecastView {
  readonly invoiceId: string
  readonly asOf: Day
  readonly expectedOn: Day
  readonly p10: Day
  readonly p90: Day
  readonly pLate: number
  readonly basis: Basis
  /** Whether this client is known to pay late: such clients get a note shortly before the due date. */
  readonly knownLate: { readonly isKnown: boolean; readonly settled: number; readonly overdue: number }
}

/** None where nothing is open on it. @throws Refusal where there is no such invoice. */
export async function forecastView(place: Place, invoiceId: string): Promise<ForecastView | null> {
  const clientId = await clientOfInvoice(place, invoiceId)
  const facts = await clientFactsOf(place, clientId)
  const { today } = place.by
  const ledger = openLedger(facts, today)
  const account = ledger.accounts.find(a => a.invoice.id === invoiceId)
  if (!account || account.openMinor <= 0n) return null
  const past = pastInvoices(facts, ledger)
  const known = knownLate(past, today)
  const forecast = (await firmForecaster(place)).forecast({ customer: clientId, due: account.invoice.dueOn })
  return {
    invoiceId,
    asOf: forecast.asOf,
    expectedOn: forecast.expected,
    p10: forecast.p10,
    p90: forecast.p90,
    pLate: Math.round(forecast.pLate * 1000) / 1000,
    basis: forecast.basis,
    knownLate: { isKnown: known.knownLate, settled: known.settled, overdue: known.overdue },
  }
}
