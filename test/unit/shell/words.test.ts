import { describe, expect, test } from 'vitest'
import { loadWords, sayAmount, sayDay } from '../../../src/shell/words.ts'

const words = await loadWords()
const messageKeys = [...words.catalogue('en').keys()].filter(k => k.startsWith('message.'))
const params = {
  count: 2,
  number: 'F-1',
  totalAmount: '188000 EUR',
  dueOn: '2026-12-01',
  deadlineOn: '2026-12-15',
  givenOn: '2026-11-01',
  promisedFor: '2026-11-20',
  promisedAmount: '5000 EUR',
  paidAmount: '100 EUR',
  interestAmount: '1 EUR',
  compensationAmount: '4000 EUR',
  basis: 'art. 1',
  iban: 'FR14',
  holder: 'Atelier',
  reference: 'RF18',
  days: 30,
  name: 'Madame',
  names: 'A-101.pdf, A-117.pdf',
  label: 'L',
  parts: 3,
  code: 'GZF58',
  value: 'V',
  firm: 'Atelier',
  numbers: 'F-1',
  agreedOn: '2026-03-10',
  contact: '02 55 00 01 42',
  paidOn: '2026-11-20',
  openAmount: '1000 EUR',
  kind: 'call',
  client: 'Acme',
  ways: 'two parts',
  first: '1 Nov 2026',
  last: '20 Nov 2026',
  sources: 'BCE',
}

describe.each(['en', 'fr', 'ro', 'pl', 'ja'])('messages in %s', language => {
  test.each(messageKeys)('%s is written, in that language, for one, two, five and twenty-one', key => {
    expect(words.catalogue(language).has(key)).toBe(true)
    for (const count of [1, 2, 5, 21]) {
      const said = words.say(language, key, { ...params, count, days: count })
      expect(said).not.toMatch(/[{}#]|undefined|\d+ EUR|2026-\d/)
      expect(said).not.toMatch(/debtor|dunning|delinquent|!/i)
    }
  })
})

test('the number of things chooses the form: three in Polish and Romanian', () => {
  expect([1, 2, 5, 22].map(count => words.say('pl', 'message.subject.tone2', { ...params, count }))).toEqual([
    'Faktura F-1 nadal czeka na zapłatę',
    '2 faktury nadal czekają na zapłatę',
    '5 faktur nadal czeka na zapłatę',
    '22 faktury nadal czekają na zapłatę',
  ])
  expect([2, 20].map(count => words.say('ro', 'message.subject.due', { ...params, count }))).toEqual([
    '2 facturi sunt scadente astăzi',
    '20 de facturi sunt scadente astăzi',
  ])
})

test('amounts and days are written as the language writes them, exactly', () => {
  expect(sayAmount('fr', 188000n, 'EUR').replace(/\s/g, ' ')).toBe('1 880,00 €')
  expect(sayAmount('en', 9007199254740993n, 'EUR')).toBe('€90,071,992,547,409.93')
  expect(sayAmount('ja', 1500n, 'JPY')).toMatch(/^[¥￥]1,500$/)
  expect(sayDay('fr', '2026-09-01')).toBe('1er septembre 2026')
})

test('a regional language speaks its own, an unknown one English, an unknown sentence is an error', () => {
  expect(words.say('fr-CA', 'message.closing')).toBe('Bien à vous,')
  expect(words.say('xx', 'message.closing')).toBe('Kind regards,')
  expect(() => words.say('en', 'message.nothing')).toThrow('message.nothing')
})
