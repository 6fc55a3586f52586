import { expect, test } from 'vitest'
import { matchLines } from '../../src/core/match/match.ts'
import { planReference, printReference, statementReference } from '../../src/shell/bank/reference.ts'
import { generalKnowledge, loadSchemes } from '../../src/shell/inbound/match-knowledge.ts'

const schemes = await loadSchemes()

test.each(['FR', 'BE', 'CH', 'FI', 'NO', 'SE'])(
  'in %s a plan and a statement have references of their own, always the same, whose check digits hold',
  country => {
    for (const of of [planReference, statementReference]) {
      const made = of(schemes, country, 'client-1') ?? ''
      expect(made).toBe(of(schemes, country, 'client-1'))
      expect(schemes.some(s => s.countries.includes(country) && s.normalise(printReference(schemes, made)) === made)).toBe(true)
      expect(of(schemes, country, 'client-2')).not.toBe(made)
    }
    expect(planReference(schemes, country, 'x')).not.toBe(statementReference(schemes, country, 'x'))
  },
)

test('where the seller’s country knows no scheme there is none', () => {
  expect(planReference(schemes, 'US', 'p')).toBeUndefined()
})

test('twenty thousand statements of one country share no reference', () => {
  const made = new Set(Array.from({ length: 20_000 }, (_, n) => statementReference(schemes, 'FR', `client-${n}`)))
  expect(made.size).toBe(20_000)
})

test('money that writes the reference of a statement goes to what it lists, oldest first; less than all of it too', async () => {
  const reference = statementReference(schemes, 'FR', 'c1') ?? ''
  const invoice = (id: string, openMinor: bigint) => ({
    id,
    number: `F-${id}`,
    client: 'c1',
    clientName: 'Orvault',
    currency: 'EUR',
    openMinor,
  })
  const invoices = [invoice('1', 10_000n), invoice('2', 5_000n)]
  const day = '2026-09-10' as never // a day as written
  const knowledge = {
    ...(await generalKnowledge()),
    expected: [{ id: 's', client: 'c1', currency: 'EUR', invoices: ['1', '2'], minor: 0n, day, references: [reference] }],
  }
  const line = (amountMinor: bigint) => ({
    id: `l${amountMinor}`,
    day,
    amountMinor,
    currency: 'EUR',
    text: `VIR ${printReference(schemes, reference)} MERCI`,
  })
  for (const [amount, shares] of [
    [15_000n, [10_000n, 5_000n]],
    [12_000n, [10_000n, 2_000n]],
  ] as const) {
    const [result] = matchLines([line(amount)], invoices, knowledge)
    expect(result).toMatchObject({ status: 'applied' })
    expect(result?.shares.map(s => s.amountMinor)).toEqual(shares)
  }
})
