import { type Day, daysBetween } from '../day/day.ts'
import type { Fact } from '../facts/nouns.ts'
import type { OpenItem } from '../ledger/balance.ts'
import { inOrder } from '../order.ts'
import type { Case } from './case.ts'
import type { PolicyStep } from './policy.ts'
import { takenBack } from './sorry.ts'

/** What has been done in this run of being overdue, as it counts for its oldest invoice. */
export interface Past {
  /** Index of the furthest step done or skipped; −1: none. */
  readonly position: number
  /** The last chasing contact in this run. */
  readonly lastContact: Fact<'deed'> | undefined
  /** The last message of this run to this client, whatever it named: its tone is the level reached. */
  readonly level: Fact<'deed'> | undefined
  /** The last written contact that counts for the oldest invoice, and its step. */
  readonly lastMessage: Fact<'deed'> | undefined
  readonly lastStep: PolicyStep | undefined
  /** A person asked for this step once more; not yet done. */
  readonly repeatAsked: Fact<'steer'> | undefined
  readonly moved: ReadonlyMap<string, Fact<'steer'>>
  readonly softened: ReadonlyMap<string, Fact<'steer'>>
  /** How often each step has been done under this very cycle id. */
  readonly times: ReadonlyMap<string, number>
  /** The last day each step was done. */
  readonly lastDone: ReadonlyMap<string, Day>
}

interface Event {
  readonly on: Day
  readonly at: string
  readonly deed?: Fact<'deed'>
  readonly steer?: Fact<'steer'>
}

/** Steers naming no step mean the next one. */
const NEXT = '*'

const idOf = ({ deed, steer }: Event): string => deed?.id ?? steer?.id ?? ''

function eventsOf(c: Case, from: Day): Event[] {
  const events: Event[] = []
  for (const deed of c.facts.deed)
    if (
      deed.doneOn <= c.today &&
      (deed.doneOn >= from || deed.outside === true) &&
      deed.outcome !== 'failed' &&
      deed.outcome !== 'attempted'
    )
      events.push({ on: deed.doneOn, at: deed.at ?? deed.recordedAt, deed })
  for (const steer of c.facts.steer)
    if (steer.effectiveOn <= c.today && (steer.cycle === null ? steer.effectiveOn >= from : steer.cycle === c.cycle?.id))
      events.push({ on: steer.effectiveOn, at: steer.recordedAt, steer })
  return inOrder(events, (a, b) =>
    a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.at < b.at ? -1 : a.at > b.at ? 1 : idOf(a) < idOf(b) ? -1 : 1,
  )
}

/** The day from which an invoice counts as asked for anew: it was sent again after it had never arrived. */
export function restartOf(c: Case, invoiceId: string): Day | null {
  let restart: Day | null = null
  for (const a of c.facts.arrival)
    if (
      a.invoiceId === invoiceId &&
      a.state === 'never-received' &&
      a.effectiveOn <= c.today &&
      (restart === null || a.effectiveOn > restart)
    )
      restart = a.effectiveOn
  if (restart === null) return null
  const since = restart
  const again = c.facts.arrival.filter(a => a.invoiceId === invoiceId && a.state !== 'never-received' && a.effectiveOn >= since)
  return again.reduce<Day>((latest, a) => (a.effectiveOn <= c.today && a.effectiveOn > latest ? a.effectiveOn : latest), since)
}

/**
 * How a deed counts for an invoice. `whole`: the step is done for it · `one`: it was named in a message meant for an older debt, so it has been
 * reminded one step further · `not`: it was not named.
 */
function countsFor(c: Case, deed: Fact<'deed'>, step: PolicyStep | undefined, item: OpenItem): 'whole' | 'one' | 'not' {
  if (deed.outside === true || deed.invoiceIds === null || deed.invoiceIds.length === 0) return 'whole'
  if (!deed.invoiceIds.includes(item.id)) return 'not'
  const { dueOn } = item.account.invoice
  const older = c.ledger.accounts.some(a => a.invoice.dueOn < dueOn && deed.invoiceIds?.includes(a.invoice.id))
  if (!older) return 'whole'
  return step !== undefined && daysBetween(item.dueOn, deed.doneOn) >= step.days ? 'whole' : 'one'
}

