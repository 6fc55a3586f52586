import { fold } from './fold.ts'
import { phraseSource } from './phrase.ts'

/** How letters are quoted and signed in one language; data (see packs/replies). */
export interface CutWords {
  readonly spaced: boolean
  /** What stands over a quoted mail: `on ... wrote:`. */
  readonly quoted: readonly string[]
  /** How a subject begins that a machine wrote. */
  readonly automatic: readonly string[]
  /** The names of the first and of a further line of a mail’s head, as quoted by some programs: from, sent, subject. */
  readonly head: readonly string[]
  /** A whole line that ends a letter: everything below is signature. */
  readonly closing: readonly string[]
  /** A line that a telephone or a firm puts under every letter. */
  readonly footers: readonly string[]
}

/** A mail’s text in its parts. Together they are the whole. */
export interface CutMail {
  /** Their own words. */
  readonly said: string
  readonly quoted: string
  readonly signature: string
}

const SIGNATURE_LINES_MAX = 12
const HEAD_LINES = 5
const INTRO_LINES = 3

interface Marks {
  readonly automatic: RegExp | undefined
  readonly intro: readonly RegExp[]
  readonly head: RegExp | undefined
  readonly closing: RegExp | undefined
  readonly footer: RegExp | undefined
}

function marksOf(words: readonly CutWords[]): Marks {
  const all = (pick: (w: CutWords) => readonly string[], wrap: (source: string) => string): RegExp | undefined => {
    const sources = words.flatMap(w => pick(w).map(p => phraseSource(p, w.spaced)))
    return sources.length === 0 ? undefined : new RegExp(wrap(sources.join('|')))
  }
  return {
    automatic: all(
      w => w.automatic,
      s => `^[\\s\\[(]*(?:${s})`,
    ),
    intro: words.flatMap(w =>
      w.quoted.map(p => new RegExp(`^\\s*${phraseSource(p.replace('...', '\u0002'), false).replaceAll('\u0002', '.{1,200}?')}\\s*$`)),
    ),
    head: all(
      w => w.head,
      s => `^[\\s*]*(?:${s})\\s*\\*?\\s*[:：]`,
    ),
    closing: all(
      w => w.closing,
      s => `^\\s*(?:${s})[\\s,.!。、]*$`,
    ),
    footer: all(
      w => w.footers,
      s => `^\\s*(?:${s})`,
    ),
  }
}

/** Whether a subject says that nobody wrote the mail: `Automatic reply: …`. */
export function isAutomaticSubject(subject: string, words: readonly CutWords[]): boolean {
  const automatic = marksFor(words).automatic
  return automatic?.test(fold(subject).text) === true
}

const RULE = /^\s*(?:[-_]{5,}|[-_=\s]*(?:-{2,}|_{2,}).{3,40}(?:-{2,}|_{2,})\s*)$/

/** Where the mail that is answered begins, and whether its lines carry a mark of their own. None: nothing is quoted. */
function quoteStart(lines: readonly string[], marks: Marks): { from: number; to: number } | undefined {
  for (let at = 0; at < lines.length; at++) {
    const folded = fold(lines[at] ?? '').text
    if (/^\s*>/.test(folded)) return { from: at, to: at }
    for (let more = 0; more < INTRO_LINES; more++) {
      const joined = fold(
        lines
          .slice(at, at + more + 1)
          .join(' ')
          .replace(/\s+/g, ' '),
      ).text
      if (folded.trim() !== '' && marks.intro.some(i => i.test(joined))) return { from: at, to: at + more + 1 }
    }
    if (RULE.test(folded) && headLines(lines, at + 1, marks) >= 2) return { from: at, to: lines.length }
    if (marks.head?.test(folded) && headLines(lines, at, marks) >= 3) return { from: at, to: lines.length }
  }
  return undefined
}

/** How many of the next lines look like a mail’s head. */
const headLines = (lines: readonly string[], from: number, marks: Marks): number =>
  lines.slice(from, from + HEAD_LINES + 2).filter(line => marks.head?.test(fold(line).text)).length

/** Their words below or between quoted lines are theirs too. */
function unquoted(lines: readonly string[], start: { from: number; to: number }): { own: string[]; quoted: string[] } {
  const rest = lines.slice(start.to)
  if (!rest.some(line => /^\s*>/.test(line))) return { own: lines.slice(0, start.from), quoted: lines.slice(start.from) }
  const own = [...lines.slice(0, start.from)]
  const quoted = [...lines.slice(start.from, start.to)]
  for (const line of rest) (/^\s*>/.test(line) ? quoted : own).push(line)
  return { own, quoted }
}

function signatureStart(lines: readonly string[], marks: Marks): number {
  const dashes = lines.findIndex(line => /^-- ?$/.test(line))
  if (dashes >= 0) return dashes
  for (let at = 0; at < lines.length; at++) {
    const folded = fold(lines[at] ?? '').text
    if (marks.footer?.test(folded)) return at
    if (!marks.closing?.test(folded)) continue
    const below = lines.slice(at + 1).filter(line => line.trim() !== '')
    const before = lines.slice(0, at).some(line => line.trim() !== '')
    if (before && below.length <= SIGNATURE_LINES_MAX) return at
  }
  return lines.length
}

const joined = (lines: readonly string[]): string => lines.join('\n').trim()

/** Divides a plain text mail into what they say, what they quote and how they sign. @param words of every language: people mix them. */
export function cutMail(text: string, words: readonly CutWords[]): CutMail {
  const marks = marksFor(words)
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\ufeff]/g, '')
    .split('\n')
  const start = quoteStart(lines, marks)
  const { own, quoted } = start ? unquoted(lines, start) : { own: lines, quoted: [] }
  const end = signatureStart(own, marks)
  return { said: joined(own.slice(0, end)), quoted: joined(quoted), signature: joined(own.slice(end)) }
}

const made = new WeakMap<readonly CutWords[], Marks>()
function marksFor(words: readonly CutWords[]): Marks {
  const known = made.get(words) ?? marksOf(words)
  made.set(words, known)
  return known
}
