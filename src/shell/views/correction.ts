import {
  type Advice,
  advise,
  type ChannelAdvice,
  channelFor,
  daysWaiting,
  type Estimate,
  emptyLines,
  type Outcomes,
  type Way,
} from '../../core/correction/advice.ts'
import type { Because } from '../../core/correction/because.ts'
import type { DifferenceKind, PeriodRow } from '../../core/correction/compare.ts'
import { mayLeave, toldFrom } from '../../core/correction/told.ts'
import { addMonths, type Day } from '../../core/day/day.ts'
import { barredFrom, lawFor } from '../../core/decide/law-view.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { taxUnknown } from '../corrections/books.ts'
import { type CaseDetail, estimateOf, type OpenCase, openCase, openOf, shortOf } from '../corrections/case.ts'
import { arrearsPeriods } from '../corrections/catch-up.ts'
import { type Confirmation, confirmationOf } from '../corrections/confirmation.ts'
import { LOOKS_AFTER_MONTHS, looksTaken } from '../corrections/look-back.ts'
import { spoken } from '../corrections/script.ts'
import { loadDecider } from '../run/decider.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

export interface CorrectionRow {
  readonly id: string
  readonly clientId: string
  readonly client: string
  readonly currency: string
  readonly differenceMinor: string
  readonly foundOn: Day
  readonly daysWaiting: number
  readonly told: boolean
  readonly closedOn: Day | null
  /** Recorded as a fact, without a case to open: its client tells the rest. */
  readonly byHand: boolean
}
export interface PeriodView {
  readonly from: Day
  readonly to: Day
  readonly agreedMinor: string
  readonly billedMinor: string
  readonly differenceMinor: string
  readonly correctedMinor: string
  readonly waivedMinor: string
  readonly openMinor: string
  readonly kind: DifferenceKind
  readonly because: Because | null
  readonly invoices: readonly { readonly id: string; readonly number: string }[]
}
/** One look back after a waiver (A15): what came since, beside the estimate’s share of the time. */
export interface LookBack {
  readonly months: 3 | 6 | 12
  readonly on: Day
  readonly isDue: boolean
  readonly taken: boolean
  readonly cameMinor: string
  readonly estimateMinor: string
}
export interface CorrectionView {
  readonly id: string
  readonly clientId: string
  readonly client: string
  readonly currency: string
  readonly cause: string | null
  readonly agreement: {
    readonly id: string
    readonly title: string
    readonly number: string | null
    readonly signedBy: string | null
    readonly documentId: string | null
  }
  readonly papers: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  readonly rows: readonly PeriodView[]
  readonly agreedMinor: string
  readonly billedMinor: string
  readonly differenceMinor: string
  readonly openMinor: string
  readonly taxUnknown: boolean
  readonly foundOn: Day
  readonly daysWaiting: number
  /** What waiting costs: the amount grows each period while nothing is mended; the oldest part lapses. */
  readonly growsMinor: string
  readonly barredFrom: Day | null
  readonly estimate: Readonly<Record<keyof Estimate, string>>
  readonly advice: {
    readonly best: Way
    readonly ways: readonly {
      readonly way: Way
      readonly cashMinor: string
      readonly relationMinor: string
      readonly goodwillMinor: string
      readonly totalMinor: string
    }[]
  }
  /** The colleague who makes the call (A12): user id. */
  readonly assignedTo: string | null
  /** What was delivered in the periods of the case (A9): work noted, and papers that prove a delivery. */
  readonly delivered: readonly { readonly on: Day; readonly what: string; readonly documentId: string | null }[]
  readonly outcomes: Partial<Outcomes>
  readonly empty: readonly string[]
  readonly channel: ChannelAdvice
  readonly meeting: NonNullable<CaseDetail['meeting']> | null
  readonly ready: NonNullable<CaseDetail['ready']> | null
  readonly statementId: string | null
  readonly told: { readonly on: Day; readonly how: string; readonly delivered: boolean | null; readonly countsFrom: Day | null } | null
  readonly override: { readonly by: string; readonly reason: string | null } | null
  /** The catch-up may leave (A2). */
  readonly mayLeave: boolean
  readonly announceDays: number
  readonly script: readonly { readonly part: string; readonly text: string }[]
  readonly courtesy: string
  readonly language: string
  readonly choice: NonNullable<CaseDetail['choice']> | null
  /** The written confirmation of what was agreed, in the outbox. */
  readonly confirmation: Confirmation | null
  readonly toInvoice: readonly { readonly from: Day; readonly to: Day; readonly minor: string; readonly originals: readonly string[] }[]
  readonly invoiceIds: readonly string[]
  readonly waivers: readonly {
    readonly amountMinor: string
    readonly by: string
    readonly reason: string
    readonly future: string | null
  }[]
  readonly next: { readonly from: Day; readonly to: Day; readonly agreedMinor: string } | null
  /** The periods after the case, agreed against billed (A13). */
  readonly later: readonly {
    readonly from: Day
    readonly to: Day
    readonly agreedMinor: string
    readonly billedMinor: string
    readonly kind: DifferenceKind
  }[]
  readonly lookBack: readonly LookBack[]
  readonly closedOn: Day | null
  readonly closed: NonNullable<CaseDetail['closed']> | null
}

