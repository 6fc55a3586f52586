import { expect, test } from 'vitest'
import { isDay } from '../../src/core/day/day.ts'
import { DAY_COUNTS } from '../../src/core/ledger/day-count.ts'
import { percentMicro } from '../../src/core/ledger/exact.ts'
import { type JurisdictionPack, rulesOf, type Sourced, seriesReadBy, type Variant, versionFor } from '../../src/core/ledger/jurisdiction.ts'
import { fromDecimal } from '../../src/core/money/money.ts'
import { moduleNames } from '../../src/shell/packs/modules.ts'
import { book } from './law-of.ts'

const FOLDER = 'packs/jurisdictions'
const VARIANTS: readonly Variant[] = ['business', 'consumer', 'public', 'public-health']
const packs = [...book.jurisdictions.values()]
const CONFIDENCES = ['seen', 'secondary', 'derived', 'memory', 'gap']

const isSourced = (value: unknown): value is Sourced<unknown> => typeof value === 'object' && value !== null && 'confidence' in value

/** Every sourced value of a pack with the way to it. */
function sourcedIn(value: unknown, path: string): [string, Sourced<unknown>][] {
  if (isSourced(value)) return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((v, at) => sourcedIn(v, `${path}[${at}]`))
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, v]) => sourcedIn(v, `${path}.${key}`))
  return []
}

/** Every list of versions. */
function versionsIn(value: unknown, path: string): [string, readonly Sourced<unknown>[]][] {
  if (Array.isArray(value) && value.length > 0 && value.every(isSourced)) return [[path, value]]
  if (typeof value === 'object' && value !== null && !isSourced(value))
    return Object.entries(value).flatMap(([key, v]) => versionsIn(v, `${path}.${key}`))
  return []
}

test('nineteen countries and the common minimum, one file each, named by its code', async () => {
  const names = await moduleNames(FOLDER)
  expect(names).toEqual([
    'at',
    'be',
    'ca',
    'ch',
    'cz',
    'de',
    'es',
    'eu',
    'fr',
    'gb',
    'ie',
    'it',
    'jp',
    'lu',
    'nl',
    'pl',
    'pt',
    'ro',
    'se',
    'us',
  ])
  expect(packs.map(p => p.code.toLowerCase()).sort()).toEqual(names)
})

test('codes and aliases are unique', () => {
  const all = packs.flatMap(p => [p.code, ...p.aliases])
  expect(new Set(all).size).toBe(all.length)
})

for (const pack of packs) contract(pack)

function contract(pack: JurisdictionPack): void {
  const values = sourcedIn(pack, pack.code)

  test(`${pack.code}: every value has a start day, a source and a mark`, () => {
    expect(values.length).toBeGreaterThan(12)
    for (const [path, value] of values) {
      expect(isDay(value.since), `${path} since ${value.since}`).toBe(true)
      expect(value.source.length, `${path} source`).toBeGreaterThan(2)
      expect(CONFIDENCES, path).toContain(value.confidence)
    }
  })

  test(`${pack.code}: versions of a rule stand in order of their start`, () => {
    const several = versionsIn(pack, pack.code).filter(([path]) => !/\.(notes|texts|thirdPartyLetter)$/.test(path))
    for (const [path, versions] of several) {
      const days = versions.map(v => v.since)
      expect(days, path).toEqual([...new Set(days)].sort())
    }
  })

  test(`${pack.code}: every series it reads exists, every figure is one`, () => {
    for (const series of seriesReadBy(pack)) expect(book.rates.has(series), series).toBe(true)
    for (const variant of VARIANTS) {
      const { interest, compensation } = rulesOf(pack, variant)
      for (const { value } of interest.rate) {
        if (value.kind === 'reference') expect(percentMicro(value.marginPercent)).toBeDefined()
        if (value.kind === 'fixed') expect(percentMicro(value.percent)).toBeDefined()
      }
      for (const { value } of interest.dayCount) for (const c of [value.standard, ...value.alternatives]) expect(DAY_COUNTS).toContain(c)
      for (const { value } of compensation.scale) {
        if (value.kind === 'none') continue
        const amounts = value.kind === 'steps' ? value.steps.flatMap(s => [s.amount, s.upTo ?? '0']) : [value.min ?? '0', value.max ?? '0']
        for (const amount of amounts) expect(fromDecimal(amount, value.currency), amount).toBeDefined()
      }
    }
  })

  test(`${pack.code}: what every law must say is there for every variant`, () => {
    for (const variant of VARIANTS) {
      const rules = rulesOf(pack, variant)
      const { rate, rateMode, dayCount, compounding, rounding, notice, clause } = rules.interest
      for (const versions of [
        rate,
        rateMode,
        dayCount,
        compounding,
        rounding,
        notice,
        rules.compensation.scale,
        rules.terms,
        rules.paymentOrder,
      ])
        expect(versions.length, variant).toBeGreaterThan(0)
      expect(clause).not.toBe('')
      expect(versionFor(rate, '2025-01-31' as (typeof rate)[0]['since'])).toBeDefined()
      if (pack.standsInFor === undefined) expect(rules.limitation.length, variant).toBeGreaterThan(0)
      for (const { value } of rules.paymentOrder) expect([...value].sort()).toEqual(['costs', 'interest', 'principal'])
    }
    expect(pack.contact.length).toBeGreaterThan(0)
    expect(pack.amongDebts.length).toBeGreaterThan(0)
    expect(pack.currency).toMatch(/^[A-Z]{3}$/)
  })

  test(`${pack.code}: the pack is data and travels as JSON`, () => {
    expect(JSON.parse(JSON.stringify(pack))).toEqual(pack)
  })
}

test('what was not confirmed is marked so', () => {
  const marks = packs.flatMap(p => sourcedIn(p, p.code)).map(([, v]) => v.confidence)
  for (const confidence of CONFIDENCES) expect(marks).toContain(confidence)
})

test('verbatim statutory text stands word by word in the language of the law', () => {
  const texts = packs.flatMap(p => p.texts.map(t => [p.code, t.value] as const)).filter(([, t]) => t.kind === 'verbatim')
  expect(texts.map(([code, t]) => `${code} ${t.id} ${t.language}`)).toEqual(['FR L111-8 fr'])
  const paragraphs = texts[0]?.[1].text.split('\n') ?? []
  expect(paragraphs).toHaveLength(2)
  expect(paragraphs[0]).toMatch(
    /^Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s'ils concernent un acte/,
  )
  expect(paragraphs[1]).toMatch(/à la charge du débiteur de mauvaise foi\.$/)
})
