import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween, isWeekend } from '../../src/core/day/day.ts'
import { decide, fingerprint } from '../../src/core/decide/decide.ts'
import { unknownLaw } from '../../src/core/decide/law-view.ts'
import type { ClientFacts, Fact } from '../../src/core/facts/nouns.ts'
import { openLedger } from '../../src/core/ledger/allocate.ts'
import { aClient, aDeed, anInvoice, aPolicy, aWorld, someFacts } from '../support/facts.ts'
import { D, factsOf, holidays, type Situation, situation, within } from '../support/situations.ts'

const LAW = unknownLaw('none')
const worldOf = (s: Situation) => aWorld({ isHoliday: (_, on) => holidays.has(on), isKnownLate: () => s.knownLate })
const upTo = <T>(list: readonly T[], when: (fact: T) => Day, today: Day): T[] => list.filter(f => when(f) <= today)

/** What is known on a day: nothing dated later, so that no surprise lies between a day and its review. */
function knownOn(facts: ClientFacts, on: Day): ClientFacts {
  return someFacts({
    invoice: upTo(facts.invoice, f => f.issuedOn, on),
    payment: upTo(facts.payment, f => f.paidOn, on),
    promise: upTo(facts.promise, f => f.givenOn, on),
    extension: upTo(facts.extension, f => f.effectiveOn, on),
    dispute: upTo(facts.dispute, f => f.effectiveOn, on).map(d =>
      d.closedOn !== null && d.closedOn > on ? { ...d, closedOn: null, outcome: null } : d,
    ),
    hold: upTo(facts.hold, f => f.effectiveOn, on),
    plan: upTo(facts.plan, f => f.agreedOn, on),
    instalment: facts.instalment,
    deed: upTo(facts.deed, f => f.doneOn, on),
  })
}

/** Holds that a person must end are put before one on their review day: there they end, as the review takes them to. */
const isOpenEnded = (facts: ClientFacts): boolean => facts.hold.some(h => h.until === null) || facts.dispute.length > 0

