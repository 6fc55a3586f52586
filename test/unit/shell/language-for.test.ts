import { expect, test } from 'vitest'
import { languageFor, type Recipient } from '../../../src/shell/message/compose.ts'
import { loadWords } from '../../../src/shell/words.ts'
import { aClient, aFact, someFacts } from '../../support/facts.ts'

const words = await loadWords()
const nobody: Recipient = { address: null, name: null, salutation: null, language: null }
const firm = aFact('firm', { name: 'Atelier', address: [], country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR' })
const spoken = (client: Parameters<typeof aClient>[0], recipient = nobody): string =>
  languageFor(words, firm, someFacts({}, aClient(client)), recipient)

test.each([
  ['GB', 'en'],
  ['IE', 'en'],
  ['US', 'en'],
  ['JP', 'ja'],
  ['PL', 'pl'],
  ['RO', 'ro'],
  ['FR', 'fr'],
])('a client in %s of whom nobody said the language is written to in %s', (country, language) => expect(spoken({ country })).toBe(language))

test.each([['DE'], ['ES'], [null], ['ZZ'], ['France']])(
  'where Dunwell has no letters in the language of %s, the firm’s own is used',
  country => expect(spoken({ country })).toBe('fr'),
)

test('what was said goes before what is likely: the person’s language, then the client’s', () => {
  expect(spoken({ country: 'JP', language: 'en' })).toBe('en')
  expect(spoken({ country: 'JP', language: 'en' }, { ...nobody, language: 'pl-PL' })).toBe('pl-PL')
})

test('at home the firm’s own language is used: it was chosen knowing the country', () => {
  const abroad = { ...firm, language: 'en' }
  expect(languageFor(words, abroad, someFacts({}, aClient({ country: 'FR' })), nobody)).toBe('en')
})
