import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { fromDecimal } from '../../core/money/money.ts'
import { layPlan } from '../../core/plan/agreed.ts'
import type { PlannedPart, PlanShape } from '../../core/plan/build.ts'
import { planStates } from '../../core/plan/plan-state.ts'
import { openOn } from '../call/check.ts'
import { openDesk } from '../call/open-desk.ts'
import { interestUpTo, type PlanInterest } from '../call/plan-interest.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { factsOfClient } from './call.ts'
import { findInvoices, planNamed } from './find.ts'
import { givenDay, givenText } from './given.ts'
import { setting } from './settings.ts'

export interface PlanInput {
  readonly invoices: readonly string[]
  readonly shape: 'parts' | 'until-done' | 'now-and-rest'
  readonly parts?: number | undefined
  /** Decimal: so much a month. */
  readonly part?: string | undefined
  /** Decimal: the good-faith part now. */
  readonly now?: string | undefined
  readonly restOn?: string | undefined
  /** None: today. */
  readonly firstOn?: string | undefined
  readonly endOfMonth?: boolean | undefined
  readonly graceDays?: number | undefined
  readonly dropsCosts?: boolean | undefined
  /** Interest that the law allows up to today becomes part of the plan. */
  readonly withInterest?: boolean | undefined
  /** Parts in whole euros, pounds …; the last one takes what is left. */
  readonly wholeUnits?: boolean | undefined
  readonly agreedWith?: string | undefined
  readonly ourPart?: readonly { readonly what: string; readonly by: string }[] | undefined
  /** Who allowed planning these invoices anew a second time. */
  readonly approvedBy?: string | undefined
}

export interface NewPlan {
  readonly invoiceIds: readonly string[]
  readonly currency: string
  readonly parts: readonly PlannedPart[]
  readonly graceDays: number
  readonly dropsCosts: boolean
  readonly agreedWith: string | null
  readonly ourPart: readonly { readonly what: string; readonly by: Day }[]
  readonly interest?: PlanInterest | undefined
}

export const ourPartJson = (ours: readonly { readonly what: string; readonly by: Day }[]) =>
  ours.length === 0 ? null : ours.map(o => ({ what: o.what, by: o.by, doneOn: null }))

const shares = (a: readonly string[], b: readonly string[]): boolean => a.some(id => b.includes(id))

/** The live plan on any of these invoices. One live plan an invoice: a new one replaces it. */
export const livePlanOn = (facts: ClientFacts, invoiceIds: readonly string[]): Fact<'plan'> | undefined =>
  facts.plan.find(p => p.endedOn === null && shares(p.invoiceIds, invoiceIds))

/** Planned anew once already: a further time needs a named person. */
export function checkReplan(facts: ClientFacts, invoiceIds: readonly string[], approvedBy: string | undefined): void {
  const old = livePlanOn(facts, invoiceIds)
  if (old?.replacesPlanId && !approvedBy?.trim())
    refuse('replan-twice', 'These invoices have been planned anew once already.', {
      field: 'approvedBy',
      mend: 'Name the person who allows it a second time.',
    })
  if (old && !old.invoiceIds.every(id => invoiceIds.includes(id)))
    refuse('plan-overlaps', 'A plan runs on some of these invoices and on others.', {
      field: 'invoices',
      mend: 'Name all invoices of that plan, or end it first.',
    })
}

/** The task of somebody whose client asked for a plan: done with any plan. */
export const PLAN_ASKED = 'plan-asked'

