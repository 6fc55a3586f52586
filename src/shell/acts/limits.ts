import { ownLimits } from '../../core/decide/limits.ts'
import type { Body } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { loadDecider } from '../run/decider.ts'
import { recordAbout } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { givenText } from './given.ts'

type Numbers = 'gapDays' | 'contactsPerWeek' | 'contactsPer30Days' | 'hoursFrom' | 'hoursTo'
export type LimitsInput = { readonly client: string; readonly reason?: string | undefined } & {
  readonly [N in Numbers]?: number | undefined
}

const BOUNDS: Readonly<Record<Numbers, readonly [least: number, most: number]>> = {
  gapDays: [1, 365],
  contactsPerWeek: [1, 7],
  contactsPer30Days: [1, 30],
  hoursFrom: [0, 23],
  hoursTo: [1, 24],
}
const NUMBERS = Object.keys(BOUNDS) as Numbers[] // the keys of the literal above

function checkNumbers(input: LimitsInput): void {
  for (const field of NUMBERS) {
    const [least, most] = BOUNDS[field]
    const value = input[field]
    if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most))
      refuse('limit-wrong', `"${value}" does not fit here.`, { field, mend: `Say a whole number from ${least} to ${most}.` })
  }
  if (NUMBERS.every(field => input[field] === undefined))
    refuse('field-missing', 'Say which limit is to change.', { field: 'contactsPer30Days' })
}

/** Sets how often and when one client may be contacted; what is not named stays. The law’s own limits stay whatever is set here. */
export async function setLimits(place: Place, input: LimitsInput): Promise<{ id: string; clientId: string }> {
  checkNumbers(input)
  const reason = givenText('reason', input.reason)
  const { id: clientId } = await findClient(place, input.client)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  const before = facts && ownLimits(facts, place.by.today)
  const policy = facts && (await loadDecider(place)).policyOf(facts)
  const from = input.hoursFrom ?? before?.hoursFrom ?? policy?.hours[0] ?? 0
  const to = input.hoursTo ?? before?.hoursTo ?? policy?.hours[1] ?? 24
  if (from >= to)
    refuse('limit-wrong', 'The first hour comes before the last.', { field: input.hoursTo === undefined ? 'hoursFrom' : 'hoursTo' })
  const numbers = Object.fromEntries(NUMBERS.map(field => [field, input[field] ?? before?.[field] ?? null])) as Pick<
    Body<'contactLimit'>,
    Numbers
  >
  const fact = { ...(before ? { id: before.id } : {}), clientId, ...numbers, reason }
  return { id: await recordAbout(place, clientId, 'limits of contact', pen => pen.add('contactLimit', fact)), clientId }
}

/** Back to the policy’s limits. */
export async function endLimits(place: Place, input: { readonly client: string }): Promise<{ id: string; clientId: string }> {
  const { id: clientId } = await findClient(place, input.client)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  const own = facts && ownLimits(facts, place.by.today)
  if (!own) return refuse('no-limits', 'This client has no limits of its own.', { field: 'client' })
  await recordAbout(place, clientId, 'limits of contact ended', pen =>
    pen.amend('contactLimit', own.id, { endedOn: place.by.today }, place.by.today),
  )
  return { id: own.id, clientId }
}
