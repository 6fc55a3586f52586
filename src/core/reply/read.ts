import type { Day } from '../day/day.ts'
import { type DayFound, type DayWords, daysIn, type Looks } from './days.ts'
import { asWritten, type Folded, fold } from './fold.ts'
import { phraseSource } from './phrase.ts'

/** What a reply may be understood as. */
export const READINGS = [
  'paid-already',
  'promise',
  'dispute',
  'asks-copy',
  'asks-plan',
  'wrong-person',
  'out-of-office',
  'hostile',
] as const
export type ReadingName = (typeof READINGS)[number]

/** Phrases that speak for a reading, by how much. */
export interface ReadingRules {
  readonly strong: readonly string[]
  readonly likely: readonly string[]
  readonly hint: readonly string[]
  /** In a sentence that holds one of these, nothing speaks for it. */
  readonly unless: readonly string[]
  readonly looks?: Looks | undefined
  /** Of several days the last one: an absence is named by its beginning and its end. */
  readonly last?: boolean | undefined
}

/** All that is known of one language to read replies in it; data (see packs/replies). */
export interface ReadWords {
  readonly language: string
  readonly spaced: boolean
  /** Small words that give the language away. */
  readonly common: readonly string[]
  readonly days: DayWords
  readonly readings: Readonly<Record<ReadingName, ReadingRules>>
}

export interface Reading {
  /** `unclear`: nothing, or several things alike, speak out. */
  readonly reading: ReadingName | 'unclear'
  /** The day it speaks of: of the promise, of the payment, of the return. */
  readonly day: Day | null
  /** The words that led to it, as they wrote them. */
  readonly words: readonly string[]
  /** The language it was read in. */
  readonly language: string
}

const WEIGHTS = { strong: 3, likely: 2, hint: 1 } as const
const LEAST = 2
const MARGIN = 1

interface Rule {
  readonly pattern: RegExp
  readonly weight: number
}
interface Compiled {
  readonly readings: readonly {
    readonly name: ReadingName
    readonly rules: readonly Rule[]
    readonly unless: RegExp | undefined
    readonly looks: Looks | undefined
    readonly last: boolean
  }[]
  readonly common: ReadonlySet<string>
}

const compiled = new WeakMap<ReadWords, Compiled>()
function compile(words: ReadWords): Compiled {
  const known = compiled.get(words)
  if (known) return known
  const { spaced } = words
  const readings = READINGS.map(name => {
    const r = words.readings[name]
    const rules = (['strong', 'likely', 'hint'] as const).flatMap(level =>
      r[level].map(phrase => ({ pattern: new RegExp(phraseSource(phrase, spaced)), weight: WEIGHTS[level] })),
    )
    const unless = r.unless.length === 0 ? undefined : new RegExp(r.unless.map(p => phraseSource(p, spaced)).join('|'))
    return { name, rules, unless, looks: r.looks, last: r.last === true }
  })
  const made = { readings, common: new Set(words.common.map(w => fold(w).text)) }
  compiled.set(words, made)
  return made
}

