import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../../src/core/day/day.ts'
import type { ClientFacts, Fact } from '../../../../src/core/facts/nouns.ts'
import { AGE_BUCKETS, AgeingReport, ageing } from '../../../../src/core/ledger/ageing.ts'
import { openLedger } from '../../../../src/core/ledger/allocate.ts'
import { balances, openItems, settledOn } from '../../../../src/core/ledger/balance.ts'
import { differencesIn } from '../../../../src/core/ledger/proof.ts'
import { aFact, anInvoice, aPayment, someFacts } from '../../../support/facts.ts'

const D = (n: number) => addDays(day('2026-01-01'), n)
const TODAY = day('2026-12-31')

const inv = (id: string, total: bigint, issued: number, given: Partial<Fact<'invoice'>> = {}) =>
  anInvoice({ id, totalMinor: total, issuedOn: D(issued), dueOn: D(issued + 30), ...given })
const pay = (id: string, amount: bigint, on: number, given: Partial<Fact<'payment'>> = {}) =>
  aPayment({ id, amountMinor: amount, paidOn: D(on), kind: amount < 0n ? 'refund' : 'payment', ...given })
const credit = (id: string, amount: bigint, on: number, invoiceId: string | null = null) =>
  aFact('creditNote', { id, number: id, issuedOn: D(on), currency: 'EUR', totalMinor: amount, invoiceId })

const openOf = (facts: ClientFacts, on = TODAY) => Object.fromEntries(openLedger(facts, on).accounts.map(a => [a.invoice.id, a.openMinor]))

