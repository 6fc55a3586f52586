import { expect, test } from 'vitest'
import { escapeHtml, toHtml, toText } from '../../../src/shell/message/forms.ts'
import { aMessage } from '../../support/message.ts'

test('text and HTML say the same: every invoice, the total, the new date, how to pay, who signs', () => {
  for (const form of [toText(aMessage()), toHtml(aMessage())])
    for (const part of [
      'F-2026-0122',
      'F-2026-0135',
      '1 240,00 €',
      '640,00 €',
      '1 880,00 €',
      '15 septembre 2026',
      'FR14 2004 1010 0505 0001 3M02 606',
      'Hélène Caradec',
      '02 55 00 01 42',
      'Atelier Mérival',
    ])
      expect(form).toContain(part)
})

test('markup in a client’s data stays text', () => {
  const html = toHtml(aMessage({ greeting: '<script>alert(1)</script> & "you"' }))
  expect(html).not.toContain('<script>')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;you&quot;')
})

test('characters that turn the reading direction are taken out', () => {
  expect(escapeHtml('ab\u202Ecd\u0007e')).toBe('abcde')
  expect(toText(aMessage({ subject: 'x', opening: ['1\u202E00'] }))).toContain('100')
})

test('costs name what justifies them', () => {
  const costs = {
    heading: 'Ce que le retard entraîne',
    rows: [{ what: 'Pénalités', basis: 'art. L441-10 C. com.', amount: '33,50 €' }],
    after: ['Nous n’en réclamons rien.'],
  }
  expect(toText(aMessage({ costs }))).toMatch(/Pénalités : 33,50 € \(art\. L441-10 C\. com\.\)/)
  expect(toHtml(aMessage({ costs }))).toContain('art. L441-10 C. com.')
})
