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
let prefix = ''

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
  if (counter === 0 || prefix === '') {
    const time = lastMs.toString(16).padStart(12, '0')
    prefix = `${time.slice(0, 8)}-${time.slice(8)}-7`
  }
  const sequence = counter.toString(16).padStart(3, '0')
  const at = take(8)
  const random = pool.toString('hex', at, at + 8)
  const variant = '89ab'[(pool[at] ?? 0) & 3]
  return `${prefix}${sequence}-${variant}${random.slice(1, 4)}-${random.slice(4)}`
}
