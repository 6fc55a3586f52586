import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween } from '../../src/core/day/day.ts'
import { caseOf, decide, decideCase, fingerprint } from '../../src/core/decide/decide.ts'
import { type ContactLaw, type LawView, unknownLaw } from '../../src/core/decide/law-view.ts'
import type { World } from '../../src/core/decide/world.ts'
import type { ClientFacts } from '../../src/core/facts/nouns.ts'
import { habitTurns, knownLate } from '../../src/core/forecast/known-late.ts'
import { openLedger } from '../../src/core/ledger/allocate.ts'
import { balances, settledOn } from '../../src/core/ledger/balance.ts'
import { aClient, aDeed, anInvoice, aPayment, aPolicy, aWorld, someFacts } from '../support/facts.ts'
import { D, factsOf, holidays, START, situation, within } from '../support/situations.ts'

const UNKNOWN = unknownLaw('none').business
const OLD: ContactLaw = { ...UNKNOWN, limitation: { years: 1, from: 'end-of-due-year', restartsOnPayment: true, restartsOnDemand: false } }
const STRICT: ContactLaw = { ...UNKNOWN, closedWeekdays: [7], contactsPerWeek: 1, forbiddenChannels: ['email'] }
const lawOf = (law: ContactLaw): LawView => ({ id: 'test', business: law, public: law, consumer: law })

/** The client’s own invoices as the habit of paying late is judged by them. */
const pastOf = (facts: ClientFacts, on: Day) =>
  openLedger(facts, on).accounts.map(account => {
    const settled = settledOn(account)
    return { customer: 'c', issued: account.invoice.issuedOn, due: account.invoice.dueOn, ...(settled === null ? {} : { settled }) }
  })

/** Mostly clients of whom nothing stirs by itself: invoices, money and what we did. */
const mostlyStill = fc
  .tuple(situation, fc.integer({ min: 0, max: 9 }))
  .map(([s, n]) => (n === 0 ? s : { ...s, promise: [], extension: [], dispute: [], hold: [], plan: null }))
const around = fc.record({
  seen: fc.option(within(-10, 160), { nil: null }),
  law: fc.constantFrom(UNKNOWN, UNKNOWN, OLD, STRICT),
  email: fc.constantFrom('a@b.example', null),
  hasChanged: fc.boolean(),
  approveEachRun: fc.boolean(),
  iban: fc.constantFrom(null, 'FR7612345', 'DE12345'),
  smallBalance: fc.constantFrom(0n, 20_000n),
})
type Around = typeof around extends fc.Arbitrary<infer T> ? T : never

const worldOf = (a: Around): World =>
  aWorld({
    isHoliday: (_, on) => holidays.has(on),
    isKnownLate: (facts, on) => knownLate(pastOf(facts, on), on).knownLate,
    habitTurns: (facts, on) => habitTurns(pastOf(facts, on), on),
    moneySeenUpTo: a.seen === null ? null : D(a.seen),
    approveEachRun: a.approveEachRun,
    bank: { iban: 'FR7612345', changedOn: a.hasChanged ? D(50) : null, confirmedOn: null },
  })

/** All that a page tells of a client on a day: the answer, its reasons, the review day, what is open and late. */
function toldOn(facts: ClientFacts, a: Around, on: Day) {
  const policy = aPolicy({ smallBalance: { '*': a.smallBalance } })
  const c = caseOf(facts, policy, lawOf(a.law), on, worldOf(a))
  const decision = decideCase(c)
  return {
    decision,
    text: [fingerprint(decision), balances(c.items, c.ledger).map(b => `${b.openMinor} ${b.lateMinor} ${b.currency}`)].join('\n'),
  }
}

test('until the day it turns, every day tells the same; what stirs is looked at every day', () => {
  let steady = 0
  fc.assert(
    fc.property(mostlyStill, around, within(0, 400), (s, a, n) => {
      const made = factsOf(s)
      const client = aClient({ email: a.email })
      const invoice = made.invoice.map(i => ({ ...i, iban: a.iban }))
      const facts = { ...made, client, invoice }
      const told = toldOn(facts, a, D(n))
      const { turnsOn } = told.decision
      if (turnsOn !== null) expect(turnsOn > D(n)).toBe(true)
      const last = turnsOn ?? D(n + 500)
      for (let on = addDays(D(n), 1); on < last; on = addDays(on, 1)) {
        expect(toldOn(facts, a, on).text, `${on}, told on ${D(n)}, turns on ${turnsOn}`).toBe(told.text)
        steady += 1
      }
    }),
    { numRuns: 700 },
  )
  expect(steady).toBeGreaterThan(2000)
}, 120_000)

