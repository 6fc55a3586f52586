import { addMonths, type Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { buildPlan } from '../../core/plan/build.ts'
import { openDesk } from '../call/open-desk.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import type { Given } from './hand-over.ts'
import { checkReplan, writePlan } from './plan.ts'
import { pausesOn, writePromise } from './promise.ts'
import { setting } from './settings.ts'

/** What an accepted proposal became, and under which id. */
export interface Became {
  readonly what: 'plan' | 'promise' | 'settlement'
  readonly id: string
}

/** A settlement that still runs on the same invoices: a second word about the same money would contradict it. */
const runsAlready = ({ facts, handOver }: Given, today: Day): boolean =>
  facts.settlementOffer.some(
    o => o.withdrawnOn === null && o.deadline >= today && o.invoiceIds.some(id => handOver.invoiceIds.includes(id)),
  )

function openOf({ facts, handOver }: Given, currency: string, today: Day): { ids: string[]; minor: bigint } {
  const items = openItems(facts, openLedger(facts, today)).filter(i => handOver.invoiceIds.includes(i.id) && i.currency === currency)
  return { ids: items.map(i => i.id), minor: items.reduce((sum, i) => sum + i.openMinor, 0n) }
}

/** The last day of a proposal: its own, or that of its last part. */
function lastDay(report: Fact<'report'>, today: Day): Day {
  const first = report.by ?? today
  const last = addMonths(first, Math.max(0, (report.parts ?? 1) - 1))
  return last < today ? refuse('day-past', `${last} is over.`, { field: 'by', mend: 'Ask for a new day, or refuse it.' }) : last
}

/**
 * What an intermediary’s proposal means, ready to be written. All of the claim in parts is a plan, all of it at once a promise; less than all of it
 * is a settlement, with its deadline, allowed by whoever accepts it. @throws Refusal where it does not fit what is open now.
 */
export async function proposalTaken(place: Place, given: Given, report: Fact<'report'>): Promise<(pen: Pen) => Promise<Became>> {
  const { facts, handOver } = given
  const { today, actor } = place.by
  const { amountMinor, currency, parts } = report
  if (amountMinor === null || currency === null) return refuse('field-missing', 'A proposal needs its amount.', { field: 'amount' })
  const open = openOf(given, currency, today)
  if (amountMinor > open.minor)
    return refuse('amount-too-high', 'They propose more than is open on the invoices handed over.', {
      field: 'report',
      mend: 'Money has come meanwhile: refuse it, or ask for a new proposal.',
    })
  if (runsAlready(given, today))
    return refuse('offer-stands', 'A settlement of this claim still runs.', {
      field: 'report',
      mend: 'Withdraw it first, or refuse the proposal.',
    })
  const last = lastDay(report, today)
  const base = { invoiceIds: open.ids, currency }
  if (amountMinor < open.minor) return pen => settled(pen, report, { ...base, discountMinor: open.minor - amountMinor, last, actor })
  const agreedWith = `${facts.client.name}, ${handOver.to}`
  if (parts === null || parts === 1) {
    const pauses = await pausesOn(place, facts, open.ids)
    const said = { ...base, amountMinor, promisedFor: last, means: handOver.to, givenBy: agreedWith }
    return async pen => ({ what: 'promise', id: await writePromise(pen, facts, said, pauses) })
  }
  checkReplan(facts, open.ids, actor)
  const [desk, { graceDays }] = await Promise.all([openDesk(place), setting(place, 'call-desk')])
  const firstOn = report.by !== null && report.by > today ? report.by : today
  const built = buildPlan({ totalMinor: amountMinor, firstOn, shape: { kind: 'parts', parts }, isHoliday: desk.isHoliday })
  if ('code' in built) throw new Refusal([built])
  const made = { ...base, parts: built, graceDays, dropsCosts: false, agreedWith, ourPart: [] }
  return async pen => ({ what: 'plan', id: await writePlan(pen, facts, made) })
}

interface Less {
  readonly invoiceIds: readonly string[]
  readonly currency: string
  readonly discountMinor: bigint
  readonly last: Day
  readonly actor: string
}

async function settled(pen: Pen, report: Fact<'report'>, { invoiceIds, currency, discountMinor, last, actor }: Less): Promise<Became> {
  const id = await pen.add('settlementOffer', {
    ...{ clientId: report.clientId, invoiceIds, currency, payMinor: report.amountMinor ?? 0n, discountMinor, deadline: last },
    ...{ acceptedOn: pen.by.today, acceptedBy: report.words, overrideBy: actor },
  })
  return { what: 'settlement', id }
}