/** Writes a plan with its instalments; what it replaces ends. @returns its id. */
export async function writePlan(pen: Pen, facts: ClientFacts, made: NewPlan): Promise<string> {
  const clientId = facts.client.id
  const { today } = pen.by
  const old = livePlanOn(facts, made.invoiceIds)
  if (old) {
    await pen.amend('plan', old.id, { endedOn: today, endReason: 'replaced' })
    for (const charge of facts.charge) if (charge.planId === old.id) await pen.retract('charge', charge.id)
  }
  for (const p of facts.promise)
    if (p.withdrawnOn === null && p.promisedFor >= today && shares(p.invoiceIds, made.invoiceIds))
      await pen.amend('promise', p.id, { withdrawnOn: today })
  for (const t of facts.task) if (t.title === PLAN_ASKED && t.doneOn === null) await pen.amend('task', t.id, { doneOn: today })
  const { invoiceIds, currency, graceDays, dropsCosts, agreedWith, interest } = made
  const numbers = facts.invoice.filter(i => invoiceIds.includes(i.id)).map(i => i.reference ?? i.number)
  const planId = await pen.add('plan', {
    clientId,
    invoiceIds,
    currency,
    totalMinor: made.parts.reduce((sum, p) => sum + p.minor, 0n),
    agreedOn: today,
    graceDays,
    dropsCosts,
    agreedWith,
    ourPart: ourPartJson(made.ourPart),
    reference: numbers.join(' '),
    replacesPlanId: old?.id ?? null,
    ...(interest ? { withInterest: true, interestMinor: interest.minor } : {}),
  })
  for (const charge of interest?.charges ?? []) await pen.add('charge', { clientId, ...charge, planId })
  for (const { position, dueOn, minor } of made.parts)
    await pen.add('instalment', { clientId, planId, position, dueOn, amountMinor: minor })
  return planId
}

function shapeOf(input: PlanInput, currency: string): PlanShape {
  const minor = (field: 'part' | 'now'): bigint =>
    fromDecimal(input[field] ?? '', currency)?.minor ??
    refuse('amount-unreadable', `"${input[field] ?? ''}" is not an amount in ${currency}.`, {
      params: { value: input[field] ?? '' },
      field,
      mend: 'Write it as 1234.50.',
    })
  if (input.shape === 'parts') return { kind: 'parts', parts: input.parts ?? 0 }
  if (input.shape === 'until-done') return { kind: 'until-done', partMinor: minor('part') }
  return { kind: 'now-and-rest', nowMinor: minor('now'), restOn: givenDay('restOn', input.restOn) }
}

interface LaidOut {
  readonly clientId: string
  readonly facts: ClientFacts
  readonly invoiceIds: readonly string[]
  readonly currency: string
  readonly parts: readonly PlannedPart[]
  readonly interest: PlanInterest | undefined
}

async function layOut(place: Place, input: PlanInput): Promise<LaidOut> {
  const { clientId, invoices } = await findInvoices(place, input.invoices)
  const facts = await factsOfClient(place, clientId)
  const currency = invoices[0]?.currency ?? ''
  if (invoices.some(i => i.currency !== currency))
    refuse('two-currencies', 'These invoices are in different currencies.', { field: 'invoices', mend: 'Make a plan for each.' })
  const invoiceIds = invoices.map(i => i.id)
  const { today } = place.by
  const desk = await openDesk(place)
  const interest = input.withInterest ? interestUpTo(desk.tools.law, place.firm.country, facts, invoiceIds, today) : undefined
  if (interest && 'code' in interest) throw new Refusal([interest])
  const firstOn = input.firstOn === undefined ? today : givenDay('firstOn', input.firstOn)
  if (firstOn < today) refuse('day-past', `${firstOn} is over.`, { field: 'firstOn', mend: `Name ${today} or a later day.` })
  const laid = layPlan({
    currency,
    openMinor: openOn(facts, invoiceIds, currency, today),
    interest: interest?.minor ?? 0n,
    shape: shapeOf(input, currency),
    firstOn,
    endOfMonth: input.endOfMonth ?? false,
    wholeUnits: input.wholeUnits ?? false,
    isHoliday: desk.isHoliday,
  })
  if ('code' in laid) throw new Refusal([laid])
  return { clientId, facts, invoiceIds, currency, parts: laid.parts, interest }
}

/** The parts of a plan before it is agreed: records nothing. */
export async function previewPlan(place: Place, input: PlanInput) {
  const { currency, parts, interest } = await layOut(place, input)
  return {
    currency,
    totalMinor: parts.reduce((sum, p) => sum + p.minor, 0n).toString(),
    interestMinor: (interest?.minor ?? 0n).toString(),
    parts: parts.map(p => ({ ...p, minor: p.minor.toString() })),
  }
}

