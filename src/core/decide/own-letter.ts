import { type Day, earliest } from '../day/day.ts'
import type { Case } from './case.ts'
import type { Act, Obstacle } from './decision.ts'
import type { Planned } from './planned.ts'
import type { PolicyStep } from './policy.ts'
import { obstaclesOf } from './verdict.ts'

/** Letters outside the ladder: an offer to settle, the word that it has ended, new terms. */
export const OWN_LETTERS = ['settlement-offer', 'offer-ended', 'new-terms'] as const
export type OwnLetter = (typeof OWN_LETTERS)[number]

const CYCLE = 'own:'

/** Under which run such a letter stands: it belongs to the fact it is about, never to a run of being late. */
export const ownCycle = (factId: string): string => `${CYCLE}${factId}`

/** Which letter an act is, and the fact it is about; none: a step of the ladder, an answer, a confirmation. */
export function ownLetterOf(act: Pick<Act, 'step' | 'cycle'>): { readonly letter: OwnLetter; readonly about: string } | undefined {
  const letter = OWN_LETTERS.find(name => name === act.step)
  return letter && act.cycle.startsWith(CYCLE) ? { letter, about: act.cycle.slice(CYCLE.length) } : undefined
}

type Said = Pick<Act, 'step' | 'channel' | 'tone' | 'cycle' | 'invoiceIds' | 'needsApproval'>

const stepOf = ({ step, channel, tone, needsApproval }: Said): PolicyStep => ({
  ...{ id: step, days: 0, channel, needsApproval, onlyKnownLate: false, inGrace: false, byPerson: false, internal: false },
  ...{ tone, claimsCosts: false, deadlineDays: null, toRole: null, repeatDays: null, signs: 'person' },
})

/**
 * Everything that holds such a letter on this day: the same gates as for a reminder, about the invoices it names, the client and the way it takes.
 * What is contested only in part does not hold it. @returns empty where it may leave.
 */
export function holdsOwnLetter(c: Case, said: Said): readonly Obstacle[] {
  const items = c.items.filter(item => said.invoiceIds.includes(item.id))
  const planned: Planned = {
    ...{ lane: 'late', step: stepOf(said), day: c.today, cycle: said.cycle, occurrence: 1, tone: said.tone, reasons: [] },
    claims: items.map(item => ({ item, minor: item.openMinor })),
    dueOn: items.reduce<Day>((first, item) => earliest(first, item.dueOn), c.today),
    ...{ atOnce: false, deadlineDay: null, changesOn: null },
  }
  const byInvoice = items.flatMap(item =>
    c.gates.invoice.flatMap(gate => {
      const hold = gate.holdsInvoice?.(c, item)
      return hold && hold.leavesMinor === 0n ? [hold.obstacle] : []
    }),
  )
  return [...byInvoice, ...obstaclesOf(c, planned)]
}
