import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import type { Variant } from '../../../../src/core/ledger/jurisdiction.ts'
import { limitationOf, limitationState } from '../../../../src/core/ledger/limitation.ts'
import { type LawChoice, type LawQuestion, lawFor, stricterOf } from '../../../../src/core/ledger/which-law.ts'
import { book, interest, termsOf } from '../../../packs/law-of.ts'

const choose = (question: LawQuestion): LawChoice => {
  const found = lawFor(book.jurisdictions, question)
  if ('kind' in found) throw new Error(`unknown: ${found.asked}`)
  return found
}
const told = (question: LawQuestion): string => {
  const { pack, variant, alsoPack, claimable, reasons } = choose(question)
  return `${pack.code} ${variant} ${alsoPack?.code ?? '-'} ${claimable ? 'claim' : 'hold'}: ${reasons.map(r => r.code).join(' ')}`
}

test.each<[LawQuestion, string]>([
  [{ creditorCountry: 'FR', clientKind: 'business', clientCountry: 'DE' }, 'FR business - claim: law-of-creditor client-business'],
  [{ agreementLaw: 'DE', creditorCountry: 'FR', clientKind: 'business' }, 'DE business - claim: law-agreed client-business'],
  [{ creditorCountry: 'uk', clientKind: 'public' }, 'GB public - claim: law-of-creditor client-public'],
  [{ creditorCountry: 'PL', clientKind: 'public-health' }, 'PL public-health - claim: law-of-creditor client-public-health'],
  [
    { creditorCountry: 'FR', clientKind: 'consumer', clientCountry: 'BE' },
    'FR consumer BE claim: law-of-creditor client-consumer consumer-keeps-own',
  ],
  [{ creditorCountry: 'FR', clientKind: 'consumer', clientCountry: 'FR' }, 'FR consumer - claim: law-of-creditor client-consumer'],
  [{ creditorCountry: 'FR', clientKind: 'unknown' }, 'FR consumer - hold: law-of-creditor unknown-stricter'],
  [{ creditorCountry: 'FR', clientKind: 'sole-trader' }, 'FR consumer - hold: law-of-creditor sole-trader-stricter'],
  [{ creditorCountry: 'FR', clientKind: 'sole-trader', confirmedBy: 'Ada' }, 'FR business - claim: law-of-creditor confirmed-business'],
  [{ creditorCountry: 'FI', clientKind: 'business' }, 'EU business - claim: law-of-creditor client-business minimum-law'],
])('%o → %s', (question, expected) => {
  expect(told(question)).toBe(expected)
})

test('each reason is a sentence that names the law or the person', () => {
  const { reasons } = choose({ creditorCountry: 'FR', clientKind: 'sole-trader', confirmedBy: 'Ada' })
  expect(reasons.map(r => r.text)).toEqual([
    "no law was agreed: the creditor's country decides (France)",
    'Ada confirmed that this client acts in business',
  ])
})

test('an unknown country names the laws there are', () => {
  const found = lawFor(book.jurisdictions, { creditorCountry: 'XX', clientKind: 'business' })
  expect(found).toMatchObject({ kind: 'unknown-law', asked: 'XX' })
  expect('known' in found && found.known).toContain('UK')
})

test('of two laws a consumer is asked the lower figure', () => {
  const late = { principal: '1000', currency: 'EUR', due: '2025-01-31', until: '2025-06-30', variant: 'consumer' as const }
  const [de, at] = [interest({ ...late, law: 'DE' }), interest({ ...late, law: 'AT' })]
  expect(stricterOf(de, at)).toBe(at)
  expect(stricterOf(at, de)).toBe(at)
})

const limit = (law: string, variant: Variant, due: string, more: object = {}) => {
  const { rules } = termsOf(law, variant, '2025-01-01', { contractRate: { percent: '5', source: 'x' } })
  return limitationOf({ due: day(due), contractDay: day('2025-01-01'), ...more }, rules)
}

test.each<[string, Variant, string, string]>([
  ['FR', 'business', '2025-03-15', '2030-03-15'],
  ['FR', 'consumer', '2025-03-15', '2027-03-15'],
  ['FR', 'public', '2025-03-15', '2029-12-31'],
  ['DE', 'business', '2025-01-01', '2028-12-31'], // from the end of the year
  ['DE', 'business', '2025-12-31', '2028-12-31'],
  ['PL', 'business', '2025-03-15', '2027-12-31'], // two years, then to the end of that one
  ['CZ', 'business', '2024-02-29', '2027-02-28'],
  ['UK', 'business', '2025-03-15', '2031-03-15'],
  ['SE', 'consumer', '2025-03-15', '2028-03-15'],
])('%s, %s: a claim due %s is barred after %s', (law, variant, due, endsOn) => {
  expect(limit(law, variant, due)?.endsOn).toBe(endsOn)
})

test('a written demand starts it anew in Sweden, not in France', () => {
  expect(limit('SE', 'business', '2025-03-15', { lastDemandOn: day('2026-01-10') })).toMatchObject({
    endsOn: '2036-01-10',
    countedFrom: '2026-01-10',
  })
  expect(limit('FR', 'business', '2025-03-15', { lastDemandOn: day('2026-01-10') })?.endsOn).toBe('2030-03-15')
  expect(limit('FR', 'business', '2025-03-15', { restartedOn: day('2026-01-10') })?.endsOn).toBe('2031-01-10')
})

test('a warning comes before the end', () => {
  const found = limit('FR', 'business', '2025-03-15')
  if (!found) throw new Error('no limitation')
  expect(found.warnFrom).toBe('2029-12-15')
  const at = (d: string) => limitationState(found, day(d))
  expect([at('2029-12-14'), at('2029-12-15'), at('2030-03-15'), at('2030-03-16')]).toEqual(['running', 'ending', 'ending', 'ended'])
})

test('the common minimum knows no limitation', () => {
  expect(limit('EU', 'business', '2025-03-15')).toBeUndefined()
})
