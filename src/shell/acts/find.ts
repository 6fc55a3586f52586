import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

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

/** The client of an id, a reference in the invoicing tool, or an exact name. @throws Refusal where there is none or more than one. */
export async function findClient(place: Place, asked: string): Promise<Fact<'client'>> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'client')
    .where(eb => eb.or([eb('id', '=', asked), eb('externalRef', '=', asked), eb('name', '=', asked)]))
    .limit(6)
    .execute()) as unknown as Fact<'client'>[] // the columns selected are the noun’s own
  return only(rows, 'client', asked, c => `${c.name} (${c.id})`)
}

/** The invoice of an id or a number. @throws Refusal where there is none, or the same number stands for several. */
export async function findInvoice(place: Place, asked: string): Promise<Fact<'invoice'>> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'invoice')
    .where(eb => eb.or([eb('id', '=', asked), eb('number' as 'id', '=', asked)])) // factsOf is typed by the client’s frame
    .limit(6)
    .execute()) as unknown as Fact<'invoice'>[] // as above
  return only(rows, 'invoice', asked, i => `${i.number} (${i.id})`)
}

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