/** All cases, the longest known without a first contact first (A4). */
export async function correctionRows(place: Place): Promise<CorrectionRow[]> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'correction').execute()) as unknown as Fact<'correction'>[] // as selected
  if (rows.length === 0) return []
  const clients = (await factsOf(place.store.db, place.workspaceId, 'client')
    .where('id', 'in', [...new Set(rows.map(r => r.clientId))])
    .execute()) as unknown as Fact<'client'>[] // as above
  const names = new Map(clients.map(c => [c.id, c.name]))
  const { world } = await loadDecider(place)
  const isHoliday = (d: Day): boolean => world.isHoliday(place.firm.country, d)
  const view = (c: Fact<'correction'>): CorrectionRow => ({
    id: c.id,
    clientId: c.clientId,
    client: names.get(c.clientId) ?? '',
    currency: c.currency,
    differenceMinor: c.differenceMinor.toString(),
    foundOn: c.foundOn,
    daysWaiting: c.announcedOn === null && c.closedOn === null ? daysWaiting(c.foundOn, place.by.today, isHoliday) : 0,
    told: c.announcedOn !== null,
    closedOn: c.closedOn,
    byHand: c.detail === null || c.agreementId === null,
  })
  const order = (r: CorrectionRow): number => (r.closedOn === null ? 0 : 1_000_000) - r.daysWaiting
  return rows.map(view).sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1))
}

const text = (minor: bigint): string => minor.toString()

/** One case: the page that leads from the evidence to the second right invoice. */
export async function correctionView(place: Place, id: string): Promise<CorrectionView> {
  const open = await openCase(place, id)
  const { correction, detail, books, rows, waivers, later, next } = open
  const { facts, agreement } = books
  const decider = await loadDecider(place)
  const { announceDays } = decider.policyOf(facts)
  const [first] = rows
  const barred = first ? barredFrom(lawFor(decider.lawOf(facts), facts.client).limitation, first.to) : null
  const short = shortOf(rows)
  const estimate = estimateOf(detail)
  const sum = (pick: (row: (typeof rows)[number]) => bigint): string => text(rows.reduce((s, r) => s + pick(r), 0n))
  const isHoliday = (d: Day): boolean => decider.world.isHoliday(place.firm.country, d)
  return {
    ...{ id, clientId: facts.client.id, client: facts.client.name, currency: correction.currency, cause: detail.cause ?? null },
    agreement: {
      id: agreement.id,
      title: agreement.title,
      number: agreement.number,
      signedBy: agreement.signedBy,
      documentId: agreement.documentId,
    },
    papers: facts.document
      .filter(d => d.agreementId === agreement.id || ['order', 'delivery', 'acceptance'].includes(d.kind))
      .map(({ id: paper, name, kind }) => ({ id: paper, name, kind })),
    rows: rows.map(r => ({
      ...textRow(r),
      correctedMinor: text(r.correctedMinor),
      waivedMinor: text(r.waivedMinor),
      openMinor: text(r.openMinor),
    })),
    ...{
      agreedMinor: sum(r => r.agreedMinor),
      billedMinor: sum(r => r.billedMinor),
      differenceMinor: text(short),
      openMinor: text(openOf(rows)),
    },
    taxUnknown: facts.invoice.some(i => rows.some(r => r.invoices.some(x => x.id === i.id)) && taxUnknown(i, books.lines.get(i.id) ?? [])),
    foundOn: correction.foundOn,
    daysWaiting: correction.announcedOn === null ? daysWaiting(correction.foundOn, place.by.today, isHoliday) : 0,
    growsMinor: text(rows.at(-1)?.differenceMinor ?? 0n),
    barredFrom: barred,
    estimate: Object.fromEntries(Object.entries(estimate).map(([k, v]) => [k, v.toString()])) as CorrectionView['estimate'], // the same keys
    advice: adviceView(advise(short, estimate, barred !== null && barred <= place.by.today)),
    assignedTo: assigneeOf(open, place.by.today),
    delivered: await deliveredIn(place, open),
    outcomes: detail.outcomes ?? {},
    empty: emptyLines(detail.outcomes),
    channel: channelFor(short, first?.agreedMinor ?? 0n, facts.client.country !== null && facts.client.country !== place.firm.country),
    ...{ meeting: detail.meeting ?? null, ready: detail.ready ?? null, statementId: correction.statementId, announceDays },
    told: toldView(correction, announceDays),
    override: correction.overrideBy === null ? null : { by: correction.overrideBy, reason: correction.overrideReason },
    mayLeave: mayLeave(correction, announceDays, place.by.today),
    ...(await spoken(place, open)),
    choice: detail.choice ?? null,
    confirmation: await confirmationOf(place, open),
    toInvoice: arrearsPeriods(open).map(p => ({ from: p.from, to: p.to, minor: text(p.addedMinor), originals: p.originals })),
    invoiceIds: correction.invoiceIds ?? [],
    waivers: waivers.map(w => ({ amountMinor: text(w.amountMinor), by: w.waivedBy, reason: w.reason, future: w.future })),
    next: next ? { from: next.from, to: next.to, agreedMinor: text(next.agreedMinor) } : null,
    later: later.map(({ from, to, agreedMinor, billedMinor, kind }) => ({
      from,
      to,
      kind,
      agreedMinor: text(agreedMinor),
      billedMinor: text(billedMinor),
    })),
    lookBack: lookBacks(open, estimate, place.by.today),
    ...{ closedOn: correction.closedOn, closed: detail.closed ?? null },
  }
}

