import { describe, expect, test } from 'vitest'
import type { Act } from '../../../src/core/decide/decision.ts'
import { clientFacts } from '../../../src/core/facts/nouns.ts'
import { figuresOf, sameMoney } from '../../../src/core/letter/figures.ts'
import { type Expected, LINT_CODES, lintMessage, type Threats } from '../../../src/core/letter/lint.ts'
import { toText } from '../../../src/shell/message/forms.ts'
import { expectedOf } from '../../../src/shell/message/lint-message.ts'
import { loadWords } from '../../../src/shell/words.ts'
import { aClient } from '../../support/facts.ts'
import { aMessage } from '../../support/message.ts'

const words = await loadWords()
const threatsIn = (language: string, meant: string[] = []): Threats => ({
  words: new Map([...words.catalogue(language)].filter(([k]) => k.startsWith('threat.')).map(([k, v]) => [k.slice(7), v.split('|')])),
  meant: new Set(meant),
})
const expected = (change: Partial<Expected> = {}): Expected => ({
  senderName: 'Atelier Mérival',
  senderContact: ['02 55 00 01 42'],
  recipientName: 'Cabinet Orvault Conseil',
  person: 'Hélène Caradec',
  dateLine: 'Nantes, 1er septembre 2026',
  invoiceNumbers: ['F-2026-0122', 'F-2026-0135'],
  amounts: ['1 240,00 €', '640,00 €'],
  totals: ['1 880,00 €'],
  days: ['15 septembre 2026'],
  mentions: [],
  reference: 'F-2026-0122',
  costs: [],
  costsAllowed: true,
  form: 'mail',
  ...change,
})
const text = toText(aMessage())
const codes = (t: string, e: Partial<Expected> = {}, meant: string[] = []) =>
  lintMessage(t, expected(e), threatsIn('fr', meant)).map(f => f.code)

test('a complete reminder passes', () => {
  expect(codes(text)).toEqual([])
})

describe('what is taken out is missed', () => {
  test.each([
    ['sender-missing', 'Atelier Mérival'],
    ['sender-contact-missing', '02 55 00 01 42'],
    ['person-missing', 'Hélène Caradec'],
    ['invoice-missing', 'F-2026-0135'],
    ['deadline-missing', '15 septembre 2026'],
  ])('%s', (code, part) => {
    expect(codes(text.replaceAll(part, ''))).toContain(code)
  })
  test('amount-missing', () => expect(codes(text.replaceAll('1 880,00', ''))).toContain('amount-missing'))
  test('mention-missing: what the law of the firm’s country has it say of itself', () =>
    expect(codes(text, { mentions: ['SIREN 552 100 554'] })).toEqual(['mention-missing']))
  test('reference-missing', () => expect(codes(text, { reference: 'RF18 5390' })).toEqual(['reference-missing']))
  test('sender-contact-missing where the firm has none', () =>
    expect(codes(text, { senderContact: [] })).toEqual(['sender-contact-missing']))
  test('a letter needs its date and the client’s name, a mail has them in its headers', () => {
    expect(codes(text, { form: 'letter' })).toEqual(['date-missing', 'recipient-missing'])
  })
})

test('a cost without clause or law is refused, and one that may not be claimed too', () => {
  const costs = [{ amount: '33,50 €', basis: 'art. L441-10 C. com.' }]
  expect(codes(`${text} Pénalités : 33,50 €.`, { costs })).toEqual(['cost-without-basis'])
  expect(codes(`${text} Pénalités : 33,50 € (art. L441-10 C. com.).`, { costs })).toEqual([])
  expect(codes(`${text} Pénalités : 33,50 €.`, { costs: [{ amount: '33,50 €', basis: ' ' }] })).toEqual(['cost-without-basis'])
  expect(codes(text, { costs, costsAllowed: false })).toEqual(['cost-not-allowed'])
})

test('a figure that is nowhere in the books is refused, however it is spaced', () => {
  expect(codes(`${text} Il reste 1 980,00 €.`)).toEqual(['figure-unknown'])
  expect(codes(`${text} Il reste 1\u202f880,00\u00a0€.`)).toEqual([])
  expect(codes(`${text} Soit EUR 12.50.`)).toEqual(['figure-unknown'])
  expect(codes(`${text} Référence 792HGF, commande BC 4711 ABC.`)).toEqual([])
})

describe.each(['en', 'fr', 'ro', 'pl', 'ja'])('threats in %s', language => {
  const all = threatsIn(language)
  test.each([...all.words.keys()])('%s is refused unless it is meant', kind => {
    for (const word of all.words.get(kind) ?? []) {
      expect(lintMessage(`${text} ${word}`, expected(), all).map(f => f.code)).toContain('threat-not-meant')
      expect(lintMessage(`${text} ${word}`, expected(), { ...all, meant: new Set(all.words.keys()) })).toEqual([])
    }
  })
  test('no text that Dunwell ships threatens', () => {
    const shipped = [...words.catalogue(language)].filter(([key]) => key.startsWith('message.')).map(([, said]) => said)
    for (const said of shipped)
      expect(lintMessage(`${text} ${said.replace(/\{[^}]*\}/g, '')}`, expected(), all).filter(f => f.code === 'threat-not-meant')).toEqual(
        [],
      )
  })
})