/** Records a payment plan over all that is open on some invoices of one client. Its parts always sum to that. */
export async function makePlan(place: Place, input: PlanInput): Promise<{ id: string; clientId: string }> {
  const { clientId, facts, invoiceIds, currency, parts, interest } = await layOut(place, input)
  checkReplan(facts, invoiceIds, input.approvedBy)
  const { graceDays } = await setting(place, 'call-desk')
  const ourPart = (input.ourPart ?? []).map(o => ({ what: givenText('ourPart', o.what), by: givenDay('ourPart', o.by) }))
  const made = {
    invoiceIds,
    currency,
    parts,
    interest,
    graceDays: input.graceDays ?? graceDays,
    dropsCosts: input.dropsCosts ?? false,
    agreedWith: input.agreedWith ?? null,
    ourPart,
  }
  const id = await recordAbout(place, clientId, 'plan', pen => writePlan(pen, facts, made))
  return { id, clientId }
}

/** A person ends a plan: lapsed, where an instalment stayed away past its grace and a reminder went before; or for another reason. */
export async function endPlan(
  place: Place,
  input: { readonly plan: string; readonly how: 'lapsed' | 'ended'; readonly reason: string },
): Promise<{ id: string; clientId: string }> {
  const plan = await planNamed(place, input.plan)
  const reason = givenText('reason', input.reason)
  if (plan.endedOn !== null) refuse('already-done', 'This plan has ended.', { field: 'plan' })
  const facts = await factsOfClient(place, plan.clientId)
  const { today } = place.by
  const state = planStates(facts, openLedger(facts, today), today).find(s => s.plan.id === plan.id)
  if (input.how === 'lapsed') {
    if (state?.state !== 'missed') return refuse('plan-not-missed', 'No instalment of this plan is missed.', { field: 'plan' })
    const reminded = facts.deed.some(d => d.class === 'chase' && d.outcome === 'sent' && d.doneOn >= state.turnsOn)
    if (!reminded)
      refuse('remind-first', 'The missed part has not been reminded yet; the agreement says that we remind first.', {
        field: 'plan',
        mend: 'Let the reminder leave, then decide.',
      })
  }
  await recordAbout(place, plan.clientId, `plan ${input.how}`, pen =>
    pen.amend('plan', plan.id, { endedOn: today, endReason: `${input.how}: ${reason}` }),
  )
  return { id: plan.id, clientId: plan.clientId }
}

/** Whether an id is a promise or a plan: what we said stands in either. @throws Refusal where it is neither. */
export async function ourPartsIn({ store, workspaceId }: Place, id: string): Promise<'promise' | 'plan'> {
  for (const noun of ['promise', 'plan'] as const)
    if (await factsOf(store.db, workspaceId, noun).where('id', '=', id).executeTakeFirst()) return noun
  return refuse('not-found', `There is no promise or plan "${id}".`, { field: 'id' })
}

/** We did what we said we would do by a day: what rested for it goes on. */
export async function ourPartDone(
  place: Place,
  input: { readonly noun: 'promise' | 'plan'; readonly id: string; readonly at: number },
): Promise<{ id: string; clientId: string }> {
  const { noun, id, at } = input
  const found = (await factsOf(place.store.db, place.workspaceId, noun).where('id', '=', id).executeTakeFirst()) as unknown as
    | Fact<'promise'>
    | undefined // both nouns have these columns
  const ours = Array.isArray(found?.ourPart) ? found.ourPart : []
  const item = ours[at]
  if (!found || item === undefined || item === null || typeof item !== 'object' || Array.isArray(item))
    return refuse('not-found', 'We promised no such thing.', { field: 'at' })
  const done = ours.map((o, n) => (n === at && o !== null && typeof o === 'object' ? { ...o, doneOn: place.by.today } : o))
  await recordAbout(place, found.clientId, 'our part done', pen => pen.amend(noun, id, { ourPart: done }))
  return { id, clientId: found.clientId }
}
