import type { Day } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import {
  type RateFormula,
  rulesOf,
  type Sourced,
  seriesReadBy,
  type Variant,
  type VariantRules,
  type Versions,
  versionFor,
} from '../../core/ledger/jurisdiction.ts'
import { type LawNote, lawTerms } from '../../core/ledger/law-terms.ts'
import { type LawChoice, lawFor } from '../../core/ledger/which-law.ts'
import { type LawField, loadFirmLaw, ownValueOf } from '../law/firm-law.ts'
import { lawOfClient } from '../law/late-costs.ts'
import type { LawBook } from '../law/load-law.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

/** One value of the law with where it comes from and how far it may be trusted. */
export interface LawValueView {
  readonly key: string
  readonly value: string
  readonly since: Day | null
  readonly source: string
  readonly confidence: string
  readonly note: string | null
  /** Payment terms in days, to be said in the reader's language; none: it is another value. */
  readonly days: { readonly standard: number | null; readonly max: number | null; readonly hard: boolean } | null
  /** The field under which the firm may say it better; none: it cannot. */
  readonly field: LawField | null
}
export interface LawView {
  readonly on: Day
  readonly client: { readonly id: string; readonly name: string } | null
  readonly law: string
  readonly name: string
  readonly currency: string
  readonly variant: Variant
  readonly clause: string
  readonly claimable: boolean
  /** Why this law and these rules. */
  readonly reasons: readonly LawNote[]
  /** The consumer’s own law, which holds beside it. */
  readonly also: string | null
  readonly values: readonly LawValueView[]
  /** What interest costs from when to when, newest first. */
  readonly rates: readonly { readonly from: Day; readonly percent: string; readonly source: string; readonly confidence: string }[]
  /** Why no interest can be reckoned, where none can; and every value that is not sure. */
  readonly missing: string | null
  readonly unsure: readonly LawNote[]
  /** Reference rates of the firm's own that this law reads. */
  readonly ownRates: readonly {
    readonly id: string
    readonly series: string
    readonly from: Day
    readonly percent: string
    readonly source: string
  }[]
  /** The series this law reads: what a rate of one's own may be given for. */
  readonly series: readonly string[]
  readonly overrides: readonly {
    readonly id: string
    readonly field: string
    readonly value: string
    readonly source: string
    readonly since: Day
    readonly actor: string
  }[]
}

const RATES_SHOWN = 6

/** What applies to a client (or, with none named, to a business client at home) and why. @throws Refusal where no law is known. */
export async function lawView(place: Place, clientId?: string): Promise<LawView> {
  const [book, overrides, rates] = await Promise.all([
    loadFirmLaw(place),
    workspaceFacts(place.store.db, place.workspaceId, 'lawOverride'),
    workspaceFacts(place.store.db, place.workspaceId, 'ownRate'),
  ])
  const facts = clientId === undefined ? undefined : await clientFactsOf(place, clientId)
  const choice = facts ? lawOfClient(book, place.firm.country, facts) : lawAtHome(book, place.firm.country)
  if (!choice)
    return refuse('law-unknown', `No law is known for a creditor in ${place.firm.country}.`, {
      mend: 'Name the law that the agreement chose.',
    })
  const on = place.by.today
  const { pack, variant, claimable, reasons, alsoPack } = choice
  const rules = rulesOf(pack, variant)
  const terms = lawTerms(pack, variant, on, book.rates)
  return {
    on,
    client: facts ? { id: facts.client.id, name: facts.client.name } : null,
    law: pack.code,
    name: pack.name,
    currency: pack.currency,
    ...{ variant, claimable, reasons },
    clause: rules.interest.clause,
    also: alsoPack?.name ?? null,
    values: valuesOf(rules, on),
    rates: terms.kind === 'law' ? ratesOf(terms.rates, on) : [],
    missing: terms.kind === 'law' ? null : terms.message,
    unsure: terms.kind === 'law' ? terms.notes : [],
    ownRates: rates
      .filter(r => seriesReadBy(pack).has(r.series))
      .map(({ id, series, from, percent, writtenIn }) => ({ id, series, from, percent, source: writtenIn })),
    series: [...seriesReadBy(pack)].sort(),
    overrides: overrides.flatMap(o => {
      const own = ownValueOf(o)
      if (!own || own.law !== pack.code || own.variant !== variant) return []
      return [{ id: o.id, field: own.field, value: own.value, source: own.source, since: own.since, actor: o.actor }]
    }),
  }
}

