import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { matchLines } from '../../../../src/core/match/match.ts'
import { payeesAmong, refundsAmong } from '../../../../src/core/match/outgoing.ts'
import { type Match, type MatchKnowledge, type OpenInvoice, type PaymentLine, REASON_CODES } from '../../../../src/core/match/payment.ts'
import { generalKnowledge } from '../../../../src/shell/inbound/match-knowledge.ts'

// One hand-written scenario a reason: who owes what, what the bank says, what becomes of it.
const general = await generalKnowledge()
const RF = 'RF18539007547034'
const inv = (number: string, openMinor: bigint, client = 'Nordwind GmbH', more: Partial<OpenInvoice> = {}): OpenInvoice => ({
  id: `${client} ${number}`, number, client, clientName: client, currency: 'EUR', openMinor, due: day('2026-02-01'), ...more,
}) // biome-ignore format: one line
const pay = (amountMinor: bigint, text = '', more: Partial<PaymentLine> = {}): PaymentLine => ({
  id: '1',
  day: day('2026-03-02'),
  amountMinor,
  currency: 'EUR',
  text,
  ...more,
})
const seenCodes = new Set<string>()
const run = (lines: PaymentLine[], invoices: OpenInvoice[], more: Partial<MatchKnowledge> = {}): Match[] => {
  const matches = matchLines(lines, invoices, { ...general, ...more })
  for (const m of matches) for (const r of m.reasons) seenCodes.add(r.code)
  return matches
}
const say = (lines: PaymentLine[], invoices: OpenInvoice[], more: Partial<MatchKnowledge> = {}): string[] =>
  run(lines, invoices, more).map(
    m =>
      `${m.status} ${m.shares.map(s => `${s.number}=${s.amountMinor}`).join(' ')} rest ${m.restMinor} [${m.reasons.map(r => r.code).join(' ')}]${m.shortfall ? ` ${m.shortfall.kind} ${m.shortfall.minor}` : ''}`,
  )
const by = (name = 'NORDWIND'): Partial<PaymentLine> => ({ counterparty: name })

test('a structured reference pays its invoice, in whole, in part, never more', () => {
  const book = [inv('RE-2026-0001', 10000n, 'Nordwind GmbH', { references: [RF] })]
  expect(say([pay(10000n, 'RF18 5390 0754 7034')], book)).toEqual(['applied RE-2026-0001=10000 rest 0 [structured-reference amount-exact]'])
  expect(say([pay(4000n, RF)], book)).toEqual([
    'applied RE-2026-0001=4000 rest 0 [structured-reference amount-part shortfall] unexplained 6000',
  ])
  expect(say([pay(12000n, RF)], book)).toEqual(['proposed RE-2026-0001=10000 rest 2000 [structured-reference amount-over]'])
  expect(say([pay(10000n, 'RF19539007547034', { counterparty: 'Stranger' })], book)).toEqual(['none  rest 10000 [nothing-found]'])
  expect(say([pay(10000n, RF), pay(10000n, RF, { id: '2', day: day('2026-03-03') })], book)).toEqual([
    'applied RE-2026-0001=10000 rest 0 [structured-reference amount-exact]',
    'none  rest 10000 [structured-reference already-settled]',
  ])
})

test('the reference of a plan or statement pays its invoices oldest first', () => {
  const book = [inv('RE-2026-0001', 10000n), inv('RE-2026-0002', 5000n)]
  const expected = [
    {
      id: 'plan',
      client: 'Nordwind GmbH',
      currency: 'EUR',
      invoices: book.map(i => i.id),
      minor: 4000n,
      day: day('2026-06-01'),
      references: [RF],
    },
  ]
  expect(say([pay(12000n, RF)], book, { expected })).toEqual([
    'applied RE-2026-0001=10000 RE-2026-0002=2000 rest 0 [structured-reference amount-part oldest-first]',
  ])
})

test('an invoice number and the amount are two signals; the number alone is one', () => {
  const book = [inv('RE-2026-0001', 10000n), inv('RE-2026-0002', 7000n), inv('RE-2026-0003', 100n, 'Keller')]
  expect(say([pay(10000n, 'RE 2026/0001')], book)).toEqual(['applied RE-2026-0001=10000 rest 0 [number-in-text amount-exact]'])
  expect(say([pay(10000n, '', { endToEndId: 'RE20260001' })], book)).toEqual([
    'applied RE-2026-0001=10000 rest 0 [number-in-text amount-exact]',
  ])
  expect(say([pay(17000n, 'RE-2026-0001, RE-2026-0002')], book)).toEqual([
    'applied RE-2026-0001=10000 RE-2026-0002=7000 rest 0 [number-in-text number-in-text sum-of-invoices]',
  ])
  expect(say([pay(4000n, 'RE-2026-0001')], book)).toEqual([
    'proposed RE-2026-0001=4000 rest 0 [number-in-text amount-part shortfall] unexplained 6000',
  ])
  expect(say([pay(4000n, 'RE-2026-0001', by())], book)).toEqual([
    'applied RE-2026-0001=4000 rest 0 [number-in-text name-equal amount-part shortfall] unexplained 6000',
  ])
  expect(say([pay(12000n, 'RE-2026-0001, RE-2026-0002', by())], book)[0]).toContain('proposed RE-2026-0001=10000 RE-2026-0002=2000')
  expect(say([pay(17000n, 'RE-2026-0001, RE-2026', by())], book)[0]).toContain('applied RE-2026-0001=10000 RE-2026-0002=7000 rest 0')
  expect(say([pay(11000n, 'RE-2026-0001')], book)[0]).toBe('proposed RE-2026-0001=10000 rest 1000 [number-in-text amount-over]')
})

