import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lawReference, REFERENCE } from '../../scripts/law-reference.ts'
import { book } from '../packs/law-of.ts'

const page = lawReference(book)

test('the reference page is what the packs say today (npx node scripts/law-reference.ts writes it)', () => {
  expect(readFileSync(REFERENCE, 'utf8')).toBe(page)
})

test('it names every law, every rate series and every mark', () => {
  for (const pack of book.jurisdictions.values()) expect(page).toContain(`## ${pack.name} (${pack.code}`)
  for (const id of book.rates.keys()) expect(page).toContain(`| ${id} |`)
  for (const line of [
    '| rate | ECB_MRO_HALFYEAR + 10 | 2009-01-01 | seen |',
    '| fixed sum | GBP 40 (< 1000 GBP) / 70 (< 10000 GBP) / 100 | 2002-08-07 | seen |',
    '| a payment meets | costs → principal → interest |',
    '| rate | not found |',
    '> Les frais de recouvrement entrepris sans titre exécutoire',
  ])
    expect(page).toContain(line)
})

test('each table row has five or six cells', () => {
  const rows = page.split('\n').filter(l => l.startsWith('|'))
  expect(rows.length).toBeGreaterThan(300)
  for (const line of rows) expect([7, 8], line).toContain(line.replaceAll('\\|', '').split('|').length)
})
