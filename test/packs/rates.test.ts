import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { dayNumber } from '../../src/core/ledger/day-count.ts'
import { checkedPercent, percentText } from '../../src/core/ledger/exact.ts'
import { gapsUntil, pieceOn, type RateTable } from '../../src/core/ledger/rates.ts'
import { moduleNames } from '../../src/shell/packs/modules.ts'
import { book, termsOf } from './law-of.ts'

const TABLE = '../shared/law/reference-rates.csv'
const table = (id: string): RateTable => {
  const found = book.rates.get(id)
  if (!found) throw new Error(`no series ${id}`)
  return found
}
const on = (id: string, d: string): string | undefined => {
  const piece = pieceOn(table(id).pieces, dayNumber(day(d)))
  return piece && percentText(piece.micro)
}

test('one file, one series, named by its id', async () => {
  const names = await moduleNames('packs/rates')
  expect(names).toEqual([...book.rates.keys()].map(id => id.toLowerCase().replaceAll('_', '-')).sort())
})

test('every rate has a day, a figure, a source and a mark, in order of days', () => {
  for (const { series } of book.rates.values()) {
    const days = series.entries.map(e => e.from)
    expect(days, series.id).toEqual([...new Set(days)].sort())
    for (const entry of series.entries) {
      expect(() => checkedPercent(entry.percent)).not.toThrow()
      expect(entry.source.length, `${series.id} ${entry.from}`).toBeGreaterThan(2)
      expect(['seen', 'secondary', 'derived', 'memory', 'conflict']).toContain(entry.confidence)
    }
  }
})

test.skipIf(!existsSync(TABLE))('the packs hold every row of the reference table and no other', () => {
  const rows = parse(readFileSync(TABLE, 'utf8'), { columns: true }) as { series: string; effective_from: string; rate_percent: string }[]
  const key = (series: string, from: string, percent: string): string => `${series} ${from} ${percentText(checkedPercent(percent))}`
  const theirs = rows.map(r => key(r.series, r.effective_from, r.rate_percent)).sort()
  const ours = [...book.rates.values()].flatMap(t => t.series.entries.map(e => key(t.series.id, e.from, e.percent))).sort()
  expect(ours).toEqual(theirs)
})

test.each([
  ['ECB_MRO_HALFYEAR', '2026-07-01', '2.4'],
  ['ECB_MRO_HALFYEAR', '2024-12-31', '4.25'],
  ['DE_BASISZINSSATZ', '2010-08-01', '0.12'], // unchanged since 2009: the table lists changes only
  ['DE_BASISZINSSATZ', '2022-12-31', '-0.88'],
  ['UK_BOE_HALFYEAR', '2025-09-01', '4.25'],
  ['JP_LEGAL_RATE', '2029-03-31', '3'],
  ['FR_LEGAL_PROFESSIONAL', '2026-06-30', '2.62'],
])('%s on %s is %s', (id, d, percent) => {
  expect(on(id, d)).toBe(percent)
})

test.each([
  ['SE_REFERENSRANTA', '2026-07-01'],
  ['CZ_CNB_REPO_HALFYEAR', '2026-12-31'],
  ['RO_BNR_POLICY_HALFYEAR', '2026-07-01'],
  ['FR_LEGAL_PROFESSIONAL', '2026-07-01'],
  ['NL_WETTELIJKE_RENTE_CONSUMER', '2026-07-01'],
  ['ES_DEMORA_COMERCIAL', '2020-01-01'],
  ['ECB_MRO_HALFYEAR', '2027-01-01'],
  ['JP_LEGAL_RATE', '2029-04-01'],
  ['PL_NBP_REF_CHANGE', '2026-08-15'],
])('%s has a gap on %s, and says so', (id, d) => {
  expect(on(id, d)).toBeUndefined()
  const gap = gapsUntil(table(id), day(d)).at(-1)
  expect(gap).toMatchObject({ kind: 'missing', what: 'rate', series: id })
  expect(gap && gap.day <= d).toBe(true)
})

test('an abolished series has no gap after its end', () => {
  expect(gapsUntil(table('JP_COMMERCIAL_LEGAL_RATE_OLD'), day('2026-11-21'))).toEqual([])
})

/** A published series against the formula of the law: another way to the same figure. */
const published = (series: string, law: string, variant: 'business' | 'public-health' | 'public', contract: string): string[] =>
  table(series).pieces.flatMap(piece => {
    const rate = termsOf(law, variant, contract).rates.find(r => r.from <= piece.from && piece.from <= r.until)
    return rate === undefined || rate.micro === piece.micro
      ? []
      : [`${piece.row.from}: ${percentText(piece.micro)} published, ${rate.percent} by formula`]
  })

test('published rates agree with the formula of each law', () => {
  expect(published('BE_COMMERCIAL', 'BE', 'business', '2025-01-01')).toEqual([])
  expect(published('FR_ECB_PLUS_10', 'FR', 'business', '2025-01-01')).toEqual([])
  for (const law of ['NL', 'LU', 'IT', 'ES', 'PT', 'IE', 'EU'])
    expect(published('ECB_PLUS_8_DEFAULT', law, 'business', '2025-01-01'), law).toEqual([])
  expect(published('PL_COMMERCIAL_LATE_INTEREST_PUBLIC_HEALTHCARE', 'PL', 'public-health', '2025-01-01')).toEqual([])
  expect(published('ES_DEMORA_COMERCIAL', 'ES', 'business', '2025-01-01')).toEqual([])
  expect(published('PT_JUROS_COMERCIAIS_DL62_2013', 'PT', 'business', '2025-01-01')).toEqual([])
})

test('Polish published rates agree with the margin of their own years', () => {
  const differing = published('PL_COMMERCIAL_LATE_INTEREST', 'PL', 'business', '2025-01-01')
  expect(differing.every(d => d < '2020')).toBe(true)
  expect(published('PL_COMMERCIAL_LATE_INTEREST', 'PL', 'business', '2019-01-01').every(d => d >= '2020')).toBe(true)
})
