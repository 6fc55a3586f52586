import { hash } from 'node:crypto'
import type { Day } from '../../core/day/day.ts'
import { farDay } from '../../core/facts/far-days.ts'
import type { Fault } from '../../core/fault.ts'
import { nameKey } from '../../core/list/header.ts'
import type { ListedInvoice } from '../../core/list/items.ts'
import { type FileList, headerOf } from '../lists/read-lists.ts'
import { newId } from '../store/ids.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { ClientFinder } from './clients.ts'
import { dueOf } from './compare.ts'
import { type Known, type KnownDocument, loadKnown, originsImported } from './known.ts'
import { assumptionNotes, oldDebtsOf } from './old-debts.ts'
import type { Pairing } from './pairing.ts'
import { planPayments } from './plan-payments.ts'
import type { ImportAnswers, Plan, PlannedInvoice } from './plan-types.ts'
import { settle } from './settle.ts'

const digestOf = (item: ListedInvoice): string =>
  hash('sha256', item.lines.map(line => line.raw.join('\u0001')).join('\u0002'), 'base64url').slice(0, 22)

/** Reads what is known and says what an import would do. Writes nothing. */
export async function planImport(db: Db, place: Place, lists: readonly FileList[], answers: ImportAnswers): Promise<Plan> {
  const known = await loadKnown(db, place.workspaceId)
  const origins = await originsImported(db, place.workspaceId)
  const finder = new ClientFinder(known, answers)
  const refused: Fault[] = lists.flatMap(list => list.refused)
  const leftOut: Fault[] = lists.flatMap(list => list.leftOut)
  const likely = lists.map(list => withoutFarDays(list, place.by.today, refused))
  const pairings = pair(likely, known, finder, answers, refused, leftOut)
  const settled = await settle(db, place, lists, known, pairings, answers)
  const added = pairings.filter(p => p.known === undefined && !leavesOut(p.planned, leftOut)).map(p => p.planned)
  const paid = await planPayments(db, place, lists, known, added, finder, refused)
  return {
    lists,
    clients: finder.added,
    added,
    changed: settled.changed,
    sameCount: pairings.filter(p => p.known !== undefined).length - settled.changed.length,
    settling: settled.settling,
    payments: paid.payments,
    samePayments: paid.same,
    oldDebts: oldDebtsOf(added, place.by.today, answers),
    withoutDue: added.filter(p => p.item.kind === 'invoice' && p.dueOn === undefined),
    refused,
    leftOut,
    notes: [...lists.flatMap(list => list.doubts), ...assumptionNotes(lists), ...finder.notes, ...settled.notes],
    isNewer: lists.some(list => origins.has(list.origin)),
  }
}

/** A list without the invoices whose days can only be slips: they are refused by line and column. */
function withoutFarDays(list: FileList, today: Day, refused: Fault[]): FileList {
  const invoices = list.invoices.filter(({ issuedOn, dueOn, file, line }) => {
    const far = farDay(issuedOn, dueOn, today)
    if (far) refused.push({ ...far, file, line, field: headerOf(list, far.field) })
    return !far
  })
  return { ...list, invoices }
}

function leavesOut(planned: PlannedInvoice, leftOut: Fault[]): boolean {
  const { item } = planned
  if (!item.cancelled) return false
  leftOut.push({
    code: 'cancelled',
    message: `"${item.number}" is cancelled.`,
    params: { number: item.number },
    file: item.file,
    line: item.line,
  })
  return true
}

/** Each listed document with the known one of the same client and number. */
function pair(
  lists: readonly FileList[],
  known: Known,
  finder: ClientFinder,
  answers: ImportAnswers,
  refused: Fault[],
  leftOut: Fault[],
): Pairing[] {
  const byClient = new Map(known.documents.map(d => [`${d.noun} ${d.clientId} ${d.number}`, d]))
  const byOrigin = new Map<string, KnownDocument | 'several'>()
  for (const d of known.documents)
    if (d.origin) byOrigin.set(`${d.noun} ${d.origin} ${d.number}`, byOrigin.has(`${d.noun} ${d.origin} ${d.number}`) ? 'several' : d)
  const clients = new Map(known.clients.map(c => [c.id, c]))
  const seen = new Map<string, PlannedInvoice>()
  const pairings: Pairing[] = []
  for (const list of lists)
    for (const item of list.invoices) {
      if (item.cancelled && !finder.lookUp(item.client, list.origin)) {
        leftOut.push({
          code: 'cancelled',
          message: `"${item.number}" is cancelled.`,
          params: { number: item.number },
          file: item.file,
          line: item.line,
        })
        continue
      }
      const noun = item.kind === 'credit' ? 'creditNote' : 'invoice'
      const digest = digestOf(item)
      const sameList = byOrigin.get(`${noun} ${list.origin} ${item.number}`)
      const renamed = sameList !== undefined && sameList !== 'several' && sameList.originDigest === digest ? sameList : undefined
      const client = renamed
        ? knownClient(renamed.clientId, clients, finder, item, list)
        : finder.find(item.client, list.origin, item.file, item.line)
      const planned = { id: newId(), item, client, origin: list.origin, digest, ...dueOf(item, client, answers) }
      const key = `${noun} ${client.id} ${item.number}`
      const twice = seen.get(key)
      if (twice) {
        sayTwice(twice, planned, refused, leftOut)
        continue
      }
      seen.set(key, planned)
      pairings.push({ planned, known: byClient.get(key) })
    }
  return pairings
}

/** A row unchanged since the last list keeps its client, even where that client was renamed here meanwhile. */
function knownClient(
  id: string,
  clients: ReadonlyMap<string, Known['clients'][number]>,
  finder: ClientFinder,
  item: ListedInvoice,
  list: FileList,
) {
  const client = clients.get(id)
  if (client && nameKey(client.name) !== nameKey(item.client.name)) {
    const { name, kind, termsDays } = client
    return { id, isNew: false, name, termsDays, listed: item.client, kind, kindWhy: 'known' as const, origin: '', source: '' }
  }
  return finder.find(item.client, list.origin, item.file, item.line)
}

function sayTwice(first: PlannedInvoice, second: PlannedInvoice, refused: Fault[], leftOut: Fault[]): void {
  const { number, file, line } = second.item
  const where = `${first.item.file}, line ${first.item.line}`
  const params = { number, where: `${first.item.file}:${first.item.line}` }
  if (first.digest === second.digest || sameContent(first.item, second.item))
    leftOut.push({ code: 'row-twice', message: `"${number}" stands in ${where} too, with the same content.`, params, file, line })
  else
    refused.push({
      code: 'number-twice',
      message: `The number "${number}" stands in ${where} too, with other content.`,
      mend: 'Give each invoice its own number, or leave one of the lists out.',
      params,
      file,
      line,
      field: 'number',
    })
}

const sameContent = (a: ListedInvoice, b: ListedInvoice): boolean =>
  a.totalMinor === b.totalMinor && a.currency === b.currency && a.issuedOn === b.issuedOn && a.paidMinor === b.paidMinor
