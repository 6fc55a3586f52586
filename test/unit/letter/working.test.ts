import { afterAll, expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import type { Fact } from '../../../src/core/facts/nouns.ts'
import { compensationFor } from '../../../src/core/ledger/compensation.ts'
import { compose } from '../../../src/shell/message/compose.ts'
import { actOfText, exampleClient } from '../../../src/shell/message/example.ts'
import { toHtml, toText } from '../../../src/shell/message/forms.ts'
import { summedCosts } from '../../../src/shell/message/late-costs.ts'
import { lintContent } from '../../../src/shell/message/lint-message.ts'
import { textOfPdf } from '../../../src/shell/papers/pdf-text.ts'
import { pdfMaker } from '../../../src/shell/pdf/typst.ts'
import { loadWords, sayNumber } from '../../../src/shell/words.ts'
import { interest, termsOf } from '../../packs/law-of.ts'

const words = await loadWords()
const pdfs = pdfMaker()
afterAll(() => pdfs.close())
const on = day('2026-09-01')
const firm = {
  ...{ name: 'Atelier Mérival', address: ['44000 Nantes'], country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR' },
  ...{ email: 'a@atelier.example', phone: null, person: 'Hélène Caradec', iban: 'FR1420041010050500013M02606' },
} as unknown as Fact<'firm'> // what a letter reads of a firm

const [due, until] = [day('2025-01-31'), day('2025-09-30')]
const owed = interest({
  law: 'FR',
  principal: '1000.00',
  currency: 'EUR',
  due,
  until,
  facts: { payments: [{ day: day('2025-03-01'), minor: 40_000n }] },
})
const fixed = compensationFor(
  { principalMinor: 100_000n, currency: 'EUR', due, until, contractDay: due },
  termsOf('FR', 'business', due).rules,
)

/** A reminder that asks for the interest on two invoices, one of them paid in part on the way, and for two fixed sums. */
function letterIn(language: string, claimsCosts = true) {
  const example = exampleClient(firm, on)
  const facts = { ...example, client: { ...example.client, language } }
  const items = facts.invoice.slice(0, 2).map(invoice => ({ invoice, openMinor: invoice.totalMinor, dueOn: invoice.dueOn ?? on }))
  const compensation = fixed.kind === 'compensation' ? fixed : null
  const costs = items.map(({ invoice: { id: invoiceId } }) => ({
    ...{ invoiceId, currency: 'EUR', law: null, claimable: true, interest: owed, compensation, missing: [], lacks: [] },
  }))
  const act = { ...actOfText(facts, 'tone4', on), deadlineDays: 14, claimsCosts }
  const recipient = { address: null, name: null, salutation: null, language }
  const parts = { firm, facts, act, on, items, recipient, copies: [], payment: { reference: 'A-101', qrSvg: null }, answers: null }
  const numbers = new Map(items.map(i => [i.invoice.id, i.invoice.number]))
  const content = compose(words, { ...parts, costs: summedCosts(costs, numbers), kind: 'tone4' })
  return { content, facts, act, numbers: [...numbers.values()] }
}

test.each(words.languages)('%s: a letter that asks for interest says what it is made of, in every form', async language => {
  const { content, facts, act, numbers } = letterIn(language)
  const rows = content.working?.rows ?? []
  expect(rows).toHaveLength(2 * (owed.segments.length + 1))
  expect(rows.map(r => r[0])).toEqual(numbers.flatMap(n => [...owed.segments.map(() => n), n]))
  expect(rows.every(r => r.length === content.working?.head.length)).toBe(true)
  const [first] = owed.segments
  expect(rows[0]).toEqual(expect.arrayContaining([String(first?.days), `${sayNumber(language, first?.rate ?? '')} %`]))
  const source = first?.source.split(' (')[0] ?? '?' // the rate by name and value, not where it was read
  const paper = (await textOfPdf(await pdfs.make('letter', content, on))).normalize('NFKC').replaceAll(/\s+/g, '')
  expect(source).toBe('ECB main refinancing rate, first day of the half-year 3.15 + 10')
  expect(toText(content)).not.toContain('.com')
  for (const said of [rows[0]?.[1] ?? '?', rows[0]?.[5] ?? '?', rows[1]?.[3] ?? '?', source]) {
    expect(toText(content)).toContain(said)
    expect(toHtml(content)).toContain(said)
    expect(paper).toContain(said.normalize('NFKC').replaceAll(/\s+/g, ''))
  }
  expect(lintContent(words, content, facts, act)).toEqual([])
})

test('the stretches add up to the figure once, and a payment on the way lowers the base', () => {
  const { content } = letterIn('en')
  const of = (content.working?.rows ?? []).slice(0, owed.segments.length)
  const sum = of.reduce((total, row) => total + Number(row[5]), 0)
  expect(Math.round(sum * 100)).toBe(Number(owed.interestMinor))
  expect(of.map(row => row[3])).toEqual(['€1,000.00', '€600.00', '€600.00'])
  expect(of[1]?.[1]).toBe('2 Mar 2025 to 30 Jun 2025')
  expect(content.costs?.rows.map(r => r.amount)).toEqual([`€${(Number(owed.interestMinor * 2n) / 100).toFixed(2)}`, '€80.00'])
  expect(content.working?.rows[owed.segments.length]).toEqual([
    expect.any(String),
    'Fixed compensation for recovery costs',
    '',
    '',
    '',
    '€40.00',
  ])
})

test('a letter that asks for none of it shows none of it; amounts in yen have their decimals too', () => {
  const { content } = letterIn('fr', false)
  expect([content.costs, content.working]).toEqual([null, null])
  expect(toText(content)).not.toContain('ECB main')
  const yen = interest({ law: 'JP', principal: '1000000', currency: 'JPY', due: '2025-01-31', until: '2025-03-31' })
  const numbers = new Map([['a', 'J-1']])
  const costs = [{ invoiceId: 'a', currency: 'JPY', law: null, claimable: true, interest: yen, compensation: null, missing: [], lacks: [] }]
  const [part] = summedCosts(costs, numbers)[0]?.parts ?? []
  expect(part).toMatchObject({ number: 'J-1', currency: 'JPY', compensationMinor: 0n })
})
