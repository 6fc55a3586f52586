import { sql } from 'kysely'
import type { Fact } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import type { FileList } from '../lists/read-lists.ts'
import { inParts } from '../store/in-parts.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { changesOf, moreOpenNote, settlingsOf } from './compare.ts'
import { type Known, type KnownBalance, loadBalances } from './known.ts'
import type { Pairing } from './pairing.ts'
import type { ImportAnswers, PlannedChange, PlannedSettling } from './plan-types.ts'

export interface Settled {
  readonly changed: readonly PlannedChange[]
  readonly settling: readonly PlannedSettling[]
  readonly notes: readonly Fault[]
}

/** Compares a list with what is known: changed fields, invoices that are less open there, invoices that vanished. */
export async function settle(
  db: Db,
  place: Place,
  lists: readonly FileList[],
  known: Known,
  pairings: readonly Pairing[],
  answers: ImportAnswers,
): Promise<Settled> {
  const different = pairings.filter(p => p.known !== undefined && (p.known.originDigest !== p.planned.digest || p.planned.item.cancelled))
  const seen = new Set(pairings.flatMap(p => (p.known ? [p.known.id] : [])))
  const origins = new Set(lists.filter(list => list.source.holds === 'invoices').map(list => list.origin))
  const gone = known.documents.filter(
    d => d.noun === 'invoice' && !d.isCancelled && d.origin !== null && origins.has(d.origin) && !seen.has(d.id),
  )
  const ids = new Set([...different.map(p => p.planned.client.id), ...gone.map(d => d.clientId)])
  const balances = await loadBalances(db, place.workspaceId, ids)
  const before = await asTheListHadThem(
    db,
    place.workspaceId,
    different.map(p => p.known?.id ?? ''),
  )
  const notes: Fault[] = []
  const changed = different.flatMap(p => changeOf(p, balances, before))
  const byClient = Map.groupBy(
    [...different.flatMap(p => differenceOf(p, balances, notes)), ...gone.flatMap(d => vanishing(d.id, d.clientId, balances))],
    d => d.invoice.clientId,
  )
  const settling = [...byClient].flatMap(([clientId, differences]) => {
    const client = balances.get(clientId)
    return client ? settlingsOf(client, differences, answers) : []
  })
  return { changed, settling, notes }
}

function documentOf(pairing: Pairing, balances: ReadonlyMap<string, KnownBalance>): Fact<'invoice'> | Fact<'creditNote'> | undefined {
  const facts = balances.get(pairing.planned.client.id)?.facts
  const { known } = pairing
  if (!known) return undefined
  return known.noun === 'invoice' ? facts?.invoice.find(i => i.id === known.id) : facts?.creditNote.find(c => c.id === known.id)
}

function changeOf(
  pairing: Pairing,
  balances: ReadonlyMap<string, KnownBalance>,
  before: ReadonlyMap<string, Record<string, unknown>>,
): PlannedChange[] {
  const current = documentOf(pairing, balances)
  const { known, planned } = pairing
  if (!known || !current || planned.item.cancelled) return []
  // a document entered by hand, or by another list, has no earlier version of this list: every field counts
  const fields = { ...current }
  const changes = changesOf(planned, fields, before.get(known.id) ?? fields)
  return changes.length === 0 ? [] : [{ noun: known.noun, id: known.id, invoice: planned, changes }]
}

/** Of each document the latest version that an import wrote: what the list said last. */
async function asTheListHadThem(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>()
  for (const part of inParts(ids)) {
    for (const noun of ['invoice', 'creditNote'] as const) {
      const rows = await db
        .selectFrom(noun as 'invoice')
        .selectAll()
        .where('workspaceId', '=', workspaceId)
        .where('id', 'in', part)
        .where('originDigest', 'is not', null)
        .where(sql<boolean>`"journalSeq" in (select "journalSeq" from "importBatch" where "workspaceId" = ${workspaceId})`)
        .orderBy('journalSeq')
        .execute()
      for (const row of rows) found.set(row.id, row as unknown as Record<string, unknown>) // the later version replaces the earlier
    }
  }
  return found
}

type Difference = Parameters<typeof settlingsOf>[1][number]

function differenceOf(pairing: Pairing, balances: ReadonlyMap<string, KnownBalance>, notes: Fault[]): Difference[] {
  const { planned, known } = pairing
  const client = balances.get(planned.client.id)
  const invoice = client?.facts.invoice.find((i: Fact<'invoice'>) => i.id === known?.id)
  if (!client || !invoice || invoice.cancelledOn !== null) return []
  const { item } = planned
  const ours = client.open.byInvoice.get(invoice.id) ?? 0n
  if (item.cancelled) return [{ invoice, ours, listed: 0n, why: 'cancelled', paidOn: undefined }]
  if (item.paidMinor === undefined || item.currency !== invoice.currency) return []
  const listed = item.totalMinor - item.paidMinor
  // where the list changed the total too, what is open here changes by as much once that is recorded
  const oursThen = ours + item.totalMinor - invoice.totalMinor
  if (listed > oursThen)
    notes.push(moreOpenNote(planned, toDecimal(money(oursThen, invoice.currency)), toDecimal(money(listed, invoice.currency))))
  return [{ invoice, ours: oursThen, listed, why: 'paid', paidOn: item.paidOn }]
}

function vanishing(id: string, clientId: string, balances: ReadonlyMap<string, KnownBalance>): Difference[] {
  const client = balances.get(clientId)
  const invoice = client?.facts.invoice.find((i: Fact<'invoice'>) => i.id === id)
  const ours = client?.open.byInvoice.get(id) ?? 0n
  return invoice && ours > 0n ? [{ invoice, ours, listed: 0n, why: 'vanished', paidOn: undefined }] : []
}