test('a part payment that may mean a twin or an invoice of just this amount is not applied', () => {
  expect(say([pay(4000n, 'RE-2026-0012', by())], [inv('RE-2026-0012', 10000n), inv('RE-2026-0021', 9000n)])[0]).toContain(
    'proposed RE-2026-0012=4000 rest 0 [number-in-text name-equal amount-part shortfall number-near-another]',
  )
  expect(say([pay(4000n, 'RE-2026-0012', by())], [inv('RE-2026-0012', 10000n), inv('RE-2026-0099', 4000n)])[0]).toContain('proposed')
})

test('the number says one client and the payer, owing the same, another: a conflict', () => {
  const book = [inv('RE-2026-0001', 10000n, 'Keller'), inv('RE-2026-0002', 10000n)]
  expect(say([pay(10000n, 'RE-2026-0001', by())], book)[0]).toMatch(/^proposed RE-2026-0001=10000 .*conflict/)
  expect(say([pay(10000n, 'RE-2026-0001', by())], book.slice(0, 1))[0]).toMatch(/^applied RE-2026-0001=10000/)
})

test('equal numbers at two clients are a tie until the payer is known', () => {
  const book = [inv('RE-2026-0001', 10000n), inv('RE-2026-0001', 10000n, 'Keller')]
  expect(say([pay(10000n, 'RE-2026-0001')], book)).toEqual(['none  rest 10000 [number-in-text tie]'])
  expect(run([pay(10000n, 'RE-2026-0001', by())], book)[0]?.shares).toMatchObject([{ client: 'Nordwind GmbH' }])
})

test('a known payer and an amount only one of his invoices has', () => {
  const book = [inv('RE-2026-0001', 10000n), inv('RE-2026-0002', 7000n), inv('RE-2026-0003', 7000n)]
  expect(say([pay(10000n, 'thanks', by())], book)).toEqual(['applied RE-2026-0001=10000 rest 0 [name-equal amount-exact]'])
  expect(say([pay(7000n, 'thanks', by())], book)).toEqual(['proposed RE-2026-0002=7000 rest 0 [name-equal amount-exact tie]'])
  expect(say([pay(7000n, 'number 0003', by())], book)).toEqual([
    'applied RE-2026-0003=7000 rest 0 [name-equal amount-exact number-in-text]',
  ])
  expect(say([pay(10000n, '', { counterpartyAccount: 'DE1' })], book, { payers: new Map([['DE1', 'Nordwind GmbH']]) })).toEqual([
    'applied RE-2026-0001=10000 rest 0 [known-account amount-exact]',
  ])
  expect(say([pay(10000n, 'x', by('NORDWINT GMB'))], book)[0]).toMatch(/^(applied|proposed) RE-2026-0001=10000 .*name-close amount-exact/)
})

test('sums: one set only, the whole balance, and never where several sets or chance explain it', () => {
  const book = [inv('RE-2026-0001', 10000n), inv('RE-2026-0002', 7051n), inv('RE-2026-0003', 99999n)]
  expect(say([pay(17051n, '', by())], book)).toEqual(['applied RE-2026-0001=10000 RE-2026-0002=7051 rest 0 [name-equal sum-of-invoices]'])
  expect(say([pay(117050n, '', by())], book)).toEqual([
    'applied RE-2026-0001=10000 RE-2026-0002=7051 RE-2026-0003=99999 rest 0 [name-equal whole-balance]',
  ])
  const twins = [inv('RE-2026-0001', 10000n), inv('RE-2026-0002', 10000n), inv('RE-2026-0003', 5000n), inv('RE-2026-0004', 77777n)]
  expect(say([pay(15000n, '', by())], twins)[0]).toMatch(/^proposed .* tie/)
  const many = Array.from({ length: 24 }, (_, i) => inv(`RE-2026-01${String(i).padStart(2, '0')}`, 1000n + BigInt(i * i * 7)))
  expect(run([pay(2028n + 700n, '', by())], many)[0]?.status).not.toBe('applied')
})

