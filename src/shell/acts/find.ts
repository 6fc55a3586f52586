import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { nameKey } from '../../core/list/header.ts'
import { factsOf } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'

/** Where to look: a place, or a transaction within it. */
export interface Books {
  readonly store: { readonly db: Db }
  readonly workspaceId: string
}

function only<T>(found: readonly T[], what: string, asked: string, nameOf: (item: T) => string): T {
  const [first] = found
  if (first === undefined) return refuse(`no-such-${what}`, `There is no ${what} "${asked}".`, { field: what })
  if (found.length > 1)
    refuse(`which-${what}`, `"${asked}" names ${found.length} of them: ${found.slice(0, 5).map(nameOf).join(', ')}.`, {
      field: what,
      mend: 'Name it by its id.',
    })
  return first
}

/** Every invoice of a number or id. */
export async function invoicesNamed(db: Db, workspaceId: string, named: string): Promise<Fact<'invoice'>[]> {
  const rows = await factsOf(db, workspaceId, 'invoice')
    .where(eb => eb.or([eb('id', '=', named), eb('number' as 'id', '=', named)])) // a column of this noun
    .execute()
  return rows as unknown as Fact<'invoice'>[] // the columns selected are the noun’s own
}

/** Clients by id, external id or name (case and spaces folded); the exact name goes before the folded one. */
export async function clientsNamed(db: Db, workspaceId: string, named: string): Promise<Fact<'client'>[]> {
  const rows = (await factsOf(db, workspaceId, 'client').execute()) as unknown as Fact<'client'>[] // as above
  const exact = rows.filter(c => c.id === named || c.name === named)
  if (exact.length > 0) return exact
  const key = nameKey(named)
  const folded = rows.filter(c => nameKey(c.name) === key)
  return folded.length > 0 ? folded : rows.filter(c => c.externalRef === named)
}

/** The client of an id, a name (case and spaces folded) or a reference in the invoicing tool. @throws Refusal where there is none or more than one. */
export const findClient = async (place: Books, asked: string): Promise<Fact<'client'>> =>
  only(await clientsNamed(place.store.db, place.workspaceId, asked), 'client', asked, c => `${c.name} (${c.id})`)

/** The invoice of an id or a number. @throws Refusal where there is none, or the same number stands for several. */
export const findInvoice = async (place: Books, asked: string): Promise<Fact<'invoice'>> =>
  only(await invoicesNamed(place.store.db, place.workspaceId, asked), 'invoice', asked, i => `${i.number} (${i.id})`)

/** Invoices of one client. @throws Refusal where they are several clients’. */
export async function findInvoices(place: Place, asked: readonly string[]): Promise<{ clientId: string; invoices: Fact<'invoice'>[] }> {
  const invoices = await Promise.all(asked.map(one => findInvoice(place, one)))
  const [first] = invoices
  if (!first) return refuse('field-missing', 'Name an invoice.', { field: 'invoice' })
  const other = invoices.find(i => i.clientId !== first.clientId)
  if (other)
    refuse('two-clients', `${first.number} and ${other.number} are not the same client’s.`, {
      field: 'invoice',
      mend: 'Do one client at a time.',
    })
  return { clientId: first.clientId, invoices }
}

/** The colleague of a user id, a name or an address. */
export async function findColleague(place: Place, asked: string): Promise<Fact<'membership'>> {
  const all = (await factsOf(place.store.db, place.workspaceId, 'membership').execute()) as unknown as Fact<'membership'>[] // as above
  const active = all.filter(m => m.endedOn === null || m.endedOn >= place.by.today)
  const found = active.filter(m => [m.userId, m.name, m.email].includes(asked))
  return only(found, 'colleague', asked, m => m.name)
}

/** A dispute by its id. @throws Refusal where there is none. */
export async function disputeNamed(place: Books, id: string): Promise<Fact<'dispute'>> {
  const found = await factsOf(place.store.db, place.workspaceId, 'dispute').where('id', '=', id).executeTakeFirst()
  return (found as unknown as Fact<'dispute'> | undefined) ?? refuse('no-dispute', `There is no dispute "${id}".`, { field: 'dispute' }) // as above
}

/** A payment plan by its id. @throws Refusal where there is none. */
export async function planNamed(place: Books, id: string): Promise<Fact<'plan'>> {
  const found = await factsOf(place.store.db, place.workspaceId, 'plan').where('id', '=', id).executeTakeFirst()
  return (found as unknown as Fact<'plan'> | undefined) ?? refuse('not-found', `There is no plan "${id}".`, { field: 'plan' }) // as above
}

/** Every lawyer and agency that was ever kept. */
export const intermediariesOf = async (place: Books): Promise<Fact<'intermediary'>[]> =>
  (await factsOf(place.store.db, place.workspaceId, 'intermediary').execute()) as unknown as Fact<'intermediary'>[] // as above
