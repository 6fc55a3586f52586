import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { planStates } from '../../core/plan/plan-state.ts'
import { type InstalmentState, planProgress } from '../../core/plan/progress.ts'
import { inParts } from '../store/in-parts.ts'
import { factsOf, loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

export interface PlanView {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly currency: string
  readonly totalMinor: string
  /** How much of it is interest. */
  readonly interestMinor: string
  readonly agreedOn: Day
  readonly agreedWith: string | null
  readonly graceDays: number
  readonly endedOn: Day | null
  readonly endReason: string | null
  /** How it stands; none: it has ended. */
  readonly state: 'on-track' | 'missed' | 'completed' | null
  readonly missingMinor: string
  readonly invoices: readonly string[]
  /** The agreement that they signed, where it is on file. */
  readonly signedId: string | null
  readonly ourPart: readonly { readonly what: string; readonly by: string; readonly doneOn: string | null }[]
  readonly instalments: readonly (Omit<InstalmentState, 'minor' | 'paidMinor'> & { readonly minor: string; readonly paidMinor: string })[]
}

export function planView(facts: ClientFacts, plan: Fact<'plan'>, today: Day): PlanView {
  const ledger = openLedger(facts, today)
  const state = planStates(facts, ledger, today).find(s => s.plan.id === plan.id)
  const { id, clientId, currency, agreedOn, agreedWith, graceDays, endedOn, endReason } = plan
  return {
    ...{ id, clientId, currency, agreedOn, agreedWith, graceDays, endedOn, endReason },
    name: facts.client.name,
    totalMinor: plan.totalMinor.toString(),
    interestMinor: (plan.interestMinor ?? 0n).toString(),
    signedId: plan.documentId,
    state: state?.state ?? null,
    missingMinor: (state?.missingMinor ?? 0n).toString(),
    invoices: facts.invoice.filter(i => plan.invoiceIds.includes(i.id)).map(i => i.number),
    ourPart: Array.isArray(plan.ourPart) ? (plan.ourPart as unknown as PlanView['ourPart']) : [], // written in this shape
    instalments: planProgress(plan, facts.instalment, ledger, today).map(i => ({
      ...i,
      minor: i.minor.toString(),
      paidMinor: i.paidMinor.toString(),
    })),
  }
}

const ORDER = { missed: 0, 'on-track': 1, completed: 2 } as const

/** Every plan that has not ended, the missed ones first. */
export async function planList(place: Place): Promise<{ readonly plans: readonly PlanView[] }> {
  const { db } = place.store
  const rows = (await factsOf(db, place.workspaceId, 'plan')
    .where('endedOn' as 'id', 'is', null)
    .execute()) as unknown as Fact<'plan'>[] // columns of this noun
  const plans: PlanView[] = []
  const ids = [...new Set(rows.map(p => p.clientId))]
  for (const part of inParts(ids))
    for (const facts of await loadClients(db, place.workspaceId, part))
      for (const plan of facts.plan) if (plan.endedOn === null) plans.push(planView(facts, plan, place.by.today))
  const rank = (p: PlanView): number => (p.state ? ORDER[p.state] : 3)
  return { plans: plans.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)) }
}
