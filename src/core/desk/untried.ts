import { addDays, type Day } from '../day/day.ts'
import type { AddressField } from '../decide/world.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { clausesIn } from '../ledger/clauses.ts'
import type { DeskClaim } from './claim.ts'

/** What is tried before anybody else is asked, in this order. The last line is about the contract, not about the client. */
export const CHECKS = [
  'written',
  'called',
  'other-person',
  'reason-asked',
  'another-way',
  'disputes-answered',
  'arrived',
  'contract',
] as const
export type CheckCode = (typeof CHECKS)[number]

export interface Check {
  readonly code: CheckCode
  /** impossible: there is nobody or nothing to try it with, and that is not a reason to wait. */
  readonly state: 'done' | 'open' | 'skipped' | 'impossible'
  readonly params: Readonly<Record<string, string | number>>
  /** Facts that show it. */
  readonly evidence: readonly string[]
  readonly skippedBy: string | null
  readonly reason: string | null
}

export interface CheckInput {
  readonly facts: ClientFacts
  readonly claim: DeskClaim
  readonly today: Day
  /** Which field of a contact a channel needs: spoken channels need a phone. */
  readonly channelFields: Readonly<Record<string, AddressField | null>>
  /** The run of being late; a skip of an earlier run does not hold. */
  readonly cycle: string | null
}

type Found = Pick<Check, 'state' | 'params' | 'evidence'>
const found = (state: Check['state'], evidence: readonly string[] = [], params: Check['params'] = {}): Found => ({
  state,
  evidence,
  params,
})

/** Written at least so often. */
const LETTERS = 2
const PERSONS = ['director', 'finance-head']

/** Chasing deeds about this claim that reached the client: those that name one of its invoices, or none at all. */
function deedsOf({ facts, claim, today }: CheckInput): Fact<'deed'>[] {
  const ids = new Set(claim.items.map(i => i.id))
  return facts.deed.filter(
    d =>
      d.doneOn >= claim.oldestDueOn &&
      d.doneOn <= today &&
      ['sent', 'done', 'unsure', 'attempted'].includes(d.outcome) &&
      (d.invoiceIds === null || d.invoiceIds.length === 0 || d.invoiceIds.some(id => ids.has(id))),
  )
}

const isSpoken = (input: CheckInput, deed: Fact<'deed'>): boolean => input.channelFields[deed.channel] === 'phone'
const isWritten = (input: CheckInput, deed: Fact<'deed'>): boolean => {
  const field = input.channelFields[deed.channel]
  return field !== undefined && field !== null && field !== 'phone' && deed.outcome !== 'attempted'
}

function written(input: CheckInput, deeds: readonly Fact<'deed'>[]): Found {
  const letters = deeds.filter(d => isWritten(input, d))
  return found(letters.length >= LETTERS ? 'done' : 'open', letters.map(d => d.id), { count: letters.length, needed: LETTERS }) // biome-ignore format: one line
}

function called(input: CheckInput, deeds: readonly Fact<'deed'>[]): Found {
  const calls = deeds.filter(d => isSpoken(input, d))
  if (calls.length > 0) return found('done', calls.map(d => d.id), { count: calls.length }) // biome-ignore format: one line
  const { client, contact } = input.facts
  const hasPhone = client.phone !== null || contact.some(c => c.phone !== null || c.mobile !== null)
  return found(hasPhone ? 'open' : 'impossible')
}

/** Somebody who decides there was asked: not only the one who books invoices. */
function otherPerson(input: CheckInput, deeds: readonly Fact<'deed'>[]): Found {
  const persons = input.facts.contact.filter(c => PERSONS.includes(c.role))
  const [first] = persons
  if (!first) return found('impossible')
  const words = persons.flatMap(p => [p.name, p.email, p.phone, p.mobile]).filter(w => w !== null)
  const reached = deeds.filter(d => d.recipient !== null && words.some(w => d.recipient?.toLowerCase().includes(w.toLowerCase())))
  return found(reached.length > 0 ? 'done' : 'open', reached.map(d => d.id), { name: first.name }) // biome-ignore format: one line
}

function reasonAsked({ facts, claim }: CheckInput): Found {
  const known = facts.latenessReason.filter(r => r.effectiveOn >= claim.oldestDueOn && r.reason !== 'unknown')
  return found(known.length > 0 ? 'done' : 'open', known.map(r => r.id)) // biome-ignore format: one line
}

