import { addDays, type Day } from '../day/day.ts'
import type { REASONS_FOR_LATENESS } from '../facts/nouns/recovery.ts'

/** What clients say instead of paying, and what to do about it. Data: one file each. Texts by language. */
export interface Excuse {
  readonly id: string
  /** Ways of saying it, first the plainest. */
  readonly phrases: Readonly<Record<string, readonly string[]>>
  /** The next question, word for word. */
  readonly ask: Readonly<Record<string, string>>
  /** What to ask for: names ending in `On` are days, `amount` is money, the rest text. */
  readonly evidence: readonly string[]
  /** Days after which it is looked at. */
  readonly verifyDays: number
  /** What it says of the reason for lateness; none: nothing. */
  readonly reason: (typeof REASONS_FOR_LATENESS)[number] | null
  /** Where it leads: wait for money and check · a plan · a dispute · another contact · an answer today. */
  readonly leads: 'verify' | 'plan' | 'dispute' | 'contact' | 'answer'
  /** The invoices named rest until it is looked at. */
  readonly rests: boolean
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Languages that write no spaces are compared by pairs of signs, the others by words. */
function tokens(text: string): Set<string> {
  const folded = fold(text)
  if (!/[\u3040-\u30ff\u4e00-\u9fff]/.test(folded)) return new Set(folded.split(' ').filter(w => w.length > 2))
  const signs = [...folded.replaceAll(' ', '')]
  return new Set(signs.slice(0, -1).map((sign, at) => sign + signs[at + 1]))
}

/** Words begin alike: `check` and `checks`, `paye` and `payer`. */
const alike = (a: string, b: string): boolean => a === b || (Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a)))

function nearness(said: ReadonlySet<string>, phrase: string): number {
  const wanted = tokens(phrase)
  if (wanted.size === 0 || said.size === 0) return 0
  const shared = [...wanted].filter(w => [...said].some(s => alike(s, w))).length
  return shared === 0 ? 0 : shared / Math.min(wanted.size, said.size) + shared / 100
}

/** Below this a likeness is chance. */
const NEAR_ENOUGH = 0.5

/** The excuses that what was typed may mean, nearest first; with nothing typed, none. @param language where the phrases of it lack, all are searched. */
export function recognise(typed: string, excuses: readonly Excuse[], language: string): Excuse[] {
  const said = tokens(typed)
  const found = excuses.map(excuse => {
    const phrases = excuse.phrases[language] ?? Object.values(excuse.phrases).flat()
    return { excuse, score: Math.max(0, ...phrases.map(p => nearness(said, p))) }
  })
  return found
    .filter(f => f.score >= NEAR_ENOUGH)
    .sort((a, b) => b.score - a.score || (a.excuse.id < b.excuse.id ? -1 : 1))
    .map(f => f.excuse)
}

/** The day on which what was said is looked at. */
export const verifyOn = (excuse: Pick<Excuse, 'verifyDays'>, saidOn: Day): Day => addDays(saidOn, excuse.verifyDays)

/** How often each excuse of a client came true: what the next talk may know. */
export function cameTrue(
  said: readonly { readonly excuse: string; readonly cameTrue: boolean | null }[],
): { readonly excuse: string; readonly said: number; readonly cameTrue: number; readonly open: number }[] {
  const by = Map.groupBy(said, s => s.excuse)
  return [...by].map(([excuse, all]) => ({
    excuse,
    said: all.length,
    cameTrue: all.filter(s => s.cameTrue === true).length,
    open: all.filter(s => s.cameTrue === null).length,
  }))
}

/** The plainest way of saying it, in a language, else in English. @returns its id where the pack is gone. */
export function excuseSays(excuses: readonly Excuse[], id: string, language: string): string {
  const phrases = excuses.find(e => e.id === id)?.phrases
  return (phrases?.[language] ?? phrases?.en)?.[0] ?? id
}
