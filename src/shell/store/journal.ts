import { hash } from 'node:crypto'

/** Stable text of a fact for its digest: keys sorted, bigint as text, absent as null. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) => {
    if (typeof v === 'bigint') return v.toString()
    if (v === undefined) return null
    if (v !== null && typeof v === 'object' && !Array.isArray(v))
      return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
    return v
  })
}

const sha256 = (textToHash: string): string => hash('sha256', textToHash, 'base64url')

export const factDigest = (salt: string, noun: string, fact: object): string => sha256(`${salt}\n${noun}\n${canonical(fact)}`)

/** Digest of all that one transaction wrote and closed; order does not matter. */
export const contentDigest = (written: readonly string[], closed: readonly string[]): string =>
  sha256(`${[...written].sort().join('\n')}\n--\n${[...closed].sort().join('\n')}`)

export interface LinkParts {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly what: string
  readonly content: string
}
export const linkDigest = (previous: string, parts: LinkParts): string =>
  sha256([previous, parts.seq, parts.at, parts.actor, parts.what, parts.content].join('\n'))
