/** Names as banks deliver them: cut, upper case, umlauts lost, legal form written in ten ways. */

const LETTERS: Readonly<Record<string, string>> = { ß: 'SS', Ø: 'O', Ł: 'L', Đ: 'D', Æ: 'A', Œ: 'O', Þ: 'TH', İ: 'I', ı: 'I' }

/** Upper case without accents; AE, OE and UE read as A, O and U, so that MUELLER, MÜLLER and MULLER are one. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[ŁØĐÆŒÞİß]/g, c => LETTERS[c] ?? c)
    .replace(/([AOU])E/g, '$1')

/** Words of a name without legal forms; single letters in a row are one word (`B.V.`, `S.A.R.L.`). */
export function nameTokens(name: string, legalForms: ReadonlySet<string>): string[] {
  const joined = foldText(name.replace(/(?<=\b\p{L})\.\s?(?=\p{L}\b)/gu, ''))
  const tokens = joined.split(/[^\p{L}\p{N}]+/u).filter(t => t !== '')
  const kept = tokens.filter(t => !legalForms.has(t))
  return kept.length > 0 ? kept : tokens
}

/** Edits (insert, delete, replace, swap of neighbours) from one word to another, up to 2; 3 where there are more. */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > 2) return 3
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return Math.min(3, row[b.length] ?? 3)
}

/** How well one word stands for another, 0 to 1: equal, cut off at the end, or mistyped. */
function tokenLikeness(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length >= 4 && long.startsWith(short)) return 0.9
  const distance = editDistance(a, b)
  if (distance === 1 && short.length >= 5) return 0.9
  return distance === 2 && short.length >= 8 ? 0.8 : 0
}

/** Likeness of two names, 0 to 1: matched letters of both over all letters of both. Order does not matter. */
export function nameLikeness(a: readonly string[], b: readonly string[]): number {
  const free = [...b]
  let matched = 0
  for (const word of a) {
    let best = 0
    let at = -1
    free.forEach((other, i) => {
      const likeness = tokenLikeness(word, other)
      if (likeness > best) {
        best = likeness
        at = i
      }
    })
    if (at < 0) continue
    matched += best * (word.length + (free[at]?.length ?? 0))
    free.splice(at, 1)
  }
  const all = [...a, ...b].reduce((sum, t) => sum + t.length, 0)
  return all === 0 ? 0 : matched / all
}

interface NamedClient {
  readonly client: string
  readonly tokens: readonly string[]
}

export type NameEvidence = { readonly client: string; readonly kind: 'equal' | 'close'; readonly likeness: number }

const CLOSE_MIN = 0.72
const LEAD_MIN = 0.12
const POSTINGS_MAX = 400

/** Finds clients by name. Built once for a book of invoices; answers are kept by text. */
export class NameIndex {
  readonly #equal = new Map<string, Set<string>>()
  readonly #byWord = new Map<string, NamedClient[]>()
  readonly #answers = new Map<string, NameEvidence | undefined>()
  readonly #legalForms: ReadonlySet<string>

  constructor(clients: ReadonlyMap<string, string>, legalForms: ReadonlySet<string>) {
    this.#legalForms = legalForms
    for (const [client, name] of clients) {
      const tokens = nameTokens(name, legalForms)
      const key = keyOf(tokens)
      if (key === '') continue
      this.#equal.set(key, (this.#equal.get(key) ?? new Set()).add(client))
      for (const stem of new Set(tokens.map(stemOf))) {
        const posting = this.#byWord.get(stem)
        if (posting) posting.push({ client, tokens })
        else this.#byWord.set(stem, [{ client, tokens }])
      }
    }
  }

  /** The one client a name means; undefined where none or several come into question. */
  find(name: string): NameEvidence | undefined {
    if (!this.#answers.has(name)) this.#answers.set(name, this.#search(name))
    return this.#answers.get(name)
  }

  #search(name: string): NameEvidence | undefined {
    const tokens = nameTokens(name, this.#legalForms)
    const equal = this.#equal.get(keyOf(tokens))
    if (equal) {
      const [client] = equal
      return equal.size === 1 && client !== undefined ? { client, kind: 'equal', likeness: 1 } : undefined
    }
    const candidates = new Map<string, readonly string[]>()
    for (const token of tokens) {
      const posting = this.#byWord.get(stemOf(token)) ?? []
      if (posting.length <= POSTINGS_MAX) for (const c of posting) candidates.set(c.client, c.tokens)
    }
    const ranked = [...candidates]
      .map(([client, own]) => ({ client, likeness: nameLikeness(tokens, own) }))
      .sort((a, b) => b.likeness - a.likeness || (a.client < b.client ? -1 : 1))
    const [best, second] = ranked
    if (!best || best.likeness < CLOSE_MIN || best.likeness - (second?.likeness ?? 0) < LEAD_MIN) return undefined
    return { client: best.client, kind: 'close', likeness: best.likeness }
  }
}

const keyOf = (tokens: readonly string[]): string => [...tokens].sort().join(' ')
/** Words that begin alike are looked at together: a cut or mistyped end does not hide a name. */
const stemOf = (token: string): string => token.slice(0, 4)
