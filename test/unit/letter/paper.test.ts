import { decodePDFRawStream, PDFArray, PDFDocument, type PDFPage, PDFRawStream } from '@cantoo/pdf-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import type { Act } from '../../../src/core/decide/decision.ts'
import { clientFacts, type Fact } from '../../../src/core/facts/nouns.ts'
import type { MessageContent } from '../../../src/core/letter/content.ts'
import { lintMessage } from '../../../src/core/letter/lint.ts'
import { windowIn } from '../../../src/packs/letters/windows.ts'
import { compose } from '../../../src/shell/message/compose.ts'
import { actOfText, exampleClient, invented } from '../../../src/shell/message/example.ts'
import { freeExample } from '../../../src/shell/message/example-free.ts'
import { toHtml, toText } from '../../../src/shell/message/forms.ts'
import { expectedOf } from '../../../src/shell/message/lint-message.ts'
import { isFree, type TextKind } from '../../../src/shell/message/text-kinds.ts'
import { textOfPdf } from '../../../src/shell/papers/pdf-text.ts'
import { markPhrases } from '../../../src/shell/pdf/phrases.ts'
import { pdfMaker } from '../../../src/shell/pdf/typst.ts'
import { loadWords } from '../../../src/shell/words.ts'

const words = await loadWords()
const pdfs = pdfMaker()
afterAll(() => pdfs.close())
const on = day('2026-09-01')

const COUNTRY: Readonly<Record<string, string>> = { en: 'GB', fr: 'FR', ro: 'RO', pl: 'PL', ja: 'JP' }
const NAMES: Readonly<Record<string, string>> = {
  en: 'Ashdown & Pike',
  fr: 'Éditions Cœur d’Août',
  ro: 'Țăndărică și Întâia SRL',
  pl: 'Zażółć Gęślą Jaźń sp. z o.o.',
  ja: '株式会社髙橋・﨑山製作所',
}

function letterOf(language: string, kind: TextKind, country = COUNTRY[language] ?? 'FR', change: object = {}): MessageContent {
  const firm = {
    ...{ name: 'Atelier Mérival', address: ['12 rue des Forges', '44000 Nantes'], country, language, zone: 'Europe/Paris' },
    ...{ currency: language === 'ja' ? 'JPY' : 'EUR', email: 'a@atelier.example', phone: null, person: 'Hélène Caradec' },
    ...{ iban: 'FR1420041010050500013M02606', legalName: null, companyId: null, vatId: null, seniorPerson: null, ...change },
  } as unknown as Fact<'firm'> // what a letter reads of a firm
  const example = exampleClient(firm, on)
  const client = {
    ...example.client,
    language,
    name: NAMES[language] ?? '',
    address: ['Hof 3', 'Hafenweg 7', 'Postfach 12', '20099 Hamburg'],
  }
  const facts = { ...example, client }
  const items = facts.invoice.map(invoice => ({ invoice, openMinor: invoice.totalMinor, dueOn: invoice.dueOn ?? on }))
  const recipient = { address: null, name: 'M. Orvault', salutation: null, language }
  if (isFree(kind)) return freeExample(words, { firm, facts, on, items, recipient }, kind).content
  const costs = [
    {
      currency: firm.currency,
      interestMinor: 1234n,
      interestBasis: 'L441-10',
      compensationMinor: 4000n,
      compensationBasis: 'D441-5',
      parts: [],
    },
  ]
  const act = actOfText(facts, kind, on)
  const payment = { reference: 'A-101', qrSvg: null }
  return compose(words, { firm, facts, act, on, items, costs, recipient, copies: ['A-101.pdf'], payment, answers: null, kind })
}

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b\u00ad]+/gu, '')
const KINDS: readonly TextKind[] = ['tone1', 'tone2', 'tone3', 'tone4', 'tone5', 'statement', 'thanks', 'offer']

describe.each(words.languages)('letters in %s', language => {
  test.each(KINDS)('%s: one page, PDF/A-2b in structure, small, every word drawn', async kind => {
    const letter = letterOf(language, kind)
    const pdf = await pdfs.make('letter', letter, on)
    expect(pdf.byteLength).toBeLessThan(100_000)
    const read = await PDFDocument.load(pdf)
    expect(read.getPageCount()).toBe(1)
    // what PDF/A asks of the file: says what it is, brings its colours and its fonts, runs nothing
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B<|<pdfaid:conformance>B<\/pdfaid:conformance>/)
    expect(raw).toContain('/GTS_PDFA1')
    expect(raw).not.toMatch(/\/(JavaScript|JS|Launch|Encrypt|AA|EmbeddedFile)\b/)
    const objects = read.context.enumerateIndirectObjects().map(([, object]) => String(object))
    const fonts = objects.filter(o => o.includes('/FontDescriptor') && o.includes('/FontName'))
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/\/FontFile[23]?/)
    for (const font of objects.filter(o => o.includes('/Type0'))) expect(font).toContain('/ToUnicode')
    // no glyph is missing: what stands in the letter is read from the paper again
    const text = bare(await textOfPdf(pdf))
    for (const said of [letter.to.name, letter.subject, letter.greeting, ...letter.opening, ...letter.closing, letter.farewell])
      expect(text).toContain(bare(said))
  })
})