describe('allocation by hand-reckoned examples', () => {
  test('oldest due first, the rest stays unapplied', () => {
    const facts = someFacts({ invoice: [inv('B', 500n, 10), inv('A', 300n, 0)], payment: [pay('p', 400n, 60)] })
    expect(openOf(facts)).toEqual({ A: 0n, B: 400n })
    const more = someFacts({ ...facts, payment: [pay('p', 1000n, 60)] })
    expect(openOf(more)).toEqual({ A: 0n, B: 0n })
    expect(openLedger(more, TODAY).unapplied.get('EUR')).toBe(200n)
  })

  test('the other orders', () => {
    const invoice = [inv('A', 500n, 0, { dueOn: D(90) }), inv('B', 300n, 10, { dueOn: D(20) })]
    const facts = someFacts({ invoice, payment: [pay('p', 300n, 60)] })
    const by = (order: 'oldest-due' | 'oldest-issued' | 'smallest') =>
      openLedger(facts, TODAY, order).accounts.find(a => a.invoice.id === 'A')?.openMinor
    expect([by('oldest-due'), by('oldest-issued'), by('smallest')]).toEqual([500n, 200n, 500n])
  })

  test('the payer’s own choice comes before the rule, a person’s allocation before both', () => {
    const invoice = [inv('A', 300n, 0), inv('B', 300n, 10)]
    expect(openOf(someFacts({ invoice, payment: [pay('p', 200n, 60, { invoiceId: 'B' })] }))).toEqual({ A: 300n, B: 100n })
    const allocation = [aFact('allocation', { paymentId: 'p', invoiceId: 'A', amountMinor: 150n })]
    expect(openOf(someFacts({ invoice, allocation, payment: [pay('p', 200n, 60, { invoiceId: 'B' })] }))).toEqual({ A: 150n, B: 250n })
  })

  test('a person’s allocation stays, even against money that came earlier', () => {
    const invoice = [inv('A', 300n, 0), inv('B', 300n, 10)]
    const allocation = [aFact('allocation', { paymentId: 'late', invoiceId: 'A', amountMinor: 300n })]
    expect(openOf(someFacts({ invoice, allocation, payment: [pay('early', 300n, 50), pay('late', 300n, 80)] }))).toEqual({ A: 0n, B: 0n })
    expect(openOf(someFacts({ invoice, allocation, payment: [pay('early', 300n, 50)] }))).toEqual({ A: 0n, B: 300n })
  })

  test('what later facts bring never moves what earlier ones settled', () => {
    const facts = someFacts({ invoice: [inv('A', 300n, 0)], payment: [pay('p', 300n, 20)] })
    const later = someFacts({ ...facts, invoice: [...facts.invoice, inv('B', 300n, 40, { dueOn: D(41) })] })
    expect(openOf(later)).toEqual({ A: 0n, B: 300n })
  })

  test('money that came first waits for the invoice', () => {
    const facts = someFacts({ invoice: [inv('A', 300n, 40)], payment: [pay('p', 100n, 20)] })
    expect(openLedger(facts, D(30)).unapplied.get('EUR')).toBe(100n)
    expect(openOf(facts)).toEqual({ A: 200n })
  })

  test('money that names an invoice not yet issued waits for it, beside others that are open', () => {
    const facts = someFacts({ invoice: [inv('A', 300n, 0), inv('B', 100n, 40)], payment: [pay('p', 150n, 20, { invoiceId: 'B' })] })
    expect(openLedger(facts, D(30)).unapplied.get('EUR')).toBe(150n)
    expect(openOf(facts)).toEqual({ A: 250n, B: 0n })
  })

  test('a bounced payment opens the same invoice again', () => {
    const invoice = [inv('A', 300n, 0), inv('B', 300n, 10)]
    const payment = [pay('p', 300n, 60), pay('q', 300n, 61), pay('r', -300n, 65, { kind: 'bounced', invoiceId: 'A' })]
    expect(openOf(someFacts({ invoice, payment }))).toEqual({ A: 300n, B: 0n })
    expect(settledOn(openLedger(someFacts({ invoice, payment }), D(62)).accounts[0] as never)).toBe(D(60))
  })

  test('a refund takes what lies unapplied first; beyond all that came it is owed back', () => {
    const invoice = [inv('A', 300n, 0)]
    const over = someFacts({ invoice, payment: [pay('p', 350n, 60), pay('r', -50n, 65)] })
    expect(openOf(over)).toEqual({ A: 0n })
    expect(openLedger(over, TODAY).unapplied.size).toBe(0)
    const far = openLedger(someFacts({ invoice, payment: [pay('p', 300n, 60), pay('r', -400n, 65)] }), TODAY)
    expect(far.accounts[0]?.openMinor).toBe(300n)
    expect(far.unapplied.get('EUR')).toBe(-100n)
  })

  test('a linked credit note credits its invoice, its rest and a free one find others', () => {
    const invoice = [inv('A', 300n, 0), inv('B', 300n, 10)]
    expect(openOf(someFacts({ invoice, creditNote: [credit('c', 400n, 50, 'B')] }))).toEqual({ A: 200n, B: 0n })
    expect(openOf(someFacts({ invoice, creditNote: [credit('c', 100n, 50)] }))).toEqual({ A: 200n, B: 300n })
  })

  test('two currencies never add', () => {
    const invoice = [inv('A', 300n, 0), inv('B', 300n, 10, { currency: 'USD' })]
    const facts = someFacts({ invoice, payment: [pay('p', 1000n, 60, { invoiceId: 'B' })] })
    expect(openOf(facts)).toEqual({ A: 0n, B: 300n })
    const ledger = openLedger(facts, TODAY)
    expect(balances(openItems(facts, ledger), ledger).map(b => [b.currency, b.balanceMinor])).toEqual([
      ['EUR', -700n],
      ['USD', 300n],
    ])
  })

  test('written off is not paid; an explained shortfall is not chased, an unexplained one is', () => {
    const invoice = [inv('A', 300n, 0), inv('B', 300n, 10)]
    const writeOff = [aFact('writeOff', { invoiceId: 'A', amountMinor: 300n, writtenOffOn: D(50), reason: 'gone', approvedBy: 'u' })]
    const short = (cause: 'bank-fee' | 'unexplained') =>
      aFact('shortPayment', { invoiceId: 'B', amountMinor: 10n, cause, effectiveOn: D(50) })
    const ledger = openLedger(someFacts({ invoice, writeOff, shortPayment: [short('bank-fee'), short('unexplained')] }), TODAY)
    expect(ledger.accounts.map(a => [a.openMinor, a.paidMinor, a.writtenOffMinor, a.allowedMinor])).toEqual([
      [0n, 0n, 300n, 0n],
      [290n, 0n, 0n, 10n],
    ])
  })

  test('a settlement paid in time lets the rest go; a day late it does not', () => {
    const invoice = [inv('A', 1000n, 0)]
    const settlementOffer = [
      aFact('settlementOffer', {
        ...{ invoiceIds: ['A'], currency: 'EUR', payMinor: 700n, discountMinor: 300n, deadline: D(60), effectiveOn: D(50) },
      }),
    ]
    expect(openOf(someFacts({ invoice, settlementOffer, payment: [pay('p', 700n, 60)] }))).toEqual({ A: 0n })
    expect(openOf(someFacts({ invoice, settlementOffer, payment: [pay('p', 700n, 61)] }))).toEqual({ A: 300n })
    expect(openOf(someFacts({ invoice, settlementOffer, payment: [pay('p', 699n, 60)] }))).toEqual({ A: 301n })
  })

  test('a cancelled invoice owes nothing and frees its money', () => {
    const invoice = [inv('A', 300n, 0, { cancelledOn: D(70) }), inv('B', 200n, 10)]
    const facts = someFacts({ invoice, payment: [pay('p', 300n, 60)] })
    expect(openOf(facts, D(65))).toEqual({ A: 0n, B: 200n })
    const ledger = openLedger(facts, TODAY)
    expect(ledger.accounts.map(a => a.openMinor)).toEqual([0n, 0n])
    expect(ledger.unapplied.get('EUR')).toBe(100n)
  })

  test('ageing sorts parts of an invoice by their own due days, extensions counted', () => {
    const instalments = [
      { dueOn: D(10), minor: '100' },
      { dueOn: D(340), minor: '100' },
    ] // the third hundred falls to the last
    const invoice = [inv('A', 300n, 0, { instalments }), inv('B', 50n, 300, { dueOn: D(310) })]
    const extension = [aFact('extension', { invoiceId: 'B', newDueOn: D(400), effectiveOn: D(305) })]
    const facts = someFacts({ invoice, extension })
    expect(ageing(facts, openLedger(facts, D(345)))).toEqual([
      { currency: 'EUR', notDue: 50n, days1to30: 200n, days31to60: 0n, days61to90: 0n, over90: 100n },
    ])
  })
})