describe('decide, for any situation', () => {
  test('whatever is open has a next day, after today', () => {
    fc.assert(
      fc.property(situation, within(0, 200), (s, n) => {
        const facts = knownOn(factsOf(s), D(n))
        const { outcome, reviewOn } = decide(facts, aPolicy(), LAW, D(n), worldOf(s))
        const open = openLedger(facts, D(n)).accounts.some(a => a.openMinor > 0n)
        if (outcome.kind === 'hold') expect(outcome.obstacles.length).toBeGreaterThan(0)
        if (outcome.kind === 'hold') for (const o of outcome.obstacles) expect(o.until > D(n)).toBe(true)
        if (open) expect(reviewOn !== null && reviewOn > D(n)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  test('acts exactly on the review day: not a day before, not a day after', () => {
    let checked = 0
    fc.assert(
      fc.property(situation, within(20, 160), (s, n) => {
        const facts = knownOn(factsOf(s), D(n))
        if (isOpenEnded(facts)) return
        const world = worldOf(s)
        const { outcome, reviewOn } = decide(facts, aPolicy(), LAW, D(n), world)
        if (outcome.kind === 'act' || reviewOn === null) return
        for (let on = addDays(D(n), 1); on < reviewOn; on = addDays(on, 1))
          expect(decide(facts, aPolicy(), LAW, on, world).outcome.kind, `${on} before ${reviewOn}`).toBe('hold')
        expect(decide(facts, aPolicy(), LAW, reviewOn, world).outcome.kind, `on ${reviewOn}`).toBe('act')
        checked += 1
      }),
      { numRuns: 1500 },
    )
    expect(checked).toBeGreaterThan(300)
  })

  test('a review never lies beyond the first day on which something acts, holds of people included', () => {
    fc.assert(
      fc.property(situation, within(20, 160), (s, n) => {
        const facts = knownOn(factsOf(s), D(n))
        const world = worldOf(s)
        const { outcome, reviewOn } = decide(facts, aPolicy(), LAW, D(n), world)
        if (outcome.kind === 'act' || reviewOn === null) return
        for (let on = addDays(D(n), 1); on < reviewOn; on = addDays(on, 1))
          expect(decide(facts, aPolicy(), LAW, on, world).outcome.kind, `${on} before ${reviewOn}`).toBe('hold')
      }),
      { numRuns: 800 },
    )
  })

  test('the same question has the same answer, in whatever order the facts stand', () => {
    fc.assert(
      fc.property(situation, within(0, 200), (s, n) => {
        const facts = knownOn(factsOf(s), D(n))
        const turned = someFacts({
          ...facts,
          invoice: facts.invoice.toReversed(),
          payment: facts.payment.toReversed(),
          promise: facts.promise.toReversed(),
          deed: facts.deed.toReversed(),
          hold: facts.hold.toReversed(),
        })
        const first = decide(facts, aPolicy(), LAW, D(n), worldOf(s))
        expect(fingerprint(decide(facts, aPolicy(), LAW, D(n), worldOf(s)))).toBe(fingerprint(first))
        expect(fingerprint(decide(turned, aPolicy(), LAW, D(n), worldOf(s)))).toBe(fingerprint(first))
      }),
      { numRuns: 500 },
    )
  })
})

/** Runs every day (but those that are out) and does what is decided. */
function live(s: Situation, days: number, isOut: (n: number) => boolean): Fact<'deed'>[] {
  const all = factsOf({ ...s, deed: [] })
  const world = worldOf(s)
  const deeds: Fact<'deed'>[] = []
  for (let n = 0; n <= days; n++) {
    if (isOut(n)) continue
    const facts = someFacts({ ...knownOn(all, D(n)), deed: deeds })
    const { outcome } = decide(facts, aPolicy(), LAW, D(n), world)
    if (outcome.kind !== 'act') continue
    deeds.push(
      aDeed({
        ...{ step: outcome.step, channel: outcome.channel, tone: outcome.tone, cycle: outcome.cycle, occurrence: outcome.occurrence },
        ...{ doneOn: D(n), invoiceIds: [...outcome.invoiceIds], outcome: outcome.byPerson ? 'done' : 'sent' },
      }),
    )
  }
  return deeds
}

const policy = aPolicy()
const stepOf = (deed: Fact<'deed'>) => policy.steps.find(st => st.id === deed.step)
const isContact = (deed: Fact<'deed'>): boolean => stepOf(deed)?.internal !== true

describe('days that follow one another', () => {
  const outages = fc.array(fc.record({ from: within(0, 180), days: within(1, 25) }), { maxLength: 3 })

  test('never twice, never bunched, never on a day off, never louder by more than one', () => {
    fc.assert(
      fc.property(situation, outages, (s, out) => {
        const deeds = live(s, 200, n => out.some(o => n >= o.from && n < o.from + o.days))
        const keys = deeds.map(d => `${d.cycle} ${d.step} ${d.occurrence}`)
        expect(new Set(keys).size).toBe(keys.length)
        const contacts = deeds.filter(isContact)
        for (const d of contacts) expect(isWeekend(d.doneOn) || holidays.has(d.doneOn)).toBe(false)
        contacts.forEach((d, at) => {
          expect(
            contacts.filter(x => daysBetween(x.doneOn, d.doneOn) >= 0 && daysBetween(x.doneOn, d.doneOn) < 7).length,
          ).toBeLessThanOrEqual(policy.contactsPerWeek)
          const before = contacts[at - 1]
          if (before) expect(d.doneOn > before.doneOn).toBe(true)
        })
        const letters = contacts.filter(d => d.cycle?.startsWith('late:') && !stepOf(d)?.byPerson)
        letters.forEach((d, at) => {
          const before = letters[at - 1]
          if (before?.cycle === d.cycle) expect(d.tone ?? 0).toBeLessThanOrEqual((before?.tone ?? 0) + 1)
          else expect(d.tone).toBe(1)
        })
      }),
      { numRuns: 250 },
    )
  })

  test('never skipped: what stays unpaid and unheld comes to a decision, step by step, whatever days are missed', () => {
    fc.assert(
      fc.property(outages, within(0, 20), (out, issued) => {
        const plain: Situation = {
          invoice: [{ issued, term: 20, totalMinor: 90_000n, currency: 'EUR' }],
          payment: [],
          promise: [],
          extension: [],
          dispute: [],
          hold: [],
          plan: null,
          deed: [],
          knownLate: false,
        }
        const deeds = live(plain, 220, n => out.some(o => n >= o.from && n < o.from + o.days))
        const letters = deeds.filter(d => d.cycle?.startsWith('late:') && !stepOf(d)?.byPerson).map(d => d.step)
        expect(letters).toEqual(['first-reminder', 'reminder-30', 'letter-60', 'final-75'])
        expect(deeds.some(d => d.step === 'decide-90')).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

test('one client after another, each by the calendar of its own country', () => {
  const world = aWorld({ isHoliday: (country, on) => country === 'DE' && on === day('2026-09-09') })
  const invoice = [anInvoice({ issuedOn: day('2026-08-10'), dueOn: day('2026-09-09') })]
  const told = ['FR', 'DE', 'FR', 'DE'].map(
    country => decide(someFacts({ invoice }, aClient({ country })), policy, LAW, day('2026-09-10'), world).outcome.kind,
  )
  expect(told).toEqual(['hold', 'act', 'hold', 'act'])
})
