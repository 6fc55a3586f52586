import { hash } from 'node:crypto'

/** Text that JSON writes as it stands: most of what a fact holds. */
const PLAIN = /^[\w .:,@/+-]*$/

/** Stable text of a fact for its digest: JSON with keys sorted, bigint as text, absent as null. Written out by hand: every fact passes here. */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string' && PLAIN.test(value)) return `"${value}"`
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const object = value as Readonly<Record<string, unknown>> // neither null nor a list
  let out = ''
  for (const key of Object.keys(object).sort()) out += `${out === '' ? '' : ','}${JSON.stringify(key)}:${canonical(object[key])}`
  return `{${out}}`
}

const sha256 = (textToHash: string): string => hash('sha256', textToHash, 'base64url')

/** Digest of a fact from its canonical text. */
export const textDigest = (salt: string, noun: string, text: string): string => sha256(`${salt}\n${noun}\n${text}`)

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
