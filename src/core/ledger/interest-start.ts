import { addDays, addMonths, type Day, earliest, latest } from '../day/day.ts'
import { dayNumber } from './day-count.ts'
import type { LawNote, LawTerms } from './law-terms.ts'

/** What decides from when interest runs. */
export interface NoticeFacts {
  readonly due: Day
  readonly until: Day
  /** The due day was agreed as a date of the calendar (not said: yes, with a note). */
  readonly dateAgreed?: boolean
  /** The day a demand for payment reached the client. */
  readonly demandOn?: Day
  /** The invoice said what lateness entails (default: yes). */
  readonly mentioned?: boolean
  readonly deliveredOn?: Day
}

export interface Start {
  /** The evening after which interest runs; undefined where it does not run yet. In days since 1970-01-01. */
  readonly point: number | undefined
  readonly notes: readonly LawNote[]
}

const NONE: readonly LawNote[] = []
const DATE_ASSUMED: readonly LawNote[] = [
  { code: 'date-assumed', text: 'the due day is taken as an agreed date: without one, interest would need a demand or more time' },
]
const from = (d: Day, notes: readonly LawNote[] = NONE): Start => ({ point: dayNumber(d), notes })
const never = (code: string, text: string): Start => ({ point: undefined, notes: [{ code, text }] })

function afterDemand(facts: NoticeFacts, waitDays: number): Start {
  const { demandOn } = facts
  if (demandOn === undefined) return never('demand-needed', 'interest runs only after a demand for payment; the day of one was not given')
  const ripe = addDays(demandOn, waitDays)
  if (waitDays > 0 && facts.until <= ripe)
    return never('demand-not-ripe', `nothing may be claimed until ${waitDays} days after the demand (${ripe})`)
  return from(latest(facts.due, demandOn))
}

function dateOrDemand(facts: NoticeFacts, automaticDays: number | undefined, needsMention: boolean): Start {
  if (facts.dateAgreed === undefined) return from(facts.due, DATE_ASSUMED)
  if (facts.dateAgreed) return from(facts.due)
  const automatic =
    automaticDays !== undefined && (!needsMention || facts.mentioned === true) ? addDays(facts.due, automaticDays) : undefined
  const demand = facts.demandOn && latest(facts.due, facts.demandOn)
  if (demand && automatic) return from(earliest(demand, automatic))
  const start = demand ?? automatic
  return start === undefined ? never('demand-needed', 'no date was agreed: interest runs only after a demand for payment') : from(start)
}

function monthsAfterDelivery(facts: NoticeFacts, months: number): Start {
  if (facts.mentioned === false) return never('mention-needed', 'the invoice did not carry the mention on which this interest depends')
  const delivered = facts.deliveredOn ?? facts.due
  const assumed = { code: 'delivery-assumed', text: 'the day of delivery was not given: the due day stands in for it' }
  return from(latest(facts.due, addMonths(delivered, months)), facts.deliveredOn ? NONE : [assumed])
}

/** From when interest runs by the law's notice rule. */
export function interestStart(facts: NoticeFacts, law: Pick<LawTerms, 'notice'>): Start {
  const { notice } = law
  if (notice.kind === 'none') return from(facts.due)
  if (notice.kind === 'date-or-demand') return dateOrDemand(facts, notice.automaticDays, notice.automaticNeedsMention === true)
  if (notice.kind === 'demand') return afterDemand(facts, notice.waitDays ?? 0)
  return monthsAfterDelivery(facts, notice.months)
}