test('a promise or instalment near its day', () => {
  const book = [inv('RE-2026-0001', 10000n), inv('RE-2026-0002', 7000n)]
  const expected = [
    { id: 'promise 7', client: 'Nordwind GmbH', currency: 'EUR', invoices: [book[0]?.id ?? ''], minor: 2500n, day: day('2026-03-05') },
  ]
  expect(say([pay(2500n, '', by())], book, { expected })).toEqual(['applied RE-2026-0001=2500 rest 0 [name-equal expected-payment]'])
  expect(say([pay(2500n, '', { ...by(), day: day('2026-04-05') })], book, { expected })[0]).toMatch(/^proposed/)
  expect(say([pay(2500n, '')], book, { expected })).toEqual(['none  rest 2500 [nothing-found]'])
  const second = { ...expected[0], id: 'promise 8', invoices: [book[1]?.id ?? ''] } as (typeof expected)[0]
  expect(say([pay(2500n, '', by())], book, { expected: [...expected, second] })[0]).toMatch(/^proposed .*tie/)
})

test('a discount its terms allow is applied in time, proposed late', () => {
  const book = [inv('RE-2026-0001', 10000n, 'Nordwind GmbH', { discounts: [{ minor: 200n, until: day('2026-03-02') }] })]
  expect(say([pay(9800n, '', by())], book)).toEqual([
    'applied RE-2026-0001=9800 rest 0 [name-equal amount-part shortfall] discount-in-time 200',
  ])
  expect(say([pay(9800n, '', { ...by(), day: day('2026-03-03') })], book)[0]).toMatch(/^proposed .* discount-late 200$/)
})

test('only the payer is known: proposed, oldest first', () => {
  const book = [inv('RE-2026-0002', 7000n, 'Nordwind GmbH', { due: day('2026-01-01') }), inv('RE-2026-0001', 10000n)]
  expect(say([pay(8300n, '', by())], book)).toEqual(['proposed RE-2026-0002=7000 RE-2026-0001=1300 rest 0 [name-equal oldest-first]'])
})

test('what a person took back is not applied and not proposed again', () => {
  const book = [inv('RE-2026-0001', 10000n)]
  const takenBack = new Set(['1|Nordwind GmbH RE-2026-0001'])
  expect(run([pay(10000n, 'RE-2026-0001', by())], book, { takenBack })).toMatchObject([{ status: 'none', shares: [], restMinor: 10000n }])
  expect(run([pay(10000n, 'RE-2026-0001', { ...by(), id: '2' })], book, { takenBack })).toMatchObject([{ status: 'applied' }])
})

test('money going out, and other currencies', () => {
  const book = [inv('RE-2026-0001', 10000n)]
  expect(say([pay(-10000n, 'RE-2026-0001'), pay(0n)], book)).toEqual(['none  rest -10000 [not-incoming]', 'none  rest 0 [not-incoming]'])
  expect(say([pay(10000n, 'RE-2026-0001', { currency: 'USD' })], book)).toEqual(['none  rest 10000 [other-currency]'])
})

test('money out may be a refund to whoever paid from that account, or bears that name; a close name must have the credit', () => {
  const refund = (out: Partial<PaymentLine>, credit: bigint) => {
    const line: PaymentLine = { ...pay(-5000n, 'Erstattung'), ...out }
    const lines = [line, { ...line, id: 'in', amountMinor: 5000n }]
    const payees = payeesAmong(lines, {
      accounts: new Map([['DE1', 'nw']]),
      clientNames: new Map([['nw', 'Nordwind GmbH'], ['sw', 'Südwerk Handel']]), // biome-ignore format: one table
      legalForms: new Set(['GMBH']),
    })
    const found = refundsAmong(lines, payees, new Map([['nw EUR', credit], ['sw EUR', credit]])) // biome-ignore format: one table
    expect(found.has('in')).toBe(false)
    const one = found.get(line.id)
    for (const r of one?.reasons ?? []) seenCodes.add(r.code)
    return one ? `${one.client}: ${one.reasons.map(r => [r.code, r.params.creditAmount].filter(Boolean).join(' ')).join(', ')}` : undefined
  }
  expect(refund({ counterpartyAccount: 'DE1', counterparty: 'Someone' }, 5000n)).toBe('nw: known-account, credit-kept 5000 EUR')
  expect(refund({ counterpartyAccount: 'DE1' }, -20n)).toBe('nw: known-account, credit-short 0 EUR')
  expect(refund({ counterparty: 'NORDWIND' }, 4999n)).toBe('nw: payee-equal, credit-short 4999 EUR')
  expect(refund({ counterparty: 'Sudwerk Handl' }, 5000n)).toBe('sw: payee-close, credit-kept 5000 EUR')
  expect(refund({ counterparty: 'Sudwerk Handl' }, 4999n)).toBeUndefined()
  expect(refund({ counterparty: 'Landlord Ltd', counterpartyAccount: 'DE9' }, 5000n)).toBeUndefined()
})

test('every reason code has its scenario above', () => {
  expect([...REASON_CODES].filter(code => !seenCodes.has(code))).toEqual([])
})
