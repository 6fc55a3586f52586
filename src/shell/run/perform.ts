import type { Delivery } from '../mail/smtp.ts'
import type { Place } from '../workspace.ts'
import { channels, type Means, type Render } from './channel.ts'
import type { Decider } from './decider.ts'
import { LeaseLost, lease, type OutboxRow, OWNER } from './lease.ts'
import { type OwnerMail, performOne } from './perform-one.ts'
import { recoverLeases } from './recover.ts'
import type { Settled } from './settle.ts'
import { type Turn, turnsAt } from './turns.ts'
import { workerName } from './worker-name.ts'

export interface PerformOptions {
  readonly render: Render
  /** Writes the owner's daily mail. */
  readonly ownerMail: OwnerMail
  /** One line to the server each: a crash leaves at most one message unsure for each. */
  readonly means: readonly Means[]
  /** Asked for each message: what may be sent is judged by what is known at that moment. */
  readonly decider: () => Promise<Decider>
}
export interface PerformReport {
  /** Messages to clients by where they stand now. */
  readonly counts: Readonly<Record<Settled, number>>
  /** Why the queue was left before it was empty. */
  readonly stopped: 'rehearsal' | 'ceiling' | 'server' | null
  /** What went wrong, one line a message. */
  readonly problems: readonly string[]
  readonly clientIds: readonly string[]
}

/** So many messages in a row put off, each for itself, are a server that takes none now. */
const TURNED_AWAY_MAX = 3
/** Messages of one line in hand at once: one leaves while the next is got ready. */
const HANDS = 2

const NOTHING: Readonly<Record<Settled, number>> = { sent: 0, drafted: 0, withdrawn: 0, waiting: 0, later: 0, failed: 0, unsure: 0 }

/** Another process has settled the message meanwhile: nothing more is to be done about it here. */
function lostLease(error: unknown): undefined {
  if (!(error instanceof LeaseLost)) throw error
}

/** Lets everything in the queue leave that may leave now. Safe to run at any time, by several workers and after any crash. */
export async function perform(place: Place, options: PerformOptions): Promise<PerformReport> {
  const counts = { ...NOTHING }
  const problems: string[] = []
  const clientIds = new Set<string>()
  counts.unsure += await recoverLeases(place)
  const known = await channels()
  let stopped: PerformReport['stopped'] = null
  const underWay = new Set<Promise<unknown>>()
  let isServerDown = false
  let isBroken = false
  const isDown = (): boolean => isServerDown || isBroken
  let turnedAway = 0
  const heard = (delivery: Delivery): void => {
    if (delivery.kind !== 'later') turnedAway = 0
    else if (delivery.about === undefined || ++turnedAway >= TURNED_AWAY_MAX) isServerDown = true
  }
  const worker = async (means: Means, inTurn: Turn, owner: string): Promise<void> => {
    for (;;) {
      if (isDown()) return
      const taken: OutboxRow | 'empty' | 'rehearsal' | 'ceiling' = await lease(place, owner)
      if (taken === 'empty') return
      if (typeof taken === 'string') {
        stopped = taken
        return
      }
      if (taken.clientId === OWNER) await Promise.allSettled([...underWay]) // it tells of what has left
      const trying = performOne({ place, ...options, means, channels: known, inTurn, heard }, taken).catch(lostLease)
      underWay.add(trying)
      const outcome = await trying.finally(() => underWay.delete(trying))
      if (!outcome) continue
      const { settled, problem } = outcome
      if (taken.clientId !== OWNER) {
        counts[settled] += 1
        clientIds.add(taken.clientId)
      }
      if (problem) problems.push(`${taken.key}: ${problem}`)
    }
  }
  const lines = options.means.map((means, at) => {
    const inTurn = turnsAt(isDown)
    const hand = (n: number): Promise<void> =>
      worker(means, inTurn, workerName(at * HANDS + n)).catch(error => {
        isBroken = true
        throw error
      })
    return Array.from({ length: HANDS }, (_, n) => hand(n))
  })
  // where the store fails under one hand, the others end with what they hold before it is said: nothing goes on behind the caller
  const ended = await Promise.allSettled(lines.flat())
  for (const hand of ended) if (hand.status === 'rejected') throw hand.reason
  return { counts, stopped: isServerDown ? 'server' : stopped, problems, clientIds: [...clientIds] }
}
