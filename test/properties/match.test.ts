import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measure } from '../../bench/match.bench.ts'
import { makeBook } from '../../bench/match-cases.ts'
import { addDays, day } from '../../src/core/day/day.ts'
import { matchLines } from '../../src/core/match/match.ts'
import type { Match, OpenInvoice, PaymentLine } from '../../src/core/match/payment.ts'
import { generalKnowledge } from '../../src/shell/inbound/match-knowledge.ts'

const knowledge = await generalKnowledge()

// Small worlds on purpose: few names, few amounts, few days, so that everything collides.
const worlds = fc.record({
  invoices: fc.array(
    fc.record({ n: fc.integer({ min: 1, max: 30 }), client: fc.constantFrom('Nordwind GmbH', 'Nordwand GmbH', 'Keller AG'), open: fc.constantFrom(500n, 1000n, 1500n, 2000n, 3333n), currency: fc.constantFrom('EUR', 'EUR', 'USD') }),
    { maxLength: 12 },
  ),
  lines: fc.array(
    fc.record({ n: fc.integer({ min: 1, max: 31 }), payer: fc.constantFrom('NORDWIND', 'NORDWAND', 'KELLER', 'NORDWNID', ''), amount: fc.constantFrom(-500n, 0n, 500n, 1000n, 2000n, 2500n, 3333n, 4000n), days: fc.integer({ min: 0, max: 3 }), said: fc.boolean() }),
    { maxLength: 12 },
  ),
}) // biome-ignore format: two records

type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never
const number = (n: number): string => `RE-2026-${String(n).padStart(4, '0')}`
const invoicesOf = (w: World): OpenInvoice[] =>
  w.invoices.map((i, at) => ({
    id: `${at}`,
    number: number(i.n),
    client: i.client,
    clientName: i.client,
    currency: i.currency,
    openMinor: i.open,
    due: addDays(day('2026-01-01'), i.n),
  }))
const linesOf = (w: World): PaymentLine[] =>
  w.lines.map((l, at) => ({
    id: `L${at}`,
    day: addDays(day('2026-02-01'), l.days),
    amountMinor: l.amount,
    currency: 'EUR',
    text: l.said ? `for ${number(l.n)}` : '',
    ...(l.payer && { counterparty: l.payer }),
  }))

test('no cent appears: no line gives more than it has, no invoice gets more than is open, currencies never mix', () => {
  fc.assert(
    fc.property(worlds, world => {
      const invoices = new Map(invoicesOf(world).map(i => [i.id, i]))
      const applied = new Map<string, bigint>()
      const lines = linesOf(world)
      matchLines(lines, [...invoices.values()], knowledge).forEach((match, at) => {
        const line = lines[at]
        expect(match.line).toBe(line?.id)
        expect(match.shares.reduce((s, x) => s + x.amountMinor, match.restMinor)).toBe(line?.amountMinor)
        if (match.shares.length > 0) expect(match.restMinor).toBeGreaterThanOrEqual(0n)
        for (const share of match.shares) {
          expect(share.amountMinor).toBeGreaterThan(0n)
          expect(invoices.get(share.invoice)?.currency).toBe('EUR')
          if (match.status === 'applied') applied.set(share.invoice, (applied.get(share.invoice) ?? 0n) + share.amountMinor)
        }
        if (match.status === 'applied') expect(match.shares.length).toBeGreaterThan(0)
        expect(match.reasons.length).toBeGreaterThan(0)
      })
      for (const [id, minor] of applied) expect(minor).toBeLessThanOrEqual(invoices.get(id)?.openMinor ?? 0n)
    }),
    { numRuns: 400 },
  )
})

test('neither the order of the lines nor that of the invoices matters', () => {
  const told = (m: Match): string =>
    `${m.line} ${m.status} ${m.shares.map(s => `${s.invoice}=${s.amountMinor}`).join(' ')} ${m.reasons.map(r => r.code).join(' ')}`
  fc.assert(
    fc.property(worlds, world => {
      const straight = matchLines(linesOf(world), invoicesOf(world), knowledge)
      const turned = matchLines(linesOf(world).toReversed(), invoicesOf(world).toReversed(), knowledge)
      // Invoices that are alike in everything but their place in the list are interchangeable: those worlds say nothing.
      const alike = new Set(world.invoices.map(i => `${i.n} ${i.client}`)).size < world.invoices.length
      if (!alike) expect(turned.map(told).toReversed()).toEqual(straight.map(told))
    }),
    { numRuns: 400 },
  )
})

test('a tie never applies: two invoices that fit alike, whatever their number', () => {
  fc.assert(
    fc.property(fc.bigInt(100n, 10n ** 7n), fc.integer({ min: 2, max: 5 }), (open, count) => {
      const invoices = Array.from({ length: count }, (_, i) => ({
        id: `${i}`,
        number: number(i + 10),
        client: 'Nordwind',
        clientName: 'Nordwind',
        currency: 'EUR',
        openMinor: open,
      }))
      const line = { id: 'L', day: day('2026-02-01'), amountMinor: open, currency: 'EUR', text: 'thank you', counterparty: 'NORDWIND' }
      expect(matchLines([line], invoices, knowledge)[0]?.status).not.toBe('applied')
      // Unless all of them are meant together.
      const whole = matchLines([{ ...line, amountMinor: open * BigInt(count) }], invoices, knowledge)[0]
      expect(whole?.status).toBe('applied')
    }),
  )
})

test('what was taken back is never applied to that invoice again', () => {
  fc.assert(
    fc.property(worlds, world => {
      const [lines, invoices] = [linesOf(world), invoicesOf(world)]
      const before = matchLines(lines, invoices, knowledge)
      const takenBack = new Set(before.flatMap(m => (m.status === 'applied' ? m.shares.map(s => `${m.line}|${s.invoice}`) : [])))
      for (const match of matchLines(lines, invoices, { ...knowledge, takenBack })) {
        for (const share of match.shares) expect(takenBack.has(`${match.line}|${share.invoice}`)).toBe(false)
      }
    }),
    { numRuns: 200 },
  )
})

test('precision on labelled lines of another seed than the bench’s is at least 99.9 %, and most lines that tell enough are applied', async () => {
  const { byNoise, wrong } = await measure(77, 3_300, 330)
  const tallies = [...byNoise.values()]
  const applied = tallies.reduce((s, t) => s + t.applied, 0)
  expect(tallies.reduce((s, t) => s + t.lines, 0)).toBe(3_300)
  expect(wrong.length / applied).toBeLessThanOrEqual(0.001)
  for (const noise of ['reference', 'number and amount', 'several invoices, numbers', 'third-party payer', 'truncated at 140']) {
    const tally = byNoise.get(noise)
    expect((tally?.applied ?? 0) / (tally?.lines ?? 1), noise).toBeGreaterThan(0.97)
  }
  for (const noise of ['not for us', 'nothing but amount']) expect(byNoise.get(noise)?.applied, noise).toBe(0)
}, 60_000)

test('the generator is its seed', () => {
  expect(makeBook(5, 50)).toEqual(makeBook(5, 50))
  expect(makeBook(5, 50).cases).not.toEqual(makeBook(6, 50).cases)
})
