import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { checkSmtp } from '../mail/smtp.ts'
import { shippedHolidays } from '../packs/holidays.ts'
import { loadDecider } from '../run/decider.ts'
import { verifyChain } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { checkBalances } from './doctor-balances.ts'
import { mailAccessOf } from './mail-server.ts'

export interface Check {
  readonly what: 'journal' | 'balances' | 'packs' | 'disk' | 'clock' | 'mail' | 'outbox'
  readonly fine: boolean
  readonly says: string
}

const DISK_BYTES_LEAST = 500_000_000

async function journal({ store, workspaceId }: Place): Promise<Check> {
  const broken = await verifyChain(store.db, workspaceId)
  return { what: 'journal', fine: !broken, says: broken ? `broken at link ${broken.seq}: ${broken.why}` : 'every link holds' }
}

async function balances(place: Place): Promise<Check> {
  const { clients, invoices, differences, more } = await checkBalances(place)
  const said = [...differences, ...(more > 0 ? [`${more} more`] : [])].join('; ')
  return { what: 'balances', fine: said === '', says: said || `${invoices} invoices of ${clients} clients come out the same both ways` }
}

async function packs(place: Place): Promise<Check> {
  try {
    await loadDecider(place)
    return { what: 'packs', fine: true, says: `policies and laws are sound, holidays of ${(await shippedHolidays()).size} countries` }
  } catch (error) {
    return { what: 'packs', fine: false, says: error instanceof Error ? error.message : String(error) }
  }
}

async function disk({ store }: Place, config: Config): Promise<Check> {
  const { bavail, bsize } = await statfs(dirname(store.flavour === 'sqlite' ? store.location : config.store))
  const free = bavail * bsize
  return { what: 'disk', fine: free >= DISK_BYTES_LEAST, says: `${Math.round(free / 1e6)} MB free` }
}

/** A clock that went back would date deeds before what is already written. */
async function clock({ store, workspaceId }: Place): Promise<Check> {
  const query = store.db.selectFrom('journal').select('at').where('workspaceId', '=', workspaceId)
  const last = await query.orderBy('at', 'desc').limit(1).executeTakeFirst()
  const now = systemClock.now()
  const fine = last === undefined || last.at <= now
  return { what: 'clock', fine, says: fine ? `it is ${now}` : `it is ${now}, but the journal was already written at ${last?.at}` }
}

async function mail(place: Place, config: Config): Promise<Check> {
  const access = await mailAccessOf(place, config)
  if (access === undefined) return { what: 'mail', fine: true, says: 'no mail server is set: messages become drafts' }
  const fault = await checkSmtp(access)
  return { what: 'mail', fine: fault === undefined, says: fault ?? 'the server answers' }
}

async function outbox({ store, workspaceId }: Place): Promise<Check> {
  const rows = await store.db
    .selectFrom('outbox')
    .select(['state', eb => eb.fn.countAll<bigint>().as('n')])
    .where('workspaceId', '=', workspaceId)
    .where('state', 'in', ['unsure', 'failed', 'leased'])
    .groupBy('state')
    .execute()
  return { what: 'outbox', fine: rows.length === 0, says: rows.map(r => `${r.n} ${r.state}`).join(', ') || 'nothing waits for a look' }
}

/** Looks whether all is sound: journal, balances, packs, disk, clock, mail, outbox. Changes nothing. */
export const doctor = (place: Place, config: Config): Promise<Check[]> =>
  Promise.all([journal(place), balances(place), packs(place), disk(place, config), clock(place), mail(place, config), outbox(place)])
