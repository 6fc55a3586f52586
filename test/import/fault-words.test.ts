import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Fault, Refusal } from '../../src/core/fault.ts'
import { previewImport } from '../../src/shell/acts/import-lists.ts'
import { loadWords } from '../../src/shell/words.ts'
import { aFirm, type TestFirm } from '../support/firm.ts'

const words = await loadWords()
let firm: TestFirm
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
})
afterEach(() => firm.close())

async function faultsOf(text: string | Uint8Array): Promise<Fault[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  try {
    const { refused, leftOut, notes } = await previewImport(firm.on('2026-03-10'), [{ name: 'l.csv', bytes }], {})
    return [...refused, ...leftOut, ...notes]
  } catch (error) {
    if (error instanceof Refusal) return [...error.faults]
    throw error
  }
}

const HEAD = 'Client;E-mail;Numéro;Date;Échéance;Total TTC;Devise\n'
test.each([
  ['date-unreadable', `${HEAD}A;;S-1;31/02/2026;;12,00;EUR\n`],
  ['currency-unknown', `${HEAD}A;;S-1;28/02/2026;;12,00;ducats\n`],
  ['amount-unreadable', `${HEAD}A;;S-1;28/02/2026;;a lot;EUR\n`],
  ['amount-too-fine', `${HEAD}A;;S-1;28/02/2026;;12,50;JPY\n`],
  ['client-missing', `${HEAD};;S-1;28/02/2026;;12,00;EUR\n`],
  ['date-missing', `${HEAD}A;;S-1;;;12,00;EUR\n`],
  ['number-missing', `${HEAD}A;;;28/02/2026;;12,00;EUR\n`],
  ['due-before-issue', `${HEAD}A;;S-1;28/02/2026;01/02/2026;12,00;EUR\n`],
  ['date-unlikely', `${HEAD}A;;S-1;1899-12-31;;12,00;EUR\n`],
  ['currency-contradicts', `${HEAD}A;;S-1;28/02/2026;;$12,00;EUR\n`],
  ['sum-row', `${HEAD}Total;;;;;12,00;EUR\n`],
  ['other-document', 'Client;Type;Numéro;Date;Total TTC;Devise\nA;Devis;D-1;28/02/2026;12,00;EUR\n'],
  ['draft', 'Client;Statut;Numéro;Date;Total TTC;Devise\nA;Brouillon;S-1;28/02/2026;12,00;EUR\n'],
  ['credit-used', 'Client;Numéro;Date;Total TTC;Solde;Devise\nA;S-1;28/02/2026;-12,00;0,00;EUR\n'],
  ['row-twice', `${HEAD}A;;S-1;28/02/2026;;12,00;EUR\nA;;S-1;28/02/2026;;12,00;EUR\n`],
  ['header-again', `${HEAD}A;;S-1;28/02/2026;;12,00;EUR\n${HEAD}`],
  ['header-twice', 'Client;Client;Numéro;Date;Total TTC;Devise\nA;B;S-1;28/02/2026;12,00;EUR\n'],
  ['no-rows', HEAD],
  ['decimal-assumed', 'Client,Invoice No,Invoice Date,Total,Currency\nA,S-1,2026-02-28,1.234,EUR\n'],
  ['format-other', '<!doctype html><p>Client</p>'],
  ['format-locked', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')])],
  ['zero', `${HEAD}A;;S-1;28/02/2026;;0,00;EUR\n`],
  ['file-empty', ''],
  ['file-cut', `${HEAD}A;;"S-1;28/02/2026;;12,00;EUR\n`],
  ['file-binary', `${HEAD}A;;S-1\0;28/02/2026;;12,00;EUR\n`],
  ['headers-unknown', 'one;two;three\n1;2;3\n'],
] as const)('"%s" is said in the reader’s language, with what fills it', async (code, text) => {
  const fault = (await faultsOf(text)).find(f => f.code === code)
  expect(fault?.params, `${code} was not refused`).toBeDefined()
  const english = words.say('en', `app.importFault.${code}`, fault?.params)
  for (const language of words.languages) {
    const said = words.say(language, `app.importFault.${code}`, fault?.params)
    expect(said).not.toMatch(/[{}]|undefined/)
    if (language !== 'en') expect(said).not.toBe(english)
    for (const value of Object.values(fault?.params ?? {})) if (!/^\d{4}-|^[dmy]{3}$|^comma$/.test(value)) expect(said).toContain(value)
  }
})

test('every reason for which a row is refused has its sentence', () => {
  const codes = readdirSync('src/core/list').flatMap(file =>
    [...readFileSync(`src/core/list/${file}`, 'utf8').matchAll(/rowFault\(\s*(?:[\w.]+,\s*){2}'?\w+'?,\s*'([a-z-]+)'/g)].map(
      m => m[1] ?? '',
    ),
  )
  expect(new Set(codes).size).toBeGreaterThan(10)
  expect(codes.filter(code => !words.has('en', `app.importFault.${code}`))).toEqual([])
})
