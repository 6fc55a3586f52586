import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween, isWeekend } from '../../src/core/day/day.ts'
import { decide, fingerprint } from '../../src/core/decide/decide.ts'
import { unknownLaw } from '../../src/core/decide/law-view.ts'
import type { Fact } from '../../src/core/facts/nouns.ts'
import { openLedger } from '../../src/core/ledger/allocate.ts'
import { aDeed, aFact, anInvoice, aPayment, aPolicy, aWorld, someFacts } from '../support/facts.ts'

/** Seeded, so that a failing run can be run again. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const START = day('2026-01-05')
const DAYS = 200
const EVERY_15_MINUTES = 96
const FOUR_TIMES = 4
const POLICY = aPolicy()
const LAW = unknownLaw('none')

interface Life {
  readonly invoice: Fact<'invoice'>[]
  readonly payment: Fact<'payment'>[]
  readonly promise: Fact<'promise'>[]
  readonly deed: Fact<'deed'>[]
  /** Open, decided, and with no next day: must stay empty. */
  readonly forgotten: string[]
  /** Held on a day, and acted before its review day though nothing new was recorded. */
  readonly tooEarly: string[]
  readonly runs: number
  readonly changes: number
}

/** What happens to one client on one day: new invoices, payments late and in part, promises kept and broken. */
function happen(life: Life, on: Day, random: () => number): boolean {
  let news = false
  if (random() < 0.04 && life.invoice.length < 6) {
    life.invoice.push(
      anInvoice({
        id: `F-${life.invoice.length}`,
        issuedOn: on,
        dueOn: addDays(on, 14 + Math.floor(random() * 30)),
        totalMinor: BigInt(2_000 + Math.floor(random() * 90_000)),
      }),
    )
    news = true
  }
  const open = openLedger(someFacts(life), on).accounts.filter(a => a.openMinor > 0n)
  const one = open[Math.floor(random() * open.length)]
  if (one && random() < 0.025) {
    const whole = random() < 0.6
    life.payment.push(
      aPayment({
        id: `P-${life.payment.length}`,
        paidOn: on,
        amountMinor: whole ? one.openMinor : one.openMinor / 2n + 1n,
        invoiceId: random() < 0.5 ? one.invoice.id : null,
      }),
    )
    news = true
  }
  if (one && random() < 0.015) {
    const promisedFor = addDays(on, 3 + Math.floor(random() * 12))
    life.promise.push(
      aFact('promise', {
        id: `V-${life.promise.length}`,
        invoiceIds: [one.invoice.id],
        amountMinor: one.openMinor,
        currency: 'EUR',
        promisedFor,
        givenOn: on,
        pauses: true,
        effectiveOn: on,
      }),
    )
    news = true
  }
  return news
}

function simulate(seed: number, runsADay: number): Life {
  const random = chance(seed)
  const outbox = new Set<string>() // what left stays known, whatever the clock says: its key is never used twice
  const life = { invoice: [], payment: [], promise: [], deed: [], forgotten: [], tooEarly: [], runs: 0, changes: 0 } as unknown as Life & {
    runs: number
    changes: number
  } // lists start empty
  let outUntil = -1
  let review: Day | null = null
  let before = ''
  for (let n = 0; n < DAYS; n++) {
    const on = addDays(START, n)
    if (happen(life, on, random)) review = null
    if (random() < 0.03) outUntil = n + Math.floor(random() * 12) // the machine is off for some days
    if (n <= outUntil) continue
    const jumps = random() < 0.02 // the clock jumps back a day, and forth again
    for (let run = 0; run < runsADay; run++) {
      const today = jumps && run % 10 === 3 ? addDays(on, -1) : on
      const facts = someFacts(life)
      const decision = decide(facts, POLICY, LAW, today, aWorld())
      life.runs += 1
      const told = fingerprint(decision)
      if (told !== before) life.changes += 1
      before = told
      const { outcome, reviewOn } = decision
      const isOpen = openLedger(facts, today).accounts.some(a => a.openMinor > 0n)
      if (isOpen && (reviewOn === null || reviewOn <= today)) life.forgotten.push(`${seed}: ${today}`)
      if (outcome.kind === 'hold') {
        if (today === on) review = reviewOn
        continue
      }
      if (today === on && review !== null && today < review) life.tooEarly.push(`${seed}: ${today} before ${review}`)
      if (outcome.byPerson && random() < 0.9) break // nobody did it today
      const key = `${outcome.cycle} ${outcome.step} ${outcome.channel} ${outcome.occurrence}`
      if (outbox.has(key) && today !== on) continue
      expect(outbox.has(key), `${seed}: ${key} twice`).toBe(false)
      outbox.add(key)
      const deed = aDeed({
        ...{ step: outcome.step, channel: outcome.channel, tone: outcome.tone, cycle: outcome.cycle, occurrence: outcome.occurrence },
        ...{ doneOn: today, at: `${today}T10:00:00.${String(run).padStart(3, '0')}Z`, invoiceIds: [...outcome.invoiceIds] },
        ...{ outcome: outcome.byPerson ? 'done' : random() < 0.02 ? 'unsure' : 'sent' },
      } as Parameters<typeof aDeed>[0]) // outcome is one of the noun's own
      life.deed.push(deed)
      review = null
    }
  }
  return life
}

const seeds = Array.from({ length: 40 }, (_, at) => 1000 + at)
const lives = new Map<number, Life>()

describe('200 days, outages, part and late payments, a clock that jumps', () => {
  test.each(seeds)('seed %d', seed => {
    const life = simulate(seed, seed % 10 === 0 ? EVERY_15_MINUTES : FOUR_TIMES)
    lives.set(seed, life)
    expect(life.forgotten).toEqual([])
    expect(life.tooEarly).toEqual([])
    const keys = life.deed.map(d => `${d.cycle} ${d.step} ${d.occurrence}`)
    expect(new Set(keys).size, 'nothing twice').toBe(keys.length)
    const contacts = life.deed.filter(d => d.channel !== 'desk')
    for (const d of contacts) expect(isWeekend(d.doneOn), d.doneOn).toBe(false)
    const days = contacts.map(d => d.doneOn)
    expect(new Set(days).size, 'one contact a day').toBe(days.length)
    for (const d of contacts)
      expect(contacts.filter(x => daysBetween(x.doneOn, d.doneOn) >= 0 && daysBetween(x.doneOn, d.doneOn) < 7).length).toBeLessThanOrEqual(
        2,
      )
    // Derived anew each time: a quiet day writes nothing.
    expect(life.changes).toBeLessThan(DAYS * 3)
  })

  test('the seeds together saw what they should', () => {
    const all = [...lives.values()]
    const steps = new Set(all.flatMap(l => l.deed.map(d => d.step)))
    for (const step of ['due-today', 'first-reminder', 'reminder-30', 'call-45', 'letter-60', 'final-75'])
      expect([...steps]).toContain(step)
    expect(all.reduce((sum, l) => sum + l.promise.length, 0)).toBeGreaterThan(20)
    expect(all.reduce((sum, l) => sum + l.runs, 0)).toBeGreaterThan(60_000)
  })
})
