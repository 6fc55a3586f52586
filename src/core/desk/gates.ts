import type { Way } from '../economics/assumptions.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import type { Check } from './untried.ts'
import { stillOpen } from './untried.ts'

/** Why a way on is not open. `hard`: not weighed at all. Otherwise it is weighed and shown, greyed, until the reason goes or is overridden by name. */
export interface Closed {
  readonly code:
    | 'insolvency'
    | 'no-phone'
    | 'channel-forbidden'
    | 'plan-running'
    | 'letter-sent'
    | 'untried'
    | 'contract-weak'
    | 'offered-lately'
    | 'court-not-prepared'
    | 'barred-soon'
    | 'vulnerable'
  readonly hard: boolean
  readonly params: Readonly<Record<string, string | number>>
}

export interface GateInput {
  readonly facts: ClientFacts
  readonly checks: readonly Check[]
  readonly today: string
  /** Day of the last settlement offer within twelve months; none: one may be made. */
  readonly offeredOn: string | null
  /** Whether a spoken channel is forbidden by the client. */
  readonly spokenForbidden: boolean
  /** A court of this country is prepared for this claim. */
  readonly courtPrepared: boolean
}

type ByWay = Partial<Record<Way, Closed[]>>
const HARSHER: readonly Way[] = ['letter', 'agency', 'court']

const closed = (code: Closed['code'], hard: boolean, params: Closed['params'] = {}): Closed => ({ code, hard, params })

function put(into: ByWay, ways: readonly Way[], reason: Closed): void {
  for (const way of ways) into[way] = [...(into[way] ?? []), reason]
}

const holds = (facts: ClientFacts, kind: string, today: string) =>
  facts.hold.find(h => h.kind === kind && h.endedOn === null && (h.until === null || h.until >= today))

/** Every reason against each way on: what facts do not allow is not weighed, what was not tried first is weighed and closed. */
export function closedWays({ facts, checks, today, offeredOn, spokenForbidden, courtPrepared }: GateInput): ByWay {
  const found: ByWay = {}
  if (holds(facts, 'insolvency', today) || holds(facts, 'legal', today))
    put(found, ['remind', 'call', 'plan', 'part-now', 'settle', 'letter', 'agency', 'court'], closed('insolvency', true))
  if (holds(facts, 'vulnerable', today)) put(found, HARSHER, closed('vulnerable', false))
  const hasPhone = facts.client.phone !== null || facts.contact.some(c => c.phone !== null || c.mobile !== null)
  if (!hasPhone) put(found, ['call'], closed('no-phone', true))
  if (spokenForbidden) put(found, ['call'], closed('channel-forbidden', true))
  if (facts.plan.some(p => p.endedOn === null)) put(found, ['plan', 'part-now'], closed('plan-running', true))
  if (facts.handOver.some(h => h.kind === 'lawyer' && h.draft !== true)) put(found, ['letter'], closed('letter-sent', true))
  const untried = stillOpen(checks, false)
  if (untried.length > 0) put(found, ['settle', ...HARSHER], closed('untried', false, { count: untried.length }))
  if (checks.some(c => c.code === 'contract' && c.state === 'open')) put(found, HARSHER, closed('contract-weak', false))
  if (offeredOn !== null) put(found, ['settle'], closed('offered-lately', false, { offeredOn }))
  if (!courtPrepared) put(found, ['court'], closed('court-not-prepared', false))
  return found
}

/** The ways that are not weighed, each with the code of its first hard reason. */
export const hardOf = (ways: ByWay): Partial<Record<Way, string>> =>
  Object.fromEntries(
    Object.entries(ways).flatMap(([way, reasons]) => {
      const hard = reasons.find(r => r.hard)
      return hard ? [[way, hard.code]] : []
    }),
  )