test('a code to answer with, which may look like a currency and a sum, is no figure of the claim', () => {
  const content = aMessage({ answers: { sentence: 'Répondez avec le code [K7-GZF58].', links: [], spelt: '' } })
  const expecting = expectedOf(content, clientFacts(aClient()), { deadlineDays: 14, claimsCosts: false } as Act) // the linter reads no more of it
  expect(lintMessage(toText(content), expecting, threatsIn('fr')).map(f => f.code)).toEqual([])
  expect(lintMessage(`${toText(content)}\n\nEUR 59`, expecting, threatsIn('fr')).map(f => f.code)).toEqual(['figure-unknown'])
})

test('every code has a sentence in each language, filled from the fault itself, and a line here that provokes it', () => {
  const costs = [{ amount: '33,50 €', basis: 'art. L441-10 C. com.' }]
  const provoked = [
    ...lintMessage('', expected({ form: 'letter', mentions: ['SIREN 552 100 554'] }), threatsIn('fr')),
    ...lintMessage(text, expected({ costs, costsAllowed: false }), threatsIn('fr')),
    ...lintMessage(`${text} 33,50 €`, expected({ costs }), threatsIn('fr')),
    ...lintMessage(`${text} 33,50 €`, expected({ costs: [{ amount: '33,50 €', basis: '' }] }), threatsIn('fr')),
    ...lintMessage(`${text} 99,00 € tribunal`, expected(), threatsIn('fr')),
  ]
  expect([...new Set(provoked.map(f => f.code))].sort()).toEqual([...LINT_CODES].sort())
  for (const language of words.languages)
    for (const fault of provoked) {
      const said = words.say(language, `app.fault.${fault.code}`, fault.params)
      expect(said.length, `${language} ${fault.code}`).toBeGreaterThan(10)
      for (const part of Object.entries(fault.params ?? {})) if (part[0] === 'what' && part[1]) expect(said).toContain(part[1])
    }
})

describe('amounts are known by what they are worth, not by their digits', () => {
  const [known] = figuresOf('1 240,00 €')
  const isKnown = (said: string): boolean => {
    const figures = figuresOf(said)
    expect(figures, said).toHaveLength(1)
    return figures.every(figure => known !== undefined && sameMoney(figure, known))
  }
  test.each([
    '1 240,00 €',
    '1.240,00 €',
    '€1,240.00',
    'EUR 1240',
    '1240 euros',
    '1\u202f240,00\u00a0EUR',
    '1 240,00',
    '１２４０.００ €',
    "1'240.00 €",
    '1 240,0 €',
  ])('%s is meant', said => expect(isKnown(said)).toBe(true))
  test.each(
    ['124 000 €', '12,40 €', '12 400,00 €', '1 240,00 £', '1 240,00 zł', 'USD 1,240.00', '1240 lei', '124.00 €', '1 241', '1 240,01'].map(
      s => (/[€£]|zł|USD|lei/.test(s) ? s : `${s} €`),
    ),
  )('%s is not', said => expect(isKnown(said)).toBe(false))
  test.each([
    'le 01.09.2026',
    '12,40 % par an',
    'RF18 5390 0754 7034',
    'F-2026-0122',
    'ISO 9001',
    'BC 4711 ABC',
    '02 55 00 01 42',
    '10.5 %',
    'à 9.30',
    'art. L441-10',
  ])('%s is no amount', said => expect(figuresOf(said)).toEqual([]))
  test('the year of a date before a signed amount belongs to the date', () => {
    for (const said of ['due 3 Jun 2026 €1,000.00', 'due 3 Jun 2026  CHF 1,000.00', 'due 3 Jun 2026 EUR 1,000.00'])
      expect(figuresOf(said).map(f => f.value)).toEqual(['1000'])
    expect(figuresOf('pay 2026 € now').map(f => f.value)).toEqual(['2026'])
  })
  test('Japanese amounts, narrow and wide', () => {
    const [yen] = figuresOf('￥1,500')
    for (const said of ['1,500円', '¥1500', '１，５００円', 'JPY 1,500']) {
      const [figure] = figuresOf(said)
      expect(figure && yen && sameMoney(figure, yen), said).toBe(true)
    }
  })
})

test('an amount that a person spaced or grouped in another way is still the amount', () => {
  const body = text.replaceAll(/1.880,00.€/gu, '1880 €')
  expect(body).not.toBe(text)
  expect(codes(body)).toEqual([])
  expect(codes(text.replaceAll(/1.880,00.€/gu, '18 800 €'))).toEqual(['amount-missing', 'figure-unknown'])
  expect(codes(`${text} Ou 1 880,00 £ ?`)).toEqual(['figure-unknown'])
})
