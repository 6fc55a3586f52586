import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { preflightList } from '../../src/core/facts/preflight.ts'
import { Refusal } from '../../src/core/fault.ts'
import { idFaultsOf } from '../../src/packs/checks/invoice-ids.ts'
import { findingText } from '../../src/shell/views/preflight.ts'
import { loadWords } from '../../src/shell/words.ts'
import { ubl } from './samples/invoices.ts'
import { readAll, readInvoice } from './samples/registry.ts'

const SOURCE = join(import.meta.dirname, '../../src')
const READERS = ['packs/importers', 'packs/importers/xml', 'packs/importers/pdf', 'shell/inbound'].flatMap(folder =>
  readdirSync(join(SOURCE, folder))
    .filter(name => name.endsWith('.ts') && !['match-lists.ts', 'read-file.ts'].includes(name))
    .map(name => join(SOURCE, folder, name)),
)
const ACTS = ['shell/acts/import-documents.ts', 'shell/acts/arrived-files.ts', 'shell/archive/unpack.ts'].map(name => join(SOURCE, name))

/** Codes of every refusal in some files, read from their source. */
const codesIn = (files: readonly string[]): Set<string> =>
  new Set(
    files.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/refuse\(\s*(?:entity \? 'xml-entities' : )?'([a-z-]+)'/g)].map(m => m[1] ?? ''),
    ),
  )

test('whatever keeps a file out is said in every language', async () => {
  const words = await loadWords()
  const codes = [...codesIn([...READERS, ...ACTS])].filter(code => code !== 'not-found')
  expect(codes.length).toBeGreaterThan(40)
  for (const language of words.languages)
    for (const code of codes) expect(words.catalogue(language).has(`app.fault.${code}`), `${language} ${code}`).toBe(true)
})

test('a refusal brings what its sentence needs, whichever it is', async () => {
  const words = await loadWords()
  const bad = ['', 'hello', '<html/>', ubl().replace('</Invoice>', ''), ubl().replace(/<cbc:ID>U-2026-001<\/cbc:ID>/, ''), ubl({ extra: '<a>'.repeat(300) }), `<!DOCTYPE x [<!ENTITY a "b">]>${ubl().replace(/^<\?xml.*\?>/, '')}`, '%PDF-1.4 nothing', 'PK\u0003\u0004', ubl().replace('UTF-8', 'klingon-8')] // biome-ignore format: one list
  for (const text of bad) {
    const faults = (() => {
      try {
        return void readAll(Buffer.from(text))
      } catch (error) {
        return error instanceof Refusal ? error.faults : undefined
      }
    })()
    for (const { code, params } of faults ?? [{ code: `nothing wrong with ${text.slice(0, 40)}`, params: undefined }]) {
      expect(params, code).toBeDefined()
      // an import says some of them in its own words
      for (const key of [`app.fault.${code}`, `app.importFault.${code}`])
        for (const language of words.languages.filter(l => words.has(l, key))) expect(words.say(language, key, params)).toMatch(/\S/)
    }
  }
})

test('every finding is said in every language with its figures, and in none by another’s sentence', async () => {
  const words = await loadWords()
  const broken = ubl()
    .replace(/<cbc:LineExtensionAmount currencyID="EUR">[\d.]+/, '<cbc:LineExtensionAmount currencyID="EUR">1.00')
    .replace(/<cbc:TaxAmount currencyID="EUR">[\d.]+/, '<cbc:TaxAmount currencyID="EUR">3.00')
    .replace(/<cbc:TaxInclusiveAmount currencyID="EUR">[\d.]+/, '<cbc:TaxInclusiveAmount currencyID="EUR">5.00')
    .replace(/<cbc:DueDate>.*\n/, '<cbc:DueDate>2020-01-01</cbc:DueDate>\n')
    .replace(/<cbc:BuyerReference>.*\n|<cac:OrderReference>.*\n/g, '')
  const strange = readInvoice(ubl().replace(/(<cac:PayeeFinancialAccount>\s*<cbc:ID>)[^<]+/, '$1DE00123'))
  const list = [readInvoice(broken), strange, strange]
  const found = preflightList(list, invoice => ({ idFaults: idFaultsOf(invoice), knownAccounts: ['FR1420041010050500013M02606'] })).flat()
  expect(new Set(found.map(f => f.code)).size).toBeGreaterThan(7)
  for (const finding of found) {
    const said = words.languages.map(language => findingText(words, language, finding))
    expect(new Set(said).size, finding.code).toBe(words.languages.length)
    for (const sentence of said) expect(sentence).not.toMatch(/[{}]|undefined/)
  }
  const sums = found.find(f => f.code === 'total-differs')
  expect(sums && findingText(words, 'fr', sums)).toContain('5,00\u00a0€')
})
