import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(1 << 14)
let poolAt = pool.length

/** Random bytes from a pool that is filled a page at a time: ids and salts of a long import come by the hundred thousand. */
export function randomBytes(count: number): Buffer {
  if (poolAt + count > pool.length) {
    randomFillSync(pool)
    poolAt = 0
  }
  const bytes = Buffer.from(pool.subarray(poolAt, poolAt + count))
  pool.fill(0, poolAt, poolAt + count) // a salt is never left lying about
  poolAt += count
  return bytes
}

let lastMs = 0
let counter = 0

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
  const time = lastMs.toString(16).padStart(12, '0')
  const sequence = counter.toString(16).padStart(3, '0')
  const random = randomBytes(8)
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
  const tail = random.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
