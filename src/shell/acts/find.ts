import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { nameKey } from '../../core/list/header.ts'
import { factsOf } from '../store/load.ts'
import type { Db } from '../store/schema.ts'

/** The invoice of a number or id. @throws Refusal where there is none, or several clients have one of that number. */
export async function findInvoice(db: Db, workspaceId: string, named: string): Promise<Fact<'invoice'>> {
  const found = await invoicesNamed(db, workspaceId, named)
  const [invoice] = found
  if (!invoice) return refuse('not-found', `There is no invoice "${named}".`, { field: 'invoice' })
  if (found.length > 1)
    refuse('which-invoice', `${found.length} invoices have the number "${named}".`, {
      field: 'invoice',
      mend: `Name one by its id: ${found.map(i => i.id).join(', ')}`,
    })
  return invoice
}

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

/** @throws Refusal where there is no such client, or several. */
export async function findClient(db: Db, workspaceId: string, named: string): Promise<Fact<'client'>> {
  const found = await clientsNamed(db, workspaceId, named)
  const [client] = found
  if (!client) return refuse('not-found', `There is no client "${named}".`, { field: 'client' })
  if (found.length > 1)
    refuse('which-client', `${found.length} clients are called "${named}".`, {
      field: 'client',
      mend: `Name one by its id: ${found.map(c => c.id).join(', ')}`,
    })
  return client
}