const adviceView = ({ best, ways }: Advice): CorrectionView['advice'] => ({
  best,
  ways: ways.map(w => ({
    way: w.way,
    cashMinor: text(w.cashMinor),
    relationMinor: text(w.relationMinor),
    goodwillMinor: text(w.goodwillMinor),
    totalMinor: text(w.totalMinor),
  })),
})

const textRow = ({ from, to, kind, because, invoices, agreedMinor, billedMinor, differenceMinor }: PeriodRow) => ({
  ...{ from, to, kind, because, invoices: [...new Map(invoices.map(i => [i.id, { id: i.id, number: i.number }])).values()] },
  ...{ agreedMinor: text(agreedMinor), billedMinor: text(billedMinor), differenceMinor: text(differenceMinor) },
})

function toldView(correction: Fact<'correction'>, announceDays: number): CorrectionView['told'] {
  const { announcedOn, announcedHow, noticeDelivered } = correction
  if (announcedOn === null) return null
  return { on: announcedOn, how: announcedHow ?? '', delivered: noticeDelivered, countsFrom: toldFrom(correction, announceDays) }
}

/** What was billed to the client since the waiver, at 3, 6 and 12 months, beside the estimate for two years in proportion. */
function lookBacks({ waivers, books, correction }: OpenCase, estimate: Estimate, today: Day): LookBack[] {
  const [waiver] = waivers
  if (!waiver) return []
  const hoped = estimate.futureMarginMinor + estimate.referralsMinor + estimate.testimonialsMinor + estimate.repeatMinor
  return LOOKS_AFTER_MONTHS.map(months => {
    const on = addMonths(waiver.effectiveOn, months)
    const came = books.facts.invoice.filter(
      i =>
        i.currency === correction.currency &&
        i.cancelledOn === null &&
        i.issuedOn > waiver.effectiveOn &&
        i.issuedOn <= on &&
        i.issuedOn <= today,
    )
    const cameMinor = came.reduce((sum, i) => sum + i.totalMinor - (i.taxMinor ?? 0n), 0n)
    return {
      months,
      on,
      isDue: on <= today,
      taken: looksTaken(correction).includes(months),
      cameMinor: text(cameMinor),
      estimateMinor: text((hoped * BigInt(months)) / 24n),
    }
  })
}

/** Proof that the service was given: work noted in the periods of the case, and delivery notes and acceptances kept for it. */
async function deliveredIn(place: Place, { detail, books }: OpenCase): Promise<CorrectionView['delivered']> {
  const { id, clientId } = books.agreement
  const work = (await factsOf(place.store.db, place.workspaceId, 'work')
    .where('clientId', '=', clientId)
    .where('doneOn' as 'id', '>=', detail.from) // columns of this noun
    .where('doneOn' as 'id', '<=', detail.to)
    .orderBy('doneOn' as 'id')
    .execute()) as unknown as Fact<'work'>[] // as selected
  const papers = books.facts.document.filter(
    d => ['delivery', 'acceptance', 'receipt'].includes(d.kind) && (d.agreementId === null || d.agreementId === id),
  )
  return [
    ...work.filter(w => w.agreementId === null || w.agreementId === id).map(w => ({ on: w.doneOn, what: w.what, documentId: null })),
    ...papers.map(d => ({ on: d.effectiveOn, what: d.name, documentId: d.id })),
  ]
}

/** The colleague who was given this step, or the whole client. */
const assigneeOf = ({ books }: OpenCase, today: Day): string | null =>
  books.facts.assignment.findLast(a => (a.step === null || a.step === 'correction') && (a.endedOn === null || a.endedOn > today))?.toUser ??
  null
