import { expect, test } from 'vitest'
import { crashRounds } from '../support/crash-rounds.ts'
import { aFirm, longLive } from '../support/firm.ts'

/** A small seeded generator, so that a failing round can be run again. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const ROUNDS = Number(process.env.DUNWELL_CRASH_ROUNDS ?? 12)

test.each([1, 3])(
  'killed at random moments with %i workers: never lost, never twice',
  async workers => {
    const firm = await aFirm('2026-01-05')
    await longLive(firm, '2026-03-10')
    await firm.store.close()
    try {
      const report = await crashRounds(firm.file, ROUNDS, workers, chanceFrom(7 + workers))
      if (process.env.DUNWELL_CRASH_ROUNDS) process.stdout.write(`${JSON.stringify({ workers, ...report })}\n`)
      expect(report.killed).toBeGreaterThan(ROUNDS / 3)
      expect(report.copies).toBeGreaterThan(0)
      expect(report.unsureMost).toBeLessThanOrEqual(workers)
      expect(report.copies).toBeLessThanOrEqual(report.imported)
    } finally {
      const { rmSync } = await import('node:fs')
      rmSync(firm.folder, { recursive: true })
    }
  },
  600_000,
)