const money = fc.bigInt({ min: 1n, max: 5000n })
const someDay = fc.integer({ min: 0, max: 300 }).map(D)
const chosen = fc.option(fc.constantFrom('i0', 'i1', 'i2', 'i3'), { nil: null })
const currency = fc.constantFrom('EUR', 'USD')
const books = fc.record({
  invoice: fc.array(fc.record({ totalMinor: money, issuedOn: someDay, currency }), { minLength: 1, maxLength: 4 }),
  payment: fc.array(fc.record({ amountMinor: fc.bigInt({ min: -4000n, max: 6000n }), paidOn: someDay, invoiceId: chosen, currency }), {
    maxLength: 6,
  }),
  creditNote: fc.array(fc.record({ totalMinor: money, issuedOn: someDay, invoiceId: chosen, currency }), { maxLength: 3 }),
  allocation: fc.array(fc.record({ at: fc.nat(5), invoiceId: fc.constantFrom('i0', 'i1', 'i2', 'i3'), amountMinor: money }), {
    maxLength: 3,
  }),
  writeOff: fc.array(fc.record({ invoiceId: fc.constantFrom('i0', 'i1', 'i2', 'i3'), amountMinor: money, writtenOffOn: someDay }), {
    maxLength: 2,
  }),
  turns: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
})

