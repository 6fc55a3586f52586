import { describe, expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import type { Fact } from '../../../src/core/facts/nouns.ts'
import { Refusal } from '../../../src/core/fault.ts'
import { compose, type MessageParts } from '../../../src/shell/message/compose.ts'
import { actOfText, exampleClient } from '../../../src/shell/message/example.ts'
import { toText } from '../../../src/shell/message/forms.ts'
import { liquidText, type OwnTexts, ownWords, shippedText, textKey } from '../../../src/shell/message/own-texts.ts'
import { fillTemplate } from '../../../src/shell/message/safe-template.ts'
import { isFree, isLine, partsOf, shippedParts, TEXT_KINDS, TEXT_PARTS, type TextKind } from '../../../src/shell/message/text-kinds.ts'
import { loadWords, sayDay, writtenParams } from '../../../src/shell/words.ts'

const words = await loadWords()
const values = { count: 2, form: 'few', number: 'F-1', client: 'Orvault', invoices: [{ number: 'F-1' }, { number: 'F-2' }] }
const fill = (text: string) => fillTemplate(text, values, 'opening')
const refusal = (text: string): string => {
  try {
    return `no refusal: ${fill(text)}`
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [fault] = error.faults
    return `${fault?.code} ${fault?.field} ${fault?.line}: ${fault?.message} ${fault?.mend}`
  }
}

const firm = {
  ...{ name: 'Atelier Mérival', address: ['44000 Nantes'], country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR' },
  ...{ email: 'a@atelier.example', phone: null, person: 'Hélène Caradec', iban: 'FR1420041010050500013M02606' },
} as unknown as Fact<'firm'> // what a letter reads of a firm
const on = day('2026-09-01')
const messageOf = (kind: TextKind, language: string, given: Partial<MessageParts>, texts?: OwnTexts) => {
  const facts = exampleClient(firm, on)
  const client = { ...facts.client, language, termsDays: given.copies?.length === 2 ? 30 : null }
  const act = { ...actOfText(facts, kind, on), deadlineDays: 14, claimsCosts: true }
  const costs = [
    { currency: 'EUR', interestMinor: 1234n, interestBasis: 'L441-10', compensationMinor: 4000n, compensationBasis: 'D441-5', parts: [] },
  ]
  const items = facts.invoice
    .slice(0, given.copies?.length || 2)
    .map(invoice => ({ invoice, openMinor: invoice.totalMinor, dueOn: invoice.dueOn ?? on }))
  const recipient = { address: null, name: null, salutation: given.copies?.length === 2 ? 'Mme Orvault' : null, language: null }
  const payment = { reference: 'A-101', qrSvg: null }
  return compose(words, {
    firm,
    facts: { ...facts, client },
    act,
    on,
    items,
    costs,
    recipient,
    copies: [],
    payment,
    answers: null,
    kind,
    texts,
    ...given,
  })
}

const REMINDERS: readonly TextKind[] = TEXT_KINDS.filter(kind => !isFree(kind) && !isLine(kind))

/** Values for everything a shipped sentence may name, as the safe language and as the catalogue take them. */
function valuesFor(language: string, count: number) {
  const days = { dueOn: on, deadlineOn: on, paidOn: on, payOn: on, againOn: on, firstOn: on, fromOn: on, offeredOn: on, fromDay: on, asOfDay: on, sentDay: on, paidDay: on } // biome-ignore format: all alike
  const amounts = Object.fromEntries(
    ['total', 'paid', 'open', 'pay', 'discount', 'rest', 'interest', 'next'].map(name => [`${name}Amount`, '124000 EUR']),
  )
  const plain = { number: 'F-1', numbers: count === 5 ? 'none' : 'F-1', paid: '5 €', firm: 'Atelier', agreement: 'Care', means: 'transfer', words: 'So be it', cause: 'A slip', future: 'Yearly', time: count === 1 ? 'none' : '10:30', contact: '01', percent: 50 } // biome-ignore format: all alike
  const params = { ...days, ...amounts, ...plain, count, parts: count, days: count }
  const form = new Intl.PluralRules(language).select(count)
  return { params, filled: { ...writtenParams(language, params), form, partsForm: form, daysForm: form } }
}

describe.each(words.languages)('outside the ladder, in %s', language => {
  test.each(TEXT_KINDS.filter(kind => !REMINDERS.includes(kind)))('the shipped words of %s say what the catalogue says', kind => {
    for (const part of partsOf(kind))
      for (const sentence of (shippedParts(kind)[part] ?? []).flatMap(s => (typeof s === 'string' ? s : [s.say, s.otherwise ?? s.say]))) {
        if (sentence.startsWith('{{') || part === 'greeting') continue
        const text = liquidText(words, language, sentence)
        for (const count of [1, 2, 3, 5, 12, 20, 22, 25, 101]) {
          const { params, filled } = valuesFor(language, count)
          expect(fillTemplate(text, filled, part), `${sentence} ${count}`).toBe(words.say(language, sentence, params))
        }
      }
  })
})

describe.each(words.languages)('in %s', language => {
  test.each(REMINDERS)('the shipped words of %s, opened as a text of one’s own, make the very same message', kind => {
    const own: OwnTexts = new Map(TEXT_PARTS.map(part => [textKey(language, part, kind), shippedText(words, language, part, kind)]))
    for (const copies of [[], ['a.pdf'], ['a.pdf', 'b.pdf']])
      expect(messageOf(kind, language, { copies }, own)).toEqual(messageOf(kind, language, { copies }))
  })

  test.each(REMINDERS)('the shipped subject and opening of %s say the same for every number', kind => {
    for (const count of [1, 2, 3, 5, 12, 20, 22, 25, 101]) {
      const shared = { count, number: 'F-1', totalAmount: '1 880,00 €', dueOn: '2026-09-01', firm: 'Atelier' }
      const filled = { ...shared, dueOn: sayDay(language, shared.dueOn), form: new Intl.PluralRules(language).select(count) }
      for (const part of ['subject', 'opening'] as const) {
        const text = shippedText(words, language, part, kind)
        const own = ownWords(new Map([[textKey(language, part, kind), text]]), language, part, kind, filled)
        expect(own?.join('\n')).toBe(words.say(language, `message.${part}.${kind}`, shared))
      }
    }
  })
})

test('every sentence may be one’s own; table, amounts, account and who signs stay', () => {
  const own = new Map(TEXT_PARTS.map(part => [textKey('en', part, 'tone3'), `My ${part} of {{ totalAmount }} until {{ deadlineOn }}`]))
  const text = toText(messageOf('tone3', 'en', {}, own))
  for (const part of TEXT_PARTS.filter(p => p !== 'subject' && p !== 'deadline')) expect(text).toContain(`My ${part} of`)
  expect(text).not.toMatch(/Dear|Kind regards|What the delay entails/)
  for (const kept of ['A-101', '€1,240.00', '€12.34 (L441-10)', firm.name, 'A-117']) expect(text).toContain(kept)
})

test('a text fills in names, forms and lists, and is split into paragraphs', () => {
  expect(fill('{{ client }}: {% for i in invoices %}{{ i.number }}{% unless forloop.last %}, {% endunless %}{% endfor %}')).toBe(
    'Orvault: F-1, F-2',
  )
  const own = ownWords(new Map([['en opening.tone1', 'One.\nStill one.\n\nTwo, {{ number }}.']]), 'en', 'opening', 'tone1', values)
  expect(own).toEqual(['One. Still one.', 'Two, F-1.'])
  expect(ownWords(new Map(), 'en', 'opening', 'tone1', values)).toBeUndefined()
})

test.each([
  ['a name it may not use', 'Hello\n{{ nobody }}', 'template-wrong opening 2'],
  ['a filter that is not there', '{{ client | shout }}', 'template-wrong opening 1'],
  ['another file', "{% include 'secrets' %}", 'template-wrong opening 1'],
  ['another file, rendered', "{% render '/etc/passwd' %}", 'template-wrong opening 1'],
  ['a layout', "{% layout 'x' %}", 'template-wrong opening 1'],
  ['a block', '{% block x %}{% endblock %}', 'template-wrong opening 1'],
  ['the clock', "{{ 'now' | date: '%s' }}", 'template-wrong opening 1'],
  ['chance', '{{ invoices | sample }}', 'template-wrong opening 1'],
  ['what every object inherits', '{{ client.constructor }}', 'template-wrong opening 1'],
  ['a prototype', '{{ invoices.__proto__ }}', 'template-wrong opening 1'],
  ['a tag that is not closed', '{% if count == 1 %}one', 'template-wrong opening 1'],
  ['a loop without end', '{% for i in (1..100000000) %}x{% endfor %}', 'template-wrong opening'],
  ['a text too long', 'x'.repeat(30_000), 'template-wrong opening'],
])('a text is refused that uses %s', (_, text, said) => {
  expect(refusal(text)).toContain(said)
  expect(refusal(text)).toContain('It may name count, form, number')
})

test('what a client is called is never read as the safe language', () => {
  expect(fillTemplate('{{ client }}', { ...values, client: '{{ firm }}{% include x %}' }, 'opening')).toBe('{{ firm }}{% include x %}')
})
