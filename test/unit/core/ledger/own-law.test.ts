import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { rulesOf, versionFor } from '../../../../src/core/ledger/jurisdiction.ts'
import { lawTerms } from '../../../../src/core/ledger/law-terms.ts'
import { limitationOf } from '../../../../src/core/ledger/limitation.ts'
import { withOwnLaw } from '../../../../src/core/ledger/own-law.ts'
import { book, packOf } from '../../../packs/law-of.ts'

const since = day('2025-01-01')
const source = 'our lawyer, 2026-01-15'

test('a gap in the law is filled by the firm, with its own source', () => {
  const italy = packOf('IT')
  expect(lawTerms(italy, 'consumer', since, book.rates)).toMatchObject({ kind: 'missing', what: 'law-rate' })
  const mended = withOwnLaw(italy, { variant: 'consumer', since, source, rate: { kind: 'fixed', percent: '2' }, rateMode: 'constant' })
  const terms = lawTerms(mended, 'consumer', since, book.rates)
  expect(terms).toMatchObject({ kind: 'law', rateMode: 'constant' })
  expect(terms.kind === 'law' && terms.rates).toMatchObject([{ percent: '2', source, confidence: 'own' }])
  expect(terms.kind === 'law' && terms.notes.map(n => n.code)).not.toContain('unsure-rate')
})

test('what the firm confirmed is no longer marked as unsure', () => {
  const austria = withOwnLaw(packOf('AT'), {
    variant: 'business',
    since,
    source,
    dayCount: 'act/360',
    compounding: 'none',
    notice: { kind: 'none' },
  })
  const terms = lawTerms(austria, 'business', since, book.rates)
  expect(terms).toMatchObject({ dayCount: 'act/360', notice: { kind: 'none' }, notes: [] })
})

test('older contracts keep the pack’s version', () => {
  const austria = withOwnLaw(packOf('AT'), { variant: 'business', since, source, dayCount: 'act/360' })
  expect(lawTerms(austria, 'business', day('2024-12-31'), book.rates)).toMatchObject({ dayCount: 'act/365' })
})

test('other variants and the pack itself stay as they were', () => {
  const before = packOf('PL')
  const after = withOwnLaw(before, {
    variant: 'business',
    since,
    source,
    fixedSum: { kind: 'none' },
    limitation: { years: 3, from: 'due', clause: 'x' },
  })
  expect(rulesOf(after, 'consumer').compensation).toEqual(rulesOf(before, 'consumer').compensation)
  expect(versionFor(rulesOf(after, 'business').compensation.scale, since)?.value).toEqual({ kind: 'none' })
  expect(versionFor(rulesOf(before, 'business').compensation.scale, since)?.value.kind).toBe('steps')
  expect(limitationOf({ due: day('2025-03-15'), contractDay: since }, after.business)).toMatchObject({
    endsOn: '2028-03-15',
    confidence: 'own',
    source,
  })
})

test('a version of the same start is replaced, a later one stays', () => {
  const germany = withOwnLaw(packOf('DE'), {
    variant: 'business',
    since: day('2014-07-29'),
    source,
    rate: { kind: 'fixed', percent: '10' },
  })
  expect(germany.business.interest.rate.map(v => [v.since, v.confidence])).toEqual([
    ['2002-01-01', 'derived'],
    ['2014-07-29', 'own'],
  ])
  const early = withOwnLaw(packOf('DE'), { variant: 'business', since: day('2010-01-01'), source, rate: { kind: 'fixed', percent: '10' } })
  expect(early.business.interest.rate.map(v => v.since)).toEqual(['2002-01-01', '2010-01-01', '2014-07-29'])
})
