import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type OpenAmounts, openAmounts } from '../acts/open-amounts.ts'
import { inParts } from '../store/in-parts.ts'
import { loadClients } from '../store/load.ts'
import type { Db } from '../store/schema.ts'

/** What is compared first: enough to tell same from changed without reading everything. */
export interface KnownDocument {
  readonly noun: 'invoice' | 'creditNote'
  readonly id: string
  readonly clientId: string
  readonly number: string
  readonly origin: string | null
  readonly originDigest: string | null
  readonly isCancelled: boolean
}

export type KnownClient = Pick<Fact<'client'>, 'id' | 'name' | 'kind' | 'vatId' | 'companyId' | 'externalRef' | 'termsDays'>

export interface Known {
  readonly clients: readonly KnownClient[]
  readonly documents: readonly KnownDocument[]
}

/** All clients and all documents of the workspace, slim. */
export async function loadKnown(db: Db, workspaceId: string): Promise<Known> {
  const clients = await db
    .selectFrom('client')
    .select(['id', 'name', 'kind', 'vatId', 'companyId', 'externalRef', 'termsDays'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .execute()
  const invoices = await db
    .selectFrom('invoice')
    .select(['id', 'clientId', 'number', 'origin', 'originDigest', 'cancelledOn'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .execute()
  const credits = await db
    .selectFrom('creditNote')
    .select(['id', 'clientId', 'number', 'origin', 'originDigest'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .execute()
  return {
    clients,
    documents: [
      ...invoices.map(({ cancelledOn, ...i }) => ({ noun: 'invoice' as const, ...i, isCancelled: cancelledOn !== null })),
      ...credits.map(c => ({ noun: 'creditNote' as const, ...c, isCancelled: false })),
    ],
  }
}

export interface KnownBalance {
  readonly facts: ClientFacts
  readonly open: OpenAmounts
}

/** The whole facts and open amounts of some clients. */
export async function loadBalances(db: Db, workspaceId: string, ids: ReadonlySet<string>): Promise<Map<string, KnownBalance>> {
  const found = new Map<string, KnownBalance>()
  for (const part of inParts([...ids]))
    for (const facts of await loadClients(db, workspaceId, part)) found.set(facts.client.id, { facts, open: openAmounts(facts) })
  return found
}

/** Whether a list of this origin has been imported and not taken back. */
export async function originsImported(db: Db, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('importBatch')
    .select('origin')
    .where('workspaceId', '=', workspaceId)
    .where('undoneAt', 'is', null)
    .execute()
  return new Set(rows.flatMap(row => (row.origin ?? '').split(' ')).filter(origin => origin !== ''))
}
