import { type Day, daysBetween } from '../../core/day/day.ts'
import { ahead } from '../../core/decide/ahead.ts'
import type { Amount, Decision, Obstacle } from '../../core/decide/decision.ts'
import type { PolicyStep } from '../../core/decide/policy.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { findInvoice } from '../acts/find.ts'
import { type Decider, loadDecider } from '../run/decider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { amountOf, owedBy } from './money-view.ts'

export interface ExplainInput {
  readonly invoice: string
  /** Why this step of the policy is not the answer. */
  readonly whyNot?: string | undefined
}
export interface ExplainView {
  readonly on: Day
  readonly clientId: string
  readonly name: string
  readonly invoice: {
    readonly id: string
    readonly number: string
    readonly dueOn: Day
    readonly open: Amount
    readonly daysLate: number | null
  }
  readonly decision: Decision
  /** In the message, held out of it, or not asked about. */
  readonly thisInvoice: 'listed' | 'left-out' | 'not-listed'
  /** What holds this invoice, or everything about the client. */
  readonly obstacles: readonly Obstacle[]
  /** Policy and law that were read. */
  readonly policy: { readonly name: string; readonly steps: readonly Pick<PolicyStep, 'id' | 'days' | 'channel' | 'tone'>[] }
  readonly law: string
  /** Asked with `whyNot`: the day on which that step comes as things stand, none within a year; and what stands against it today. */
  readonly whyNot: {
    readonly step: string
    readonly comesOn: Day | null
    /** The last day on which it was done for this invoice; none: never yet. */
    readonly doneOn: Day | null
    readonly instead: string | null
    readonly obstacles: readonly Obstacle[]
  } | null
}

const DAYS_AHEAD = 366

/** Why an invoice is asked about today, or why not; and, for one step of the policy, why not that one. */
export async function explainView(place: Place, input: ExplainInput): Promise<ExplainView> {
  const invoice = await findInvoice(place, input.invoice)
  const { today } = place.by
  const [facts] = await loadClients(place.store.db, place.workspaceId, [invoice.clientId])
  if (!facts) return refuse('no-such-client', 'The client is not there any more.', { field: 'invoice' })
  const decider = await loadDecider(place)
  const decision = decider.decide(facts, today)
  const { outcome } = decision
  const policy = decider.policyOf(facts)
  const all = outcome.kind === 'act' ? outcome.leftOut : outcome.obstacles
  const obstacles = all.filter(o => o.invoiceId === undefined || o.invoiceId === invoice.id)
  const item = owedBy(facts, today).items.find(i => i.id === invoice.id)
  const account = openLedger(facts, today).accounts.find(a => a.invoice.id === invoice.id)
  const listed = outcome.kind === 'act' && outcome.invoiceIds.includes(invoice.id)
  return {
    on: today,
    clientId: facts.client.id,
    name: facts.client.name,
    invoice: {
      id: invoice.id,
      number: invoice.number,
      dueOn: item?.dueOn ?? invoice.dueOn,
      open: amountOf(account?.openMinor ?? 0n, invoice.currency),
      daysLate: item && item.lateMinor > 0n ? daysBetween(item.dueOn, today) : null,
    },
    decision,
    thisInvoice: listed ? 'listed' : obstacles.some(o => o.invoiceId === invoice.id) ? 'left-out' : 'not-listed',
    obstacles,
    policy: { name: policy.name, steps: policy.steps.map(({ id, days, channel, tone }) => ({ id, days, channel, tone })) },
    law: decider.lawOf(facts).id,
    whyNot: input.whyNot === undefined ? null : whyNotStep(input.whyNot, invoice.id, policy.steps, facts, decider, today),
  }
}

/** Follows the days ahead, as if every step were done on its day and nothing came in. */
function whyNotStep(
  step: string,
  invoiceId: string,
  steps: readonly PolicyStep[],
  facts: ClientFacts,
  { decide, decideAhead }: Decider,
  today: Day,
): NonNullable<ExplainView['whyNot']> {
  if (!steps.some(s => s.id === step))
    return refuse('no-such-step', `The policy has no step "${step}".`, {
      field: 'whyNot',
      mend: `Its steps: ${steps.map(s => s.id).join(', ')}.`,
    })
  const { outcome } = decide(facts, today)
  const doneOn = lastDone(facts, step, invoiceId, today)
  const instead = outcome.kind === 'act' && outcome.step !== step ? outcome.step : null
  const obstacles = outcome.kind === 'hold' ? outcome.obstacles : outcome.leftOut
  for (const { on, act } of ahead(facts, decideAhead, today, DAYS_AHEAD))
    if (act.step === step) return { step, comesOn: on, doneOn, instead, obstacles }
  return { step, comesOn: null, doneOn, instead, obstacles }
}

function lastDone(facts: ClientFacts, step: string, invoiceId: string, today: Day): Day | null {
  let last: Day | null = null
  for (const deed of facts.deed) {
    const isIt =
      deed.step === step &&
      (deed.outcome === 'sent' || deed.outcome === 'done') &&
      deed.doneOn <= today &&
      deed.invoiceIds?.includes(invoiceId)
    if (isIt && (last === null || deed.doneOn > last)) last = deed.doneOn
  }
  return last
}