/** What was done and steered since the run opened, as it counts for its oldest invoice. */
export function pastOf(c: Case, oldest: OpenItem): Past {
  const known = c.pasts.get(oldest.account)
  if (known && known.cycle === c.cycle?.id) return known.past
  const past = walk(c, oldest)
  c.pasts.set(oldest.account, { cycle: c.cycle?.id, past })
  return past
}

const NOTHING_DONE: Past = {
  position: -1,
  lastContact: undefined,
  level: undefined,
  lastMessage: undefined,
  lastStep: undefined,
  repeatAsked: undefined,
  moved: new Map(),
  softened: new Map(),
  times: new Map(),
  lastDone: new Map(),
}

function walk(c: Case, oldest: OpenItem): Past {
  const { steps } = c.policy
  const from = c.cycle?.from ?? c.today
  const restart = c.facts.arrival.length > 0 ? restartOf(c, oldest.id) : null
  const wrong = takenBack(c.facts)
  let position = -1
  let lastContact: Fact<'deed'> | undefined
  let level: Fact<'deed'> | undefined
  let lastMessage: Fact<'deed'> | undefined
  let lastStep: PolicyStep | undefined
  let repeatAsked: Fact<'steer'> | undefined
  const events = eventsOf(c, from)
  if (events.length === 0) return NOTHING_DONE
  const moved = new Map<string, Fact<'steer'>>()
  const softened = new Map<string, Fact<'steer'>>()
  const times = new Map<string, number>()
  const lastDone = new Map<string, Day>()
  const placeOf = (id: string): number => c.agenda.placeOf.get(id) ?? -1
  const nextMessage = (upTo: number): number => {
    const at = steps.findIndex((s, i) => i > position && i <= upTo && s.days > 0 && !s.byPerson && !s.onlyKnownLate)
    return at === -1 ? position : at
  }
  const onDeed = (deed: Fact<'deed'>): void => {
    const index = placeOf(deed.step)
    const step = steps[index]
    if (deed.cycle === c.cycle?.id) times.set(deed.step, (times.get(deed.step) ?? 0) + (deed.outcome === 'skipped' ? 0 : 1))
    if (restart !== null && deed.doneOn < restart) return
    if (step && step.days <= 0) return
    if (wrong.has(deed.id)) {
      if (deed.class === 'chase' && !step?.internal) lastContact = deed // no step and no tone, but a contact it was
      return
    }
    if (deed.class === 'chase' && deed.outcome !== 'skipped' && !step?.byPerson) level = deed
    const counts = countsFor(c, deed, step, oldest)
    if (counts === 'not') return
    if (index === -1 ? deed.outside === true && deed.class === 'chase' : counts === 'one')
      position = Math.max(position, nextMessage(index === -1 ? steps.length : index))
    else if (index >= 0) position = Math.max(position, index)
    if (deed.outcome === 'skipped' || deed.class !== 'chase') return
    if (step) lastDone.set(step.id, deed.doneOn)
    if (repeatAsked && (repeatAsked.step === null || repeatAsked.step === deed.step)) repeatAsked = undefined
    if (!step?.internal) lastContact = deed
    if (!step?.byPerson) {
      lastMessage = deed
      lastStep = step ?? lastStep
    }
    if (moved.size + softened.size === 0) return
    for (const key of [deed.step, NEXT]) {
      moved.delete(key)
      softened.delete(key)
    }
  }
  const onSteer = (steer: Fact<'steer'>): void => {
    const key = steer.step ?? NEXT
    const index = steer.step === null ? steps.findIndex((s, i) => i > position && s.days > 0) : placeOf(steer.step)
    if (steer.action === 'skip') position = Math.max(position, index)
    else if (steer.action === 'move' && steer.toDay !== null) moved.set(key, steer)
    else if (steer.action === 'soften' && steer.tone !== null) softened.set(key, steer)
    else if (steer.action === 'repeat') repeatAsked = steer
  }
  for (const { deed, steer } of events) {
    if (deed) onDeed(deed)
    if (steer) onSteer(steer)
  }
  return { position, lastContact, level, lastMessage, lastStep, repeatAsked, moved, softened, times, lastDone }
}
