import { type BillingPack, type CatchUpPeriod, catchUpLines } from '../../core/billing/form.ts'
import type { Day } from '../../core/day/day.ts'
import { minBig, money, toDecimal } from '../../core/money/money.ts'
import type { DraftLine } from '../billing/lines.ts'
import { billingPacks } from '../billing/packs.ts'
import { openPress } from '../message/press.ts'
import type { Place } from '../workspace.ts'
import { type OpenCase, openOf } from './case.ts'
import { languageOf } from './statement.ts'

/** What is to be billed after all: its lines in the form of the firm’s country, and the invoices it refers to. */
export interface CatchUp {
  readonly lines: readonly DraftLine[]
  readonly originals: readonly string[]
  /** None: how this country wants it is not known. It may be prepared, not issued. */
  readonly pack: BillingPack | undefined
}

/** The periods that are billed after all, oldest first, up to what the client is to pay; before an answer, all of them. */
export function arrearsPeriods({ rows, detail }: OpenCase): CatchUpPeriod[] {
  let left = detail.choice ? BigInt(detail.choice.minor) : openOf(rows)
  return rows.flatMap(row => {
    const addedMinor = minBig(row.differenceMinor > 0n ? row.differenceMinor : 0n, left)
    left -= addedMinor
    const originals = [...new Set(row.invoices.map(i => i.number))]
    return addedMinor > 0n ? [{ from: row.from, to: row.to, billedMinor: row.billedMinor, addedMinor, originals }] : []
  })
}

/** The tax rate agreed, else that of the newest line billed under the agreement. */
export function knownRate({ books }: Pick<OpenCase, 'books'>): string | null {
  return books.agreement.taxRate ?? [...books.lines.values()].flat().findLast(l => l.taxRate !== null)?.taxRate ?? null
}

/** The catch-up’s lines, and before them the coming period where the answer was “on the next invoice”. */
export async function catchUpOf(place: Place, open: OpenCase): Promise<CatchUp> {
  const { words } = await openPress()
  const language = languageOf(words, place, open)
  const pack = (await billingPacks()).get(place.firm.country)
  const { next, detail, books } = open
  const { currency } = open.correction
  const taxRate = knownRate(open)
  const line = (kind: string, from: Day, to: Day, minor: bigint): DraftLine => ({
    text: words.say(language, `invoice.line.${kind}`, { what: books.agreement.title, fromDay: from, toDay: to }),
    ...{ from, to, quantity: '1', unit: null, rate: toDecimal(money(minor, currency)), minor: minor.toString(), taxRate },
  })
  const periods = arrearsPeriods(open)
  const coming = detail.choice?.way === 'next-invoice' && next ? [line('coming', next.from, next.to, next.agreedMinor)] : []
  const lines = catchUpLines(pack?.underBilled.shows ?? 'difference', periods).map(l => line(l.kind, l.from, l.to, l.minor))
  return { lines: [...coming, ...lines], originals: [...new Set(periods.flatMap(p => p.originals))], pack }
}
