import { describe, expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import type { Fact } from '../../../../src/core/facts/nouns.ts'
import { openLedger } from '../../../../src/core/ledger/allocate.ts'
import { chargesOn } from '../../../../src/core/ledger/charges.ts'
import { partClaims } from '../../../../src/core/ledger/part-claims.ts'
import { lateCosts } from '../../../../src/shell/law/late-costs.ts'
import { loadLaw } from '../../../../src/shell/law/load-law.ts'
import { aClient, aFact, anInvoice, aPayment, someFacts } from '../../../support/facts.ts'

const ON = day('2026-06-30')
const instalments = [
  { dueOn: '2026-01-31', minor: '40000' },
  { dueOn: '2026-04-30', minor: '40000' },
  { dueOn: '2026-12-31', minor: '40000' },
]
const plain = anInvoice({ id: 'A', issuedOn: day('2026-01-01'), dueOn: day('2026-01-31') })
const inParts = { ...plain, instalments }
const pay = (paidOn: string, amountMinor: bigint) => aPayment({ paidOn: day(paidOn), amountMinor, invoiceId: 'A' })
const client = aClient({ kindConfirmedBy: 'Ada' })
const claims = (invoice: Fact<'invoice'>, parts: Parameters<typeof someFacts>[0] = {}) => {
  const facts = someFacts({ invoice: [invoice], ...parts }, client)
  const [account] = openLedger(facts, ON).accounts
  return account ? partClaims(facts, account, ON) : []
}

describe('what bears interest from when', () => {
  test('an invoice without instalments is one claim with everything paid on it', () => {
    expect(claims(plain, { payment: [pay('2026-03-01', 30_000n)] })).toEqual([
      { due: '2026-01-31', principalMinor: 120_000n, payments: [{ day: '2026-03-01', minor: 30_000n }], disputed: [] },
    ])
  })

  test('each instalment from its own due day, payments fill the earliest first, what is not late yet bears nothing', () => {
    expect(claims(inParts, { payment: [pay('2026-02-10', 50_000n)] })).toEqual([
      { due: '2026-01-31', principalMinor: 40_000n, payments: [{ day: '2026-02-10', minor: 40_000n }], disputed: [] },
      { due: '2026-04-30', principalMinor: 40_000n, payments: [{ day: '2026-02-10', minor: 10_000n }], disputed: [] },
    ])
  })

  test('a later day that was granted counts for every part before it', () => {
    const extension = [aFact('extension', { invoiceId: 'A', newDueOn: day('2026-05-15') })]
    expect(claims(inParts, { extension }).map(c => c.due)).toEqual(['2026-05-15', '2026-05-15'])
  })

  test('a dispute about a part is taken from the earliest parts, once', () => {
    const dispute = [aFact('dispute', { invoiceId: 'A', amountMinor: 50_000n, cause: 'price', effectiveOn: day('2026-03-01') })]
    expect(claims(inParts, { dispute }).map(c => c.disputed)).toEqual([
      [{ minor: 40_000n, from: '2026-03-01' }],
      [{ minor: 10_000n, from: '2026-03-01' }],
    ])
  })

  test('in figures: instalments cost what each of them was late, never what is not due', async () => {
    const law = await loadLaw()
    const cost = (invoice: Fact<'invoice'>, parts: Parameters<typeof someFacts>[0] = {}) =>
      lateCosts(law, 'FR', someFacts({ invoice: [invoice], ...parts }, client), ON)[0]
    // 12.15 % in the first half of 2026: 150 days on the first part, 61 on the second
    expect(cost(inParts)?.interest?.interestMinor).toBe(1997n + 812n)
    expect(cost(inParts)?.interest?.segments.map(s => [s.from, s.days, s.baseMinor])).toEqual([
      ['2026-02-01', 150, 40_000n],
      ['2026-05-01', 61, 40_000n],
    ])
    expect(cost(plain)?.interest?.interestMinor).toBe(5992n) // 120,000 × 12.15 % × 150/365
    const dispute = [aFact('dispute', { invoiceId: 'A', amountMinor: null, cause: 'price', effectiveOn: day('2026-02-01') })]
    expect(cost(plain, { dispute })?.interest).toMatchObject({ interestMinor: 0n, segments: [] }) // none on what is disputed
    const paidFirst = { payment: [pay('2026-02-10', 80_000n)] }
    expect(cost(inParts, paidFirst)).toBeUndefined() // nothing of it is late now
  })
})

describe('late costs that letters asked for', () => {
  const charge = (given: Partial<Fact<'charge'>>) =>
    aFact('charge', {
      invoiceId: 'A',
      kind: 'interest',
      amountMinor: 500n,
      currency: 'EUR',
      basis: 'law',
      claimedOn: day('2026-03-01'),
      ...given,
    })
  const standing = (charges: readonly Fact<'charge'>[], payment: readonly Fact<'payment'>[] = []) => {
    const facts = someFacts({ invoice: [plain], charge: charges, payment }, client)
    return chargesOn(facts, openLedger(facts, ON)).map(c => [c.charge.kind, c.charge.amountMinor, c.dropped])
  }

  test('a later letter takes the place of an earlier one, of each kind', () => {
    const later = charge({ claimedOn: day('2026-04-01'), amountMinor: 800n })
    const fixed = charge({ kind: 'compensation', amountMinor: 4000n })
    expect(standing([later, fixed, charge({})]).toSorted()).toEqual([
      ['compensation', 4000n, false],
      ['interest', 800n, false],
    ])
  })

  test.each([
    ['paid on the day', '2026-03-15', 120_000n, true],
    ['paid a day late', '2026-03-16', 120_000n, false],
    ['paid in part', '2026-03-10', 119_999n, false],
  ])('%s', (_, paidOn, minor, dropped) => {
    expect(standing([charge({ dropIfPaidBy: day('2026-03-15') })], [pay(paidOn, minor)])).toEqual([['interest', 500n, dropped]])
  })

  test('without such a day it stands; a debit that bounced afterwards was no payment', () => {
    expect(standing([charge({})], [pay('2026-03-10', 120_000n)])).toEqual([['interest', 500n, false]])
    const bounced = aPayment({ paidOn: day('2026-03-20'), amountMinor: -120_000n, kind: 'bounced', invoiceId: 'A' })
    expect(standing([charge({ dropIfPaidBy: day('2026-03-15') })], [pay('2026-03-10', 120_000n), bounced])).toEqual([
      ['interest', 500n, false],
    ])
  })
})