type Books = typeof books extends fc.Arbitrary<infer T> ? T : never
const factsOf = (b: Books): ClientFacts =>
  someFacts({
    invoice: b.invoice.map((i, at) => anInvoice({ id: `i${at}`, ...i, dueOn: addDays(i.issuedOn, 30) })),
    payment: b.payment.map((p, at) =>
      aPayment({ id: `p${at}`, kind: p.amountMinor < 0n ? (at % 2 ? 'bounced' : 'refund') : 'payment', ...p }),
    ),
    creditNote: b.creditNote.map((c, at) => aFact('creditNote', { id: `c${at}`, number: `c${at}`, ...c })),
    allocation: b.allocation.map((a, at) =>
      aFact('allocation', { id: `a${at}`, paymentId: `p${a.at}`, invoiceId: a.invoiceId, amountMinor: a.amountMinor }),
    ),
    writeOff: b.writeOff.map((w, at) => aFact('writeOff', { id: `w${at}`, reason: 'r', approvedBy: 'u', ...w })),
  })

const shuffled = <T>(list: readonly T[], turns: readonly number[]): T[] =>
  list
    .map((item, at) => ({ item, key: turns[at % turns.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(x => x.item)

test('an ageing report is its clients’ rows added up, money without an invoice beside them', () => {
  const anna = someFacts({ invoice: [inv('A', 300n, 0), inv('B', 50n, 300, { currency: 'USD' })], payment: [pay('p', 100n, 60)] })
  const bert = someFacts({ payment: [pay('q', 40n, 60), pay('r', 7n, 61, { currency: 'GBP' })], invoice: [inv('C', 25n, 300)] })
  const report = new AgeingReport(D(331)) // A was due on day 30, B and C on day 330
  const row = (currency: string, some: object) => ({ ...zero, currency, ...some })
  const zero = {
    notDue: 0n,
    days1to30: 0n,
    days31to60: 0n,
    days61to90: 0n,
    over90: 0n,
    openMinor: 0n,
    unappliedMinor: 0n,
    balanceMinor: 0n,
  }
  expect(report.add(anna, openLedger(anna, D(331)))).toEqual([
    row('EUR', { over90: 200n, openMinor: 200n, balanceMinor: 200n }),
    row('USD', { days1to30: 50n, openMinor: 50n, balanceMinor: 50n }),
  ])
  expect(report.add(bert, openLedger(bert, D(331)))).toEqual([
    row('EUR', { unappliedMinor: 15n, balanceMinor: -15n }),
    row('GBP', { unappliedMinor: 7n, balanceMinor: -7n }),
  ])
  expect(report.totals()).toEqual([
    row('EUR', { over90: 200n, openMinor: 200n, unappliedMinor: 15n, balanceMinor: 185n }),
    row('GBP', { unappliedMinor: 7n, balanceMinor: -7n }),
    row('USD', { days1to30: 50n, openMinor: 50n, balanceMinor: 50n }),
  ])
  const edges = [0, 1, 30, 31, 60, 61, 90, 91].map(late => {
    const facts = someFacts({ invoice: [inv('E', 1n, 0)] })
    const [only] = ageing(facts, openLedger(facts, D(30 + late)))
    return AGE_BUCKETS.find(bucket => only?.[bucket] === 1n)
  })
  expect(edges).toEqual(['notDue', 'days1to30', 'days1to30', 'days31to60', 'days31to60', 'days61to90', 'days61to90', 'over90'])
})

test('books that do not add up are named: an open amount, and money that went nowhere', () => {
  const facts = someFacts({ invoice: [inv('A', 300n, 0), inv('B', 50n, 10)], payment: [pay('p', 100n, 60)] })
  const ledger = openLedger(facts, TODAY)
  expect(differencesIn(facts, ledger)).toEqual([])
  const accounts = ledger.accounts.map(a => (a.invoice.id === 'A' ? { ...a, openMinor: a.openMinor + 1n } : a))
  expect(differencesIn(facts, { ...ledger, accounts })).toEqual([{ invoiceId: 'A', currency: 'EUR', keptMinor: 201n, addedMinor: 200n }])
  const postings = ledger.postings.map(p => ({ ...p, minor: 90n }))
  expect(differencesIn(facts, { ...ledger, postings })).toEqual([
    { invoiceId: 'A', currency: 'EUR', keptMinor: 200n, addedMinor: 210n },
    { invoiceId: null, currency: 'EUR', keptMinor: 0n, addedMinor: 10n },
  ])
  const more = someFacts({ ...facts, payment: [...facts.payment, pay('q', 7n, 61, { currency: 'USD' })] })
  expect(differencesIn(more, ledger)).toEqual([{ invoiceId: null, currency: 'USD', keptMinor: 0n, addedMinor: 7n }])
})

describe('allocation by property', () => {
  test('every ledger comes out the same by its single bookings, on every day', () => {
    fc.assert(
      fc.property(books, someDay, (b, on) => {
        const facts = factsOf(b)
        expect(differencesIn(facts, openLedger(facts, on))).toEqual([])
      }),
    )
  })

  test('the ages of what is open add up to what is open, in every currency, on every day', () => {
    fc.assert(
      fc.property(books, someDay, (b, on) => {
        const facts = factsOf(b)
        const ledger = openLedger(facts, on)
        const report = new AgeingReport(on)
        report.add(facts, ledger)
        const open = new Map<string, bigint>()
        for (const { invoice, openMinor } of ledger.accounts) open.set(invoice.currency, (open.get(invoice.currency) ?? 0n) + openMinor)
        for (const row of report.totals()) {
          expect(AGE_BUCKETS.reduce((sum, bucket) => sum + row[bucket], 0n)).toBe(open.get(row.currency) ?? 0n)
          expect(row.balanceMinor).toBe((open.get(row.currency) ?? 0n) - (ledger.unapplied.get(row.currency) ?? 0n))
        }
      }),
    )
  })

  test('any order of recording the same facts gives the same balance', () => {
    fc.assert(
      fc.property(books, b => {
        const facts = factsOf(b)
        const mixed = someFacts({
          invoice: shuffled(facts.invoice, b.turns),
          payment: shuffled(facts.payment, b.turns),
          creditNote: shuffled(facts.creditNote, b.turns),
          allocation: shuffled(facts.allocation, b.turns),
          writeOff: shuffled(facts.writeOff, b.turns),
        })
        expect(openOf(mixed)).toEqual(openOf(facts))
        expect(openLedger(mixed, TODAY).unapplied).toEqual(openLedger(facts, TODAY).unapplied)
      }),
      { numRuns: 500 },
    )
  })

  test('no minor unit appears or vanishes, in no currency, on no day', () => {
    fc.assert(
      fc.property(books, someDay, (b, on) => {
        const facts = factsOf(b)
        const ledger = openLedger(facts, on)
        for (const a of ledger.accounts) {
          expect(a.openMinor + a.paidMinor + a.creditedMinor + a.writtenOffMinor + a.allowedMinor).toBe(a.invoice.totalMinor)
          expect(a.openMinor >= 0n).toBe(true)
        }
        for (const c of ['EUR', 'USD']) {
          const came =
            facts.payment.reduce((t, p) => (p.currency === c && p.paidOn <= on ? t + p.amountMinor : t), 0n) +
            facts.creditNote.reduce((t, n) => (n.currency === c && n.issuedOn <= on ? t + n.totalMinor : t), 0n)
          const applied = ledger.accounts.reduce((t, a) => (a.invoice.currency === c ? t + a.paidMinor + a.creditedMinor : t), 0n)
          expect(applied + (ledger.unapplied.get(c) ?? 0n)).toBe(came)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a later fact leaves every earlier day as it was', () => {
    fc.assert(
      fc.property(books, someDay, (b, on) => {
        const facts = factsOf({ ...b, allocation: [] })
        const known = someFacts({
          invoice: facts.invoice,
          payment: facts.payment.filter(p => p.paidOn <= on),
          creditNote: facts.creditNote.filter(c => c.issuedOn <= on),
          writeOff: facts.writeOff.filter(w => w.writtenOffOn <= on),
        })
        expect(openOf(facts, on)).toEqual(openOf(known, on))
        const later = openLedger(facts, TODAY)
        for (const a of openLedger(known, on).accounts) {
          const now = later.accounts.find(x => x.invoice.id === a.invoice.id)
          expect(now?.history.filter(h => h.on <= on)).toEqual(a.history)
        }
      }),
      { numRuns: 300 },
    )
  })
})
