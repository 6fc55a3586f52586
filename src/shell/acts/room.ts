import { hash, randomBytes } from 'node:crypto'
import { addDays, type Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import type { Clock } from '../clock.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { enterWorkspace, type Place } from '../workspace.ts'
import { type Given, runningHandOver } from './hand-over.ts'

const DAYS = 60
const DAYS_MOST = 365
const hashOf = (token: string): string => hash('sha256', token)

/**
 * Opens a joint room: a link that needs no account, reaches this one claim and ends by itself. Only the hash of its secret is kept. Where clients cannot reach
 * us no link is made: the dossier goes out as a file and reports come in as one.
 */
export async function openRoom(
  place: Place,
  publicUrl: string | undefined,
  input: { readonly handOver: string; readonly days?: number | undefined },
): Promise<{ id: string; link: string; expiresOn: Day }> {
  if (publicUrl === undefined)
    return refuse('no-public-address', 'No public address is set, so no link would reach anybody.', {
      mend: 'Set DUNWELL_PUBLIC_URL, or send the dossier as a file and read the report they send back.',
    })
  const days = input.days ?? DAYS
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MOST)
    refuse('days-wrong', `A room is open for 1 to ${DAYS_MOST} days.`, { field: 'days' })
  const { handOver } = await runningHandOver(place, input.handOver)
  const token = randomBytes(32).toString('base64url')
  const expiresOn = addDays(place.by.today, days)
  const { clientId } = handOver
  const id = await recordAbout(place, clientId, 'joint room opened', pen =>
    pen.add('room', { clientId, handOverId: handOver.id, tokenHash: hashOf(token), expiresOn }),
  )
  return { id, link: `${publicUrl.replace(/\/$/, '')}/room/${token}`, expiresOn }
}

/** Closes a room before its day. */
export async function closeRoom(place: Place, input: { readonly room: string }): Promise<{ id: string }> {
  await record(place.store, place.by, 'joint room closed', pen => pen.amend('room', input.room, { closedOn: place.by.today }))
  return { id: input.room }
}

export interface Entered extends Given {
  readonly place: Place
  readonly room: Fact<'room'>
}

/** Each firm is asked by itself: nobody sees rows of two at once. */
async function roomWith(store: Store, tokenHash: string): Promise<{ workspaceId: string; id: string } | undefined> {
  for (const { id } of await store.db.selectFrom('workspace').select('id').execute()) {
    const found = store.within(id).db.selectFrom('room').select(['workspaceId', 'id']).where('workspaceId', '=', id)
    const row = await found.where('tokenHash', '=', tokenHash).where('supersededAt', 'is', null).executeTakeFirst()
    if (row) return row
  }
  return undefined
}

/** Whoever holds a link enters the one claim it is for; guessed, expired, closed and recalled ones are all answered alike: nothing. */
export async function enterRoom(store: Store, clock: Clock, token: string): Promise<Entered | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const row = await roomWith(store, hashOf(token))
  if (!row) return undefined
  const place = await enterWorkspace(store, clock, `room:${row.id}`, 'joint room', row.workspaceId)
  const room = (await factsOf(place.store.db, row.workspaceId, 'room').where('id', '=', row.id).executeTakeFirst()) as unknown as
    | Fact<'room'>
    | undefined // the columns selected are the noun’s own
  if (!room || room.closedOn !== null || room.expiresOn < place.by.today) return undefined
  try {
    return { ...(await runningHandOver(place, room.handOverId)), place, room }
  } catch {
    return undefined // recalled meanwhile: answered as if it had never been
  }
}