/** A plan, a settlement, or a part now: another way to pay than all at once. */
function anotherWay({ facts, claim }: CheckInput, deeds: readonly Fact<'deed'>[]): Found {
  const made = [
    ...facts.plan.filter(p => p.agreedOn >= claim.oldestDueOn),
    ...facts.settlementOffer.filter(o => o.effectiveOn >= claim.oldestDueOn),
  ]
  const told = deeds.filter(d => d.step === 'another-way')
  const all = [...made, ...told].map(f => f.id)
  return found(all.length > 0 ? 'done' : 'open', all)
}

function disputesAnswered({ facts }: CheckInput): Found {
  const open = facts.dispute.filter(d => d.closedOn === null && d.answeredOn === null)
  return found(open.length === 0 ? 'done' : 'open', open.map(d => d.id), { count: open.length }) // biome-ignore format: one line
}

/** No invoice of the claim is known never to have arrived. */
function arrived({ facts, claim }: CheckInput): Found {
  const lost = claim.items.filter(item => {
    const last = facts.arrival.filter(a => a.invoiceId === item.id).at(-1)
    return last?.state === 'never-received' || last?.state === 'bounced'
  })
  return found(lost.length === 0 ? 'done' : 'open', lost.map(i => i.id), { count: lost.length }) // biome-ignore format: one line
}

/** What shows that the claim was agreed, and what shows that we did our part. */
export interface ContractCheck {
  readonly agreed: readonly string[]
  readonly performed: readonly string[]
  /** Late interest, costs, retention of title, jurisdiction: clauses that carry more than the principal. */
  readonly clauses: readonly string[]
  readonly carries: boolean
}

const AGREED = ['agreement', 'order', 'acceptance']
const PERFORMED = ['delivery', 'receipt', 'acceptance']

/** Whether papers carry the claim: an order, a signed agreement or an acceptance, and a proof of delivery or acceptance. */
export function contractCheck(facts: ClientFacts, claim: DeskClaim): ContractCheck {
  const ids = new Set(claim.items.map(i => i.id))
  const papers = facts.document.filter(d => d.invoiceId === null || ids.has(d.invoiceId))
  const agreements = facts.agreement.filter(a => a.documentId !== null || a.signedBy !== null)
  const agreed = [...papers.filter(d => AGREED.includes(d.kind)).map(d => d.id), ...agreements.map(a => a.id)]
  const performed = papers.filter(d => PERFORMED.includes(d.kind)).map(d => d.id)
  const clauses = [...new Set(agreements.flatMap(a => Object.keys(clausesIn(a))))]
  return { agreed, performed, clauses, carries: agreed.length > 0 && performed.length > 0 }
}

function contract({ facts, claim }: CheckInput): Found {
  const { agreed, performed, carries } = contractCheck(facts, claim)
  return found(carries ? 'done' : 'open', [...agreed, ...performed], { agreed: agreed.length, performed: performed.length })
}

/** A skip by name holds for the run of being late in which it was said, or for a year where none was noted. */
function skipOf({ facts, cycle, today }: CheckInput, code: CheckCode): Fact<'untriedSkip'> | undefined {
  return facts.untriedSkip.findLast(s => s.item === code && (s.cycle === null ? s.effectiveOn > addDays(today, -365) : s.cycle === cycle))
}

/** The checklist before anybody else is asked, made from what was done; a line is skipped only by name and with a reason. */
export function checklist(input: CheckInput): Check[] {
  const deeds = deedsOf(input)
  const all: Readonly<Record<CheckCode, Found>> = {
    written: written(input, deeds),
    called: called(input, deeds),
    'other-person': otherPerson(input, deeds),
    'reason-asked': reasonAsked(input),
    'another-way': anotherWay(input, deeds),
    'disputes-answered': disputesAnswered(input),
    arrived: arrived(input),
    contract: contract(input),
  }
  return CHECKS.map(code => {
    const skip = all[code].state === 'open' ? skipOf(input, code) : undefined
    return {
      code,
      ...all[code],
      ...(skip ? { state: 'skipped' as const } : {}),
      skippedBy: skip?.skippedBy ?? null,
      reason: skip?.reason ?? null,
    }
  })
}

/** Lines still open, the contract's own aside where it is not asked for. */
export const stillOpen = (checks: readonly Check[], withContract: boolean): CheckCode[] =>
  checks.filter(c => c.state === 'open' && (withContract || c.code !== 'contract')).map(c => c.code)
