import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type CompensationScale,
  type JurisdictionPack,
  type NoticeRule,
  type RateFormula,
  rulesOf,
  type Sourced,
  type Variant,
  type VariantRules,
  type Versions,
} from '../src/core/ledger/jurisdiction.ts'
import type { RateBook } from '../src/core/ledger/rates.ts'
import { ALWAYS } from '../src/packs/law/house.ts'
import { type LawBook, loadLaw } from '../src/shell/law/load-law.ts'

// Writes docs/reference/law.md from the packs: what Dunwell takes to be the law, since when, from where and how sure.

export const REFERENCE = fileURLToPath(new URL('../docs/reference/law.md', import.meta.url))

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

function rateText(rate: RateFormula): string {
  if (rate.kind === 'fixed') return `${rate.percent} %`
  if (rate.kind === 'contract-only') return 'none: a contract rate is needed'
  if (rate.kind === 'unknown') return 'not found'
  const rounded = rate.referenceUpToHalf ? ', reference rounded up to the half point' : ''
  const margin = rate.marginPercent === '0' ? '' : ` + ${rate.marginPercent}`
  return `${rate.series}${margin}${rate.times ? `, times ${rate.times}` : ''}${rounded}`
}

function noticeText(notice: NoticeRule): string {
  if (notice.kind === 'none') return 'none: from the day after the due day'
  if (notice.kind === 'demand') return `a demand${notice.waitDays ? `, ${notice.waitDays} days to pay` : ''}`
  if (notice.kind === 'months-after-delivery') return `${notice.months} months after delivery`
  const told = notice.automaticNeedsMention ? ' if the invoice said so' : ''
  return `an agreed date or a demand${notice.automaticDays ? `; by itself after ${notice.automaticDays} days${told}` : ''}`
}

function scaleText(scale: CompensationScale): string {
  if (scale.kind === 'none') return 'none'
  if (scale.kind === 'share') {
    const slices = scale.slices.map(s => `${s.percent} % ${s.upTo ? `to ${s.upTo}` : 'above'}`).join(', ')
    const small = (scale.small ?? []).map(s => `${s.amount} to ${s.upTo}; `).join('')
    return `${scale.currency}: ${small}${scale.base ? `${scale.base} + ` : ''}${slices}${scale.min ? `; least ${scale.min}` : ''}${scale.max ? `; most ${scale.max}` : ''}`
  }
  const bound = (s: (typeof scale.steps)[number]): string =>
    s.upTo ? ` (${s.inclusive ? '≤' : '<'} ${s.upTo} ${scale.boundCurrency})` : ''
  const steps = scale.steps.map(s => `${s.amount}${bound(s)}`).join(' / ')
  return `${scale.currency} ${steps}${scale.paidIn ? `, paid in ${scale.paidIn.currency}: ${scale.paidIn.rate}` : ''}`
}

const list = (items: readonly string[]): string => items.join(', ')

/** One line a version: what, value, since, confidence, source. */
const versionRows = <T>(what: string, versions: Versions<T>, say: (value: T) => string): string[] =>
  versions.map(v =>
    row(
      what,
      say(v.value),
      v.since === ALWAYS ? '–' : `${v.since}${v.sinceSeen ? ' †' : ''}`,
      v.confidence,
      v.note ? `${v.source}. ${v.note}` : v.source,
    ),
  )

function variantRows(rules: VariantRules, whole: boolean, own: Partial<VariantRules>): string[] {
  const { interest } = rules
  const shown = (key: keyof VariantRules): boolean => whole || key in own
  return [
    ...(shown('interest') ? versionRows('rate', interest.rate, rateText) : []),
    ...(shown('interest') ? versionRows('rate changes', interest.rateMode, m => m.replaceAll('-', ' ')) : []),
    ...(shown('interest') ? versionRows('interest begins by', interest.notice, noticeText) : []),
    ...(shown('interest')
      ? versionRows('day count', interest.dayCount, d => list([d.standard, ...d.alternatives.map(a => `or ${a}`)]))
      : []),
    ...(shown('interest') ? versionRows('compounding', interest.compounding, c => c) : []),
    ...(shown('interest') ? versionRows('rounding', interest.rounding, r => `${r.rule}, ${r.scope}`) : []),
    ...(shown('interest') && interest.contractCap ? versionRows('cap of a contract rate', interest.contractCap, rateText) : []),
    ...(shown('interest') && interest.contractFloor ? versionRows('floor of a contract rate', interest.contractFloor, rateText) : []),
    ...(shown('compensation') ? versionRows('fixed sum', rules.compensation.scale, scaleText) : []),
    ...(shown('terms') ? versionRows('payment terms', rules.terms, t => t.text) : []),
    ...(shown('limitation')
      ? versionRows('limitation', rules.limitation, l => `${l.years} years, ${l.from.replaceAll('-', ' ')} (${l.clause})`)
      : []),
    ...(shown('paymentOrder') ? versionRows('a payment meets', rules.paymentOrder, o => o.join(' → ')) : []),
  ]
}