/** How much of a text is in a language, by its small words. */
function share(folded: Folded, words: ReadWords): number {
  const { common } = compile(words)
  if (!words.spaced) return [...common].reduce((n, sign) => n + folded.text.split(sign).length - 1, 0)
  return (folded.text.match(/[a-z']+/g) ?? []).reduce((n, word) => n + (common.has(word) ? 1 : 0), 0)
}

/** The languages in which a text may be, likeliest first; where nothing gives it away, all of them, the one hinted at first. */
function likelyLanguages(folded: Folded, all: readonly ReadWords[], hint: string | null): readonly ReadWords[] {
  const counted = all.map(words => ({ words, n: share(folded, words) + (words.language === hint ? 0.5 : 0) })).sort((a, b) => b.n - a.n)
  const least = (counted[0]?.n ?? 0) / 2
  return counted.filter(c => c.n >= least).map(c => c.words)
}

interface Sentence {
  readonly text: string
  readonly from: number
}

/** Sentences of the folded text; a line that is only wrapped is none. */
function sentencesOf(text: string): Sentence[] {
  const flat = text.replace(/\n(?!\s*\n)/g, ' ')
  const sentences: Sentence[] = []
  let from = 0
  for (const end of flat.matchAll(/[.!?](?=\s|$)|[。！？]|\n\s*\n/g)) {
    const to = end.index + end[0].length
    sentences.push({ text: flat.slice(from, to), from })
    from = to
  }
  sentences.push({ text: flat.slice(from), from })
  return sentences.filter(s => s.text.trim() !== '')
}

interface Evidence {
  readonly from: number
  readonly to: number
  readonly weight: number
}

const overlaps = (a: Evidence, b: Evidence): boolean => a.from < b.to && b.from < a.to

function evidenceFor(sentences: readonly Sentence[], c: Compiled['readings'][number]): Evidence[] {
  const all: Evidence[] = []
  for (const { text, from } of sentences) {
    if (c.unless?.test(text)) continue
    for (const { pattern, weight } of c.rules) {
      const match = pattern.exec(text)
      if (match) all.push({ from: from + match.index, to: from + match.index + match[0].length, weight })
    }
  }
  // the same words speak once, by their heaviest phrase
  return all
    .sort((a, b) => b.weight - a.weight || b.to - b.from - (a.to - a.from))
    .filter((e, at, sorted) => !sorted.slice(0, at).some(o => overlaps(o, e)))
}

/** The day nearest to what speaks for the reading, on its side of the letter; or the last. */
function dayFor(
  folded: Folded,
  words: ReadWords,
  on: Day,
  { looks, last, evidence }: Pick<Compiled['readings'][number], 'looks' | 'last'> & { readonly evidence: readonly Evidence[] },
): DayFound | undefined {
  if (!looks) return undefined
  const found = daysIn(folded, words.days, on, looks).filter(d => (looks === 'ahead' ? d.day >= on : d.day <= on))
  if (last) return found.filter(d => d.day > on).sort((a, b) => (a.day < b.day ? 1 : -1))[0]
  const apart = (d: DayFound): number =>
    Math.min(...evidence.map(e => (d.from < e.to && e.from < d.to ? 0 : Math.max(d.from - e.to, e.from - d.to))))
  return found.sort((a, b) => apart(a) - apart(b))[0]
}

function readIn(folded: Folded, words: ReadWords, on: Day): Reading {
  const sentences = sentencesOf(folded.text)
  const scored = compile(words)
    .readings.map(c => {
      const evidence = evidenceFor(sentences, c)
      return { ...c, evidence, score: evidence.reduce((sum, e) => sum + e.weight, 0) }
    })
    .sort((a, b) => b.score - a.score)
  const [first, second] = scored
  if (!first || first.score < LEAST || first.score - (second?.score ?? 0) < MARGIN)
    return { reading: 'unclear', day: null, words: [], language: words.language }
  const day = dayFor(folded, words, on, first)
  const told = first.evidence.toSorted((a, b) => a.from - b.from).map(e => asWritten(folded, e.from, e.to))
  return {
    reading: first.name,
    day: day?.day ?? null,
    words: day && !told.some(t => t.includes(day.words)) ? [...told, day.words] : told,
    language: words.language,
  }
}

const TEXT_MAX = 20_000

/**
 * Reads a reply by phrases: a suggestion, never more. @param text their own words, without quotes and signature. @param on the day it came.
 * @param hint the client's language.
 */
export function readReply(text: string, all: readonly ReadWords[], on: Day, hint: string | null): Reading {
  const folded = fold(text.slice(0, TEXT_MAX))
  const read = likelyLanguages(folded, all, hint).map(words => readIn(folded, words, on))
  return read.find(r => r.reading !== 'unclear') ?? read[0] ?? { reading: 'unclear', day: null, words: [], language: hint ?? '' }
}
