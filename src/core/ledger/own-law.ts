import type { Day } from '../day/day.ts'
import type { DayCount } from './day-count.ts'
import {
  type CompensationScale,
  type JurisdictionPack,
  type LimitationRule,
  type NoticeRule,
  type RateFormula,
  type RateMode,
  rulesOf,
  type Sourced,
  type Variant,
  type VariantRules,
  type Versions,
} from './jurisdiction.ts'

/** What a firm knows better than the pack, with its own source: for one variant, for contracts from a day on. */
export interface OwnLaw {
  readonly variant: Variant
  readonly since: Day
  readonly source: string
  readonly rate?: RateFormula
  readonly rateMode?: RateMode
  readonly dayCount?: DayCount
  readonly compounding?: 'none' | 'yearly'
  readonly notice?: NoticeRule
  readonly fixedSum?: CompensationScale
  readonly limitation?: LimitationRule
  readonly forbiddenChannels?: readonly string[]
}

const KEYS = { business: 'business', consumer: 'consumer', public: 'public', 'public-health': 'publicHealth' } as const

/** The pack with a firm's own values in it: they replace a version of the same start, later versions of the pack stay. */
export function withOwnLaw(pack: JurisdictionPack, own: OwnLaw): JurisdictionPack {
  const put = <T>(versions: Versions<T>, value: T | undefined): Versions<T> => {
    if (value === undefined) return versions
    const version: Sourced<T> = { value, since: own.since, source: own.source, confidence: 'own' }
    return [...versions.filter(v => v.since !== own.since), version].sort((a, b) => (a.since < b.since ? -1 : 1))
  }
  const rules = rulesOf(pack, own.variant)
  const { interest, compensation } = rules
  const changed: VariantRules = {
    ...rules,
    interest: {
      ...interest,
      rate: put(interest.rate, own.rate),
      rateMode: put(interest.rateMode, own.rateMode),
      dayCount: put(interest.dayCount, own.dayCount && { standard: own.dayCount, alternatives: [] }),
      compounding: put(interest.compounding, own.compounding),
      notice: put(interest.notice, own.notice),
    },
    compensation: { ...compensation, scale: put(compensation.scale, own.fixedSum) },
    limitation: put(rules.limitation, own.limitation),
    forbiddenChannels: put(rules.forbiddenChannels ?? [], own.forbiddenChannels),
  }
  return { ...pack, [KEYS[own.variant]]: changed }
}
