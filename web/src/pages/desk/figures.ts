import type { DeskView } from '../../api/types.ts'
import { exponentOf } from '../../words/format.ts'
import type { Speaker } from '../../words/words.tsx'

export type WayView = DeskView['ways'][number]

const formats = new Map<string, Intl.NumberFormat>()
/** An expectation in whole units: never more exact than it is. */
export function units(language: string, value: number): string {
  const made = formats.get(language) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  formats.set(language, made)
  return made.format(Math.abs(value) < 0.5 ? 0 : value).replace('-', '−')
}

const shares = new Map<string, Intl.NumberFormat>()
/** A share as it is multiplied with, two places. */
function share(language: string, value: number): string {
  const made = shares.get(language) ?? new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  shares.set(language, made)
  return made.format(value)
}

/** In percent; below one percent with one place. */
export const percent = (share: number): number => (share < 0.01 ? Math.round(share * 1000) / 10 : Math.round(share * 100))

/** Where a figure lies on the line from the lowest of all ranges to what is owed, in percent. */
export function scaleOf(ways: readonly WayView[], owed: number): (value: number) => number {
  const low = Math.min(0, ...ways.map(w => Math.max(w.low, -owed / 3)))
  const high = Math.max(owed, ...ways.map(w => Math.min(w.high, owed * 1.2)))
  return value => Math.max(0, Math.min(100, ((value - low) / (high - low)) * 100))
}

const DAYS_OF_A_MONTH = 30

/** What a way means, in a few words; the money of a plan comes in the middle of its months. */
export function detailOf({ say, language }: Speaker, { way, rate, cost, minutes, days }: WayView): string {
  const months = Math.round((days * 2) / DAYS_OF_A_MONTH)
  return say(`app.desk.detail.${way}`, { percent: percent(rate ?? 0), cost: units(language, cost), minutes, days, months })
}

/** What share of the money of a way comes back or is kept to; other ways bring all of it. */
const KEPT: Readonly<Partial<Record<WayView['way'], string>>> = { plan: 'plan.kept', 'part-now': 'partNow.kept', court: 'court.costsBack' }

/** Where the chance of a way and the money it is multiplied with come from, in words. */
export function originsOf({ say, language }: Speaker, desk: DeskView, way: WayView): string[] {
  if (way.formula === 'write-off') return []
  const term = (code: string): number => way.terms.find(t => t.code === code)?.value ?? 0
  const assumed = (path: string): number => desk.sources.flatMap(s => s.levers).find(lever => lever.path === path)?.value ?? 0
  const more = term('new-money')
  return [
    say('app.desk.chanceFrom', {
      percent: percent(term('probability')),
      chance: percent(term('chance')),
      belief: percent(term('belief')),
      more: more > 0 ? String(percent(more)) : 'none',
    }),
    say('app.desk.moneyFrom', {
      way: way.way === 'part-now' ? 'partNow' : way.way,
      money: units(language, term('money-if-paid')),
      owed: units(language, term('owed')),
      kept: percent(assumed(KEPT[way.way] ?? '')),
      share: percent(assumed('partNow.share')),
      percent: percent(way.rate ?? 0),
      days: way.days,
      rate: percent(assumed('capitalCost')),
    }),
  ]
}

/** One line of how a net comes about: what, worked how, how much. */
export interface Working {
  readonly what: string
  readonly worked: string
  readonly figure: number
}

/** The terms of a way as a short calculation that adds up to its net. */
export function workingOf(speaker: Speaker, way: WayView): Working[] {
  const { say, language } = speaker
  const term = (code: string): number => way.terms.find(t => t.code === code)?.value ?? 0
  const n = (value: number): string => units(language, value)
  if (way.formula === 'write-off') {
    const relief = term('tax-relief')
    return [
      {
        what: say('app.desk.term.relief', { percent: percent(relief) }),
        worked: `${n(term('owed'))} × ${share(language, relief)}`,
        figure: relief * term('owed'),
      },
    ]
  }
  const chance = term('probability')
  const later = term('if-it-fails')
  const lines: Working[] = [
    {
      what: say('app.desk.term.pays', { percent: percent(chance) }),
      worked: `${n(term('money-if-paid'))} × ${share(language, chance)}`,
      figure: chance * term('money-if-paid'),
    },
    {
      what: say('app.desk.term.fails'),
      worked: chance < 1 ? `${n(later / (1 - chance))} × ${share(language, 1 - chance)}` : '',
      figure: later,
    },
    { what: say('app.desk.term.cost', { minutes: way.minutes }), worked: '', figure: -term('cost') },
    {
      what: say('app.desk.term.relation', { percent: percent(term('leaves')), worth: n(term('relation')) }),
      worked: '',
      figure: -term('leaves') * term('relation'),
    },
  ]
  return lines.filter((line, at) => at === 0 || Math.abs(line.figure) >= 0.5)
}

/** Decimal text of minor units, for a field. */
export function fieldText(minor: string, currency: string): string {
  const exponent = exponentOf(currency)
  const digits = minor.padStart(exponent + 1, '0')
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
