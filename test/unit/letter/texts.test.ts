import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/core/fault.ts'
import { ownWords, shippedText, TEXT_KINDS, TEXT_PARTS, textKey } from '../../../src/shell/message/own-texts.ts'
import { fillTemplate } from '../../../src/shell/message/safe-template.ts'
import { loadWords, sayDay } from '../../../src/shell/words.ts'

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

describe.each(words.languages)('in %s', language => {
  test.each(TEXT_KINDS)('the shipped words of %s say the same in the safe language as in the catalogue, for every number', kind => {
    for (const count of [1, 2, 3, 5, 12, 20, 22, 25, 101]) {
      const shared = { count, number: 'F-1', totalAmount: '1 880,00 €', dueOn: '2026-09-01', firm: 'Atelier' }
      const filled = { ...shared, dueOn: sayDay(language, shared.dueOn), form: new Intl.PluralRules(language).select(count) }
      for (const part of TEXT_PARTS) {
        const text = shippedText(words, language, part, kind)
        const own = ownWords(new Map([[textKey(language, part, kind), text]]), language, part, kind, filled)
        expect(own?.join('\n')).toBe(words.say(language, `message.${part}.${kind}`, shared))
      }
    }
  })
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