const HEAD = [row('what', 'value', 'since', 'how sure', 'source'), '|---|---|---|---|---|']

function variantPart(pack: JurisdictionPack, variant: Variant, own: Partial<VariantRules> | undefined): string[] {
  if (own === undefined) return []
  const title = { business: 'Business', consumer: 'Consumer', public: 'Public body', 'public-health': 'Public hospital' }[variant]
  const rows = variantRows(rulesOf(pack, variant), variant === 'business', own)
  if (rows.length === 0) return [`**${title}**: as between businesses.`, '']
  return [`**${title}**${variant === 'business' ? '' : ' (what differs)'}`, '', ...HEAD, ...rows, '']
}

function words(title: string, versions: Versions<readonly string[]>): string[] {
  return versions.length === 0
    ? []
    : [`**${title}**`, '', ...versions.flatMap(v => [...v.value.map(t => `- ${t}`), `- *${v.confidence}: ${v.source}*`]), '']
}

const textPart = (t: JurisdictionPack['texts'][number]): string[] => [
  `**${t.value.id}** (${t.value.kind === 'verbatim' ? 'verbatim' : 'draft, have a lawyer read it'}; ${t.value.language}; ${t.source})`,
  '',
  ...t.value.text.split('\n').map(line => `> ${line}`),
  '',
]

const sureOf = (v: Sourced<unknown>): string => `*${v.confidence}: ${v.source}*`

function packPart(pack: JurisdictionPack): string[] {
  const alias = pack.aliases.length > 0 ? `, also ${list(pack.aliases)}` : ''
  return [
    `## ${pack.name} (${pack.code}${alias})`,
    '',
    ...(pack.standsInFor ? [`Stands in for states without a pack: ${list(pack.standsInFor)}.`, ''] : []),
    ...variantPart(pack, 'business', pack.business),
    ...variantPart(pack, 'consumer', pack.consumer),
    ...variantPart(pack, 'public', pack.public),
    ...variantPart(pack, 'public-health', pack.publicHealth),
    ...words(
      'Among several debts',
      pack.amongDebts.map(v => ({ ...v, value: [v.value.map(c => c.replaceAll('-', ' ')).join(' → ')] })),
    ),
    ...words(
      'A due day off work',
      (pack.dueShift ?? []).map(v => ({
        ...v,
        value: [`${v.value === 'sunday-holiday' ? 'Sunday' : 'Saturday, Sunday'} or public holiday: due on the next working day`],
      })),
    ),
    ...words('Must be said', pack.mandatoryMentions),
    ...words('A letter written for another', pack.thirdPartyLetter),
    ...words('Before a court', pack.courtPreparation),
    ...pack.texts.flatMap(textPart),
    ...pack.contact.flatMap(c => [`**Calls and visits**: ${c.value.text} ${sureOf(c)}`, '']),
    ...(pack.notes.length > 0 ? ['**Worth knowing**', '', ...pack.notes.map(n => `- ${n.value} ${sureOf(n)}`), ''] : []),
  ]
}

function ratesPart(rates: RateBook): string[] {
  const rows = [...rates.values()].map(({ series, pieces }) => {
    const last = pieces.at(-1)?.row
    return row(series.id, series.title, String(pieces.length), last?.from ?? '', last?.percent ?? '', last?.confidence ?? '')
  })
  return [
    '## Reference rates',
    '',
    row('series', 'what', 'rates', 'last from', '% a year', 'how sure'),
    '|---|---|---|---|---|---|',
    ...rows.sort(),
    '',
  ]
}

/** The page as text. */
export function lawReference({ jurisdictions, rates }: LawBook): string {
  const packs = [...jurisdictions.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  return [
    '# Law of late payment, as Dunwell knows it',
    '',
    'Written by `scripts/law-reference.ts` from `src/packs/jurisdictions` and `src/packs/rates`; a test holds it current. Nothing here is legal advice.',
    '',
    'How sure: **seen** in the source itself · **secondary**: only in a secondary source · **derived** by the legal formula from what was seen · **memory**: unconfirmed · **gap**: not found.',
    'A start day marked † was read in the source; the others are unconfirmed even where the value was seen, and – means that none is known: the value is taken for every contract.',
    '',
    ...packs.flatMap(packPart),
    ...ratesPart(rates),
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(dirname(REFERENCE), { recursive: true })
  await writeFile(REFERENCE, lawReference(await loadLaw()))
}