const MM = 25.4 / 72
/** Where each stretch of text begins, in millimetres from the paper’s left and top edge. */
function startsOn(page: PDFPage): { left: number; top: number }[] {
  const contents = page.node.Contents()
  const streams = contents instanceof PDFArray ? [] : [contents]
  const drawn = streams
    .map(s => (s instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(s).decode()).toString('latin1') : ''))
    .join('\n')
  return [...drawn.matchAll(/1 0 0 -1 ([\d.]+) ([\d.]+) cm(?:(?!\nQ\n)[\s\S])*?\nBT\n/g)].map(m => ({
    left: Number(m[1]) * MM,
    top: (page.getHeight() - Number(m[2])) * MM,
  }))
}

/** Windows as the envelopes have them, where the paper may show through: left, right, top, bottom in millimetres. */
const SHOWN: Readonly<Record<string, readonly [number, number, number, number]>> = {
  DE: [20, 105, 50, 95],
  GB: [20, 110, 57, 92],
  US: [22, 136, 57, 92],
  FR: [100, 190, 45, 85],
  PL: [100, 190, 45, 85],
  JP: [20, 110, 13, 58],
}

test.each(Object.entries(SHOWN))(
  '%s: the window shows the whole address, and nothing else',
  async (country, [left, right, top, bottom]) => {
    const letter = letterOf('en', 'tone3', country)
    expect(letter.to.lines).toHaveLength(5)
    const pdf = await PDFDocument.load(await pdfs.make('letter', letter, on))
    const [page] = pdf.getPages()
    const starts = page ? startsOn(page) : []
    expect(starts.length).toBeGreaterThan(20)
    const seen = starts.filter(s => s.left >= left && s.left <= right && s.top >= top && s.top <= bottom)
    expect(seen.length).toBe(1 + letter.to.lines.length)
    for (const line of seen) expect(line.left).toBeCloseTo(windowIn(country).left, 0)
  },
)

test.each([
  ['GB', ['Mérival Ltd', '08123456', '12 rue des Forges, 44000 Nantes']],
  ['DE', ['Mérival Ltd', '08123456']],
  ['FR', ['08123456']],
  ['IT', ['08123456', '12 rue des Forges, 44000 Nantes']],
  ['PL', ['Mérival Ltd', '08123456', '12 rue des Forges, 44000 Nantes']],
  ['RO', ['Mérival Ltd', '08123456', '12 rue des Forges, 44000 Nantes']],
  ['JP', []],
])('%s: what the law has a firm say of itself stands in mail and letter, and may not be taken out', async (country, mentions) => {
  const { from, ...letter } = letterOf('en', 'tone2', country, { legalName: 'Mérival Ltd', companyId: '08123456' })
  const content = { ...letter, from }
  expect(from.mentions).toEqual(mentions)
  const text = toText(content)
  const paper = bare(await textOfPdf(await pdfs.make('letter', content, on)))
  for (const mention of mentions) {
    expect(text).toContain(mention)
    expect(toHtml(content)).toContain(mention)
    for (const part of mention.split(', ')) expect(paper).toContain(bare(part))
    const expecting = expectedOf(content, clientFacts(invented('client', on, {})), { deadlineDays: null, claimsCosts: false } as Act) // the linter reads no more of it
    const faults = lintMessage(text.replaceAll(mention, ''), expecting, { words: new Map(), meant: new Set() })
    expect(faults.map(f => f.code)).toContain('mention-missing')
  }
})

test('abroad the country stands last in the address, in capitals and in the sender’s language', () => {
  const letter = letterOf('fr', 'tone2', 'DE')
  expect(letter.to.lines.at(-1)).toBe('20099 Hamburg')
  const firm = { ...{ name: 'A', address: [], country: 'FR', language: 'fr', currency: 'EUR' } } as unknown as Fact<'firm'> // what an address reads
  const example = exampleClient(firm, on)
  const facts = { ...example, client: { ...example.client, country: 'DE', address: ['Hafenweg 7', '20099 Hamburg'] } }
  const letterTo = (address: readonly string[]) =>
    freeExample(
      words,
      {
        ...{ firm, on, recipient: { address: null, name: null, salutation: null, language: 'fr' } },
        facts: { ...facts, client: { ...facts.client, address: [...address] } },
        items: facts.invoice.map(invoice => ({ invoice, openMinor: invoice.totalMinor, dueOn: on })),
      },
      'thanks',
    ).content.to.lines
  expect(letterTo(['Hafenweg 7', '20099 Hamburg'])).toEqual(['Hafenweg 7', '20099 Hamburg', 'ALLEMAGNE'])
  expect(letterTo(['Hafenweg 7', '20099 Hamburg', 'Allemagne'])).toEqual(['Hafenweg 7', '20099 Hamburg', 'Allemagne'])
  expect(letterTo([])).toEqual([])
})

test.each([
  ['本日時点でご入金の確認ができておりません。', '本日時点で|ご入金の|確認ができておりません。'],
  ['お取り決めのお支払条件：30日', 'お取り決めの|お支払条件：|30日'],
  ['2026年9月15日までにお支払いをお願いいたします。', '2026年9月15日までに|お支払いを|お願いいたします。'],
  ['', ''],
])('Japanese lines break between phrases alone: %s', (text, phrases) => {
  expect(markPhrases(text).replaceAll('\u200b', '|')).toBe(phrases)
})

test('a long name without a phrase to break at may break all the same', () => {
  const marked = markPhrases('カ'.repeat(200))
  expect(marked.replaceAll('\u200b', '')).toBe('カ'.repeat(200))
  expect(Math.max(...marked.split('\u200b').map(p => p.length))).toBeLessThanOrEqual(24)
})