function lawAtHome(book: LawBook, country: string): LawChoice | undefined {
  const found = lawFor(book.jurisdictions, { creditorCountry: country, clientKind: 'business' })
  return 'pack' in found ? found : undefined
}

const DAY_MS = 86_400_000
const dayOfEpoch = (epoch: number): Day => new Date(epoch * DAY_MS).toISOString().slice(0, 10) as Day // a civil day by construction

function ratesOf(rates: readonly { from: number; percent: string; source: string; confidence: string }[], on: Day): LawView['rates'] {
  const today = Date.parse(on) / DAY_MS
  return rates
    .filter(r => Number.isFinite(r.from) && r.from <= today)
    .slice(-RATES_SHOWN)
    .reverse()
    .map(r => ({ from: dayOfEpoch(r.from), percent: r.percent, source: r.source, confidence: r.confidence }))
}

function formula(rate: RateFormula): string {
  if (rate.kind === 'fixed') return `${rate.percent} %`
  if (rate.kind !== 'reference') return rate.kind
  const margin = rate.marginPercent === '0' ? '' : ` + ${rate.marginPercent}`
  return `${rate.series}${margin}${rate.times ? ` × ${rate.times}` : ''}`
}

function valuesOf(rules: VariantRules, on: Day): LawValueView[] {
  const { interest, compensation } = rules
  const show = <T>(key: string, versions: Versions<T>, say: (value: T) => string, field: LawField | null): LawValueView => {
    const found: Sourced<T> | undefined = versionFor(versions, on)
    if (!found) return { key, value: '', since: null, source: '', confidence: 'gap', note: null, days: null, field }
    const { since, source, confidence, note = null } = found
    return { key, value: say(found.value), since, source, confidence, note, days: null, field }
  }
  return [
    show('rate', interest.rate, formula, 'rate'),
    show('rateMode', interest.rateMode, v => v, 'rateMode'),
    show('dayCount', interest.dayCount, v => v.standard, 'dayCount'),
    show('compounding', interest.compounding, v => v, 'compounding'),
    show('notice', interest.notice, v => v.kind, null),
    show('fixedSum', compensation.scale, scaleText, 'fixedSum'),
    show('limitation', rules.limitation, v => String(v.years), 'limitationYears'),
    { ...show('terms', rules.terms, v => v.text, null), days: termsDays(versionFor(rules.terms, on)?.value) },
    show('paymentOrder', rules.paymentOrder, v => v.join(', '), null),
    ...(rules.forbiddenChannels?.length
      ? [show('forbiddenChannels', rules.forbiddenChannels, v => v.join(', ') || 'none', 'forbiddenChannels')]
      : []),
  ]
}

const termsDays = (terms: VariantRules['terms'][number]['value'] | undefined): LawValueView['days'] =>
  terms ? { standard: terms.standardDays ?? null, max: terms.maxDays ?? null, hard: terms.hardMax === true } : null

function scaleText(scale: VariantRules['compensation']['scale'][number]['value']): string {
  if (scale.kind === 'none') return 'none'
  if (scale.kind === 'share') return scale.slices.map(s => `${s.percent} %${s.upTo ? ` ≤ ${s.upTo}` : ''}`).join(', ')
  return scale.steps.map(s => `${s.amount} ${scale.currency}${s.upTo ? ` ≤ ${s.upTo}` : ''}`).join(', ')
}
