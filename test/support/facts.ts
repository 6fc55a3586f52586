import { addDays, type Day, day } from '../../src/core/day/day.ts'
import type { Policy } from '../../src/core/decide/policy.ts'
import type { World } from '../../src/core/decide/world.ts'
import type { Column } from '../../src/core/facts/column.ts'
import { type Body, type ClientFacts, type ClientNoun, clientFacts, type Fact, type NounName, nouns } from '../../src/core/facts/nouns.ts'

type NullableKeys<B> = { [K in keyof B]: null extends B[K] ? K : never }[keyof B]
type Given<N extends NounName> = Partial<Fact<N>> & Omit<Body<N>, NullableKeys<Body<N>>>

let made = 0
/** A fresh id, in order of making. */
export const freshId = (what: string): string => `${what}-${String(++made).padStart(6, '0')}`

export const CLIENT = 'c-1'

/** A fact as the store would give it: nullable fields are null, the frame is filled. */
export function aFact<N extends NounName>(noun: N, given: Given<N>): Fact<N> {
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  const nulls = Object.fromEntries(Object.keys(columns).map(name => [name, null]))
  const id = given.id ?? freshId(noun)
  const effectiveOn = given.effectiveOn ?? day('2026-01-01')
  const frame = {
    factId: `${id}@1`,
    id,
    clientId: CLIENT,
    effectiveOn,
    recordedAt: `${effectiveOn}T09:00:00.000Z`,
    actor: 'test',
    source: 'test',
  }
  return { ...nulls, ...frame, ...given } as unknown as Fact<N> // every column is null or given
}

/** A business in the firm's country with an e-mail address and a phone. */
export const aClient = (given: Partial<Fact<'client'>> = {}): Fact<'client'> =>
  aFact('client', {
    id: CLIENT,
    name: 'Acme',
    kind: 'business',
    country: 'FR',
    email: 'accounts@acme.example',
    phone: '+33100000000',
    ...given,
  })

type InvoiceGiven = Partial<Fact<'invoice'>> & { readonly totalMinor?: bigint }

/** 1,200.00 EUR issued on 2026-01-01 and due 30 days later, unless said otherwise. */
export function anInvoice(given: InvoiceGiven = {}): Fact<'invoice'> {
  const issuedOn = given.issuedOn ?? day('2026-01-01')
  const id = given.id ?? freshId('invoice')
  return aFact('invoice', {
    number: id,
    dueOn: addDays(issuedOn, 30),
    currency: 'EUR',
    totalMinor: 120_000n,
    effectiveOn: issuedOn,
    ...given,
    issuedOn,
    id,
  })
}

/** Money from the client on a day. */
export const aPayment = (given: Partial<Fact<'payment'>> & { readonly paidOn: Day; readonly amountMinor: bigint }): Fact<'payment'> =>
  aFact('payment', { currency: 'EUR', kind: 'payment', effectiveOn: given.paidOn, ...given })

/** A chasing message that was sent. */
export const aDeed = (given: Partial<Fact<'deed'>> & { readonly step: string; readonly doneOn: Day }): Fact<'deed'> =>
  aFact('deed', { channel: 'email', class: 'chase', outcome: 'sent', effectiveOn: given.doneOn, ...given })

type AnyClientFact = { readonly [N in ClientNoun]: readonly [noun: N, fact: Fact<N>] }[ClientNoun]

/** A client's facts from a list of [noun, fact]. */
export function factsFrom(client: Fact<'client'>, all: readonly AnyClientFact[]): ClientFacts {
  const parts: Partial<Record<ClientNoun, Fact<ClientNoun>[]>> = {}
  for (const [noun, fact] of all) parts[noun] = [...(parts[noun] ?? []), fact]
  return clientFacts(client, parts as Partial<Omit<ClientFacts, 'client'>>) // each list holds facts of its noun
}

/** A client with invoices and whatever else is given. */
export const someFacts = (parts: Partial<Omit<ClientFacts, 'client'>> = {}, client: Fact<'client'> = aClient()): ClientFacts =>
  clientFacts(client, parts)

/** Live, bank seen up to far in the future, no holidays, nothing unmatched. */
export const aWorld = (given: Partial<World> = {}): World => ({
  phase: 'live',
  approveEachRun: false,
  moneySeenUpTo: day('2099-12-31'),
  unmatchedByClient: new Map(),
  isHoliday: () => false,
  firmCountry: 'FR',
  isKnownLate: () => false,
  channelFields: { email: 'email', phone: 'phone', sms: 'mobile', post: 'address', desk: null },
  ...given,
})

const step = (given: Partial<Policy['steps'][number]> & { readonly id: string; readonly days: number }): Policy['steps'][number] => ({
  channel: 'email',
  tone: 1,
  onlyKnownLate: false,
  inGrace: false,
  needsApproval: false,
  byPerson: false,
  internal: false,
  claimsCosts: false,
  deadlineDays: null,
  toRole: null,
  repeatDays: null,
  signs: 'person',
  ...given,
})

/** A ladder like the shipped default, held here so that tests do not change with it. */
export const aPolicy = (given: Partial<Policy> = {}): Policy => ({
  name: 'test',
  graceDays: 5,
  gapDays: 7,
  contactsPerWeek: 2,
  contactsPer30Days: 4,
  hours: [9, 18],
  weekends: false,
  smallBalance: { '*': 1500n },
  approvalAbove: {},
  smallBalanceDays: 60,
  moneyFreshDays: 4,
  bankDays: 2,
  announceDays: 3,
  reviewDays: 14,
  turnRolesFromDays: null,
  steps: [
    step({ id: 'before-due', days: -3, onlyKnownLate: true, inGrace: true }),
    step({ id: 'due-today', days: 0, inGrace: true }),
    step({ id: 'first-reminder', days: 8 }),
    step({ id: 'reminder-30', days: 30, tone: 2, deadlineDays: 14 }),
    step({ id: 'call-45', days: 45, channel: 'phone', tone: 2, byPerson: true }),
    step({ id: 'letter-60', days: 60, tone: 3, claimsCosts: true, deadlineDays: 14 }),
    step({ id: 'final-75', days: 75, tone: 4, claimsCosts: true, deadlineDays: 14, needsApproval: true }),
    step({ id: 'decide-90', days: 90, channel: 'desk', tone: 5, byPerson: true, internal: true, repeatDays: 14 }),
  ],
  ...given,
})

export const aStep = step
