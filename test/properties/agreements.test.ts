import { expect, test } from 'vitest'
import { addDays, type Day, day } from '../../src/core/day/day.ts'
import { decide } from '../../src/core/decide/decide.ts'
import { unknownLaw } from '../../src/core/decide/law-view.ts'
import type { Fact } from '../../src/core/facts/nouns.ts'
import { buildPlan } from '../../src/core/plan/build.ts'
import { chance } from '../../src/shell/sample/chance.ts'
import { aClient, aDeed, aFact, anInvoice, aPayment, aPolicy, aWorld, someFacts } from '../support/facts.ts'

const START = day('2026-01-05')
const DAYS = 300
const law = unknownLaw('test')
const policy = aPolicy()
const world = aWorld()

interface Kept {
  readonly promise: Fact<'promise'>[]
  readonly plan: Fact<'plan'>[]
  readonly instalment: Fact<'instalment'>[]
  readonly payment: Fact<'payment'>[]
  readonly deed: Fact<'deed'>[]
}

function agree(kept: Kept, isPlan: boolean, today: Day, draw: ReturnType<typeof chance>): Day[] {
  if (!isPlan) {
    const promisedFor = addDays(today, draw.between(1, 20))
    kept.promise.push(
      aFact('promise', {
        invoiceIds: ['F'],
        amountMinor: 120_000n,
        currency: 'EUR',
        promisedFor,
        givenOn: today,
        pauses: true,
        effectiveOn: today,
      }),
    )
    return [promisedFor]
  }
  const parts = buildPlan({
    totalMinor: 120_000n,
    firstOn: addDays(today, draw.between(0, 10)),
    shape: { kind: 'parts', parts: draw.between(2, 5) },
  })
  if ('code' in parts) throw new Error(parts.message)
  kept.plan.push(
    aFact('plan', { id: 'p', invoiceIds: ['F'], currency: 'EUR', totalMinor: 120_000n, agreedOn: today, graceDays: 3, effectiveOn: today }),
  )
  for (const p of parts)
    kept.instalment.push(aFact('instalment', { planId: 'p', position: p.position, dueOn: p.dueOn, amountMinor: p.minor }))
  return parts.map(p => p.dueOn)
}

/** 300 days with outages of up to nine days. @returns what was forgotten, in words. */
function forgotten(seed: number): string[] {
  const draw = chance(seed)
  const wrong: string[] = []
  const kept: Kept = { promise: [], plan: [], instalment: [], payment: [], deed: [] }
  const invoice = anInvoice({ id: 'F', issuedOn: START, dueOn: addDays(START, 10) })
  const agreedAt = draw.between(12, 60)
  let outage = 0
  let told = 0
  let reviewOn: Day | null = START
  for (let n = 0; n < DAYS; n++) {
    const today = addDays(START, n)
    if (n === agreedAt) agree(kept, seed % 2 === 0, today, draw)
    if (n > agreedAt && draw.next() < 0.01)
      kept.payment.push(aPayment({ paidOn: today, amountMinor: BigInt(draw.between(1, 5)) * 10_000n, invoiceId: 'F' }))
    if (outage === 0 && draw.next() < 0.05) outage = draw.between(1, 9)
    if (outage > 0) {
      outage -= 1
      continue
    }
    const facts = someFacts({ invoice: [invoice], ...kept }, aClient())
    const decision = decide(facts, policy, law, today, world)
    reviewOn = decision.reviewOn
    if (decision.outcome.kind === 'hold') {
      if (reviewOn !== null && reviewOn <= today) wrong.push(`${today}: looks again in the past`)
      continue
    }
    const codes = decision.outcome.reasons.map(r => r.code)
    if (codes.includes('promise-broken') || codes.includes('instalment-missed')) told += 1
    kept.deed.push(
      aDeed({
        step: decision.outcome.step,
        doneOn: today,
        cycle: decision.outcome.cycle,
        occurrence: decision.outcome.occurrence,
        invoiceIds: ['F'],
      }),
    )
  }
  const paid = kept.payment.reduce((sum, p) => sum + p.amountMinor, 0n)
  if (paid < 120_000n && reviewOn === null) wrong.push('open, and nobody looks again')
  if (paid < 20_000n && told === 0) wrong.push('neither promise nor plan was kept, and nothing was said of it')
  return wrong
}

test('B10: over 300 days with outages no promise and no plan is forgotten', () => {
  const found = Array.from({ length: 60 }, (_, seed) => forgotten(seed + 1).map(w => `seed ${seed + 1}: ${w}`)).flat()
  expect(found).toEqual([])
})