test('a client with nothing late rests until something falls due, one that owes nothing for ever', () => {
  const facts = someFacts({ invoice: [anInvoice({ issuedOn: START })] })
  const quiet = decide(facts, aPolicy(), unknownLaw('none'), addDays(START, 3), aWorld({ habitTurns: () => null }))
  expect(quiet).toMatchObject({ turnsOn: quiet.reviewOn })
  const paid = someFacts({ invoice: facts.invoice, payment: [aPayment({ paidOn: addDays(START, 2), amountMinor: 120_000n })] })
  expect(decide(paid, aPolicy(), unknownLaw('none'), addDays(START, 3), aWorld({ habitTurns: () => null }))).toMatchObject({
    reviewOn: null,
    turnsOn: null,
  })
  const ahead = decide(paid, aPolicy(), unknownLaw('none'), addDays(START, 1), aWorld())
  expect(ahead.turnsOn).toBe(day('2026-01-07')) // the payment is dated a day later
})

test('a stretch of quiet days is as long as nothing comes: nobody is looked at in vain', () => {
  const facts = someFacts({ invoice: [anInvoice({ issuedOn: START, dueOn: addDays(START, 60) })] })
  const world = aWorld({ habitTurns: () => null, moneySeenUpTo: addDays(START, 60) })
  const told = decide(facts, aPolicy(), unknownLaw('none'), addDays(START, 3), world)
  expect(daysBetween(addDays(START, 3), told.turnsOn ?? START)).toBeGreaterThan(30)
})

/** Every day on which what is told lasts, by its own word, but does not. */
function broken(facts: ClientFacts, law: ContactLaw, world: World, from: Day, to: Day, policy = aPolicy()): string[] {
  const on = (today: Day) => decide(facts, policy, lawOf(law), today, world)
  const found: string[] = []
  for (let today = from; today < to; today = addDays(today, 1)) {
    const { turnsOn } = on(today)
    const told = fingerprint(on(today))
    for (let later = addDays(today, 1); later < (turnsOn ?? addDays(today, 30)); later = addDays(later, 1))
      if (fingerprint(on(later)) !== told) found.push(`${today} is to last until ${turnsOn}, and does not on ${later}`)
  }
  return found
}
/** The step at the ladder’s end repeats so late that nothing but the law turns what is told. */
const RARELY = aPolicy({ steps: aPolicy().steps.map(step => ({ ...step, repeatDays: step.repeatDays === null ? null : 700 })) })
const LADDER_DONE = { deed: [aDeed({ step: 'decide-90', channel: 'desk', doneOn: day('2025-06-01'), outcome: 'done' })] }

test.each(['due', 'end-of-due-year', 'due-to-year-end'] as const)('what the law bars is told on its very day, counted from %s', from => {
  const law: ContactLaw = { ...UNKNOWN, limitation: { years: 1, from, restartsOnPayment: true, restartsOnDemand: false } }
  const invoice = [anInvoice({ issuedOn: day('2025-01-10'), dueOn: day('2025-02-10') })]
  const world = aWorld({ habitTurns: () => null })
  const paid = { payment: [aPayment({ paidOn: day('2025-06-20'), amountMinor: 100n })] }
  for (const more of [{}, paid])
    expect(broken(someFacts({ invoice, ...LADDER_DONE, ...more }), law, world, day('2025-06-21'), day('2027-02-01'), RARELY)).toEqual([])
})

test('the day on which the bank was seen too long ago turns what is told', () => {
  const invoice = [anInvoice({ issuedOn: day('2025-01-10'), dueOn: day('2025-02-10') })]
  for (let seen = day('2025-06-01'); seen < '2025-07-15'; seen = addDays(seen, 1)) {
    const world = aWorld({ habitTurns: () => null, moneySeenUpTo: seen })
    expect(broken(someFacts({ invoice, ...LADDER_DONE }), UNKNOWN, world, addDays(seen, 1), addDays(seen, 12))).toEqual([])
  }
})
