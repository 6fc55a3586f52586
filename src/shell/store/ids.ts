import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(1 << 14)
let poolAt = pool.length

/** Where so many fresh random bytes begin in a pool that is filled a page at a time: ids and salts of a long import come by the hundred thousand. */
function take(count: number): number {
  if (poolAt + count > pool.length) {
    randomFillSync(pool)
    poolAt = 0
  }
  poolAt += count
  return poolAt - count
}

/** Random bytes as base64url text: the salt of a fact. */
export function randomText(count: number): string {
  const at = take(count)
  const text = pool.toString('base64url', at, at + count)
  pool.fill(0, at, at + count) // a salt is never left lying about
  return text
}

let lastMs = 0
let counter = 0
/** The text of an id being made, byte by byte: `tttttttt-tttt-7sss-vrrr-rrrrrrrrrrrr`, of time, sequence, variant and random. */
const idText = Buffer.from('00000000-0000-7000-8000-000000000000')
const HEX = Buffer.from('0123456789abcdef')
const SEQUENCE_AT = 15
const VARIANT_AT = 19
const RANDOM_AT = [20, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35] as const
const hexOf = (bits: number): number => HEX[bits & 15] ?? 0

/** A UUIDv7 (RFC 9562): sorts by time, and within a millisecond of this process by order of making. */
export function newId(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = 0
  } else counter += 1
  if (counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  if (counter === 0) {
    const time = lastMs.toString(16).padStart(12, '0')
    idText.write(`${time.slice(0, 8)}-${time.slice(8)}`, 'latin1')
  }
  idText[SEQUENCE_AT] = hexOf(counter >> 8)
  idText[SEQUENCE_AT + 1] = hexOf(counter >> 4)
  idText[SEQUENCE_AT + 2] = hexOf(counter)
  let from = take(1 + RANDOM_AT.length)
  idText[VARIANT_AT] = hexOf(8 | ((pool[from] ?? 0) & 3))
  for (const at of RANDOM_AT) {
    from += 1
    idText[at] = hexOf(pool[from] ?? 0)
  }
  return idText.toString('latin1')
}
