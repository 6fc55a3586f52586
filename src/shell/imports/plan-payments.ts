import { hash } from 'node:crypto'
import type { Fact } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import type { ListedPayment } from '../../core/list/items.ts'
import { minBig } from '../../core/money/money.ts'
import { type FileList, headerOf } from '../lists/read-lists.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import type { ClientFinder } from './clients.ts'
import { type Known, type KnownBalance, loadBalances } from './known.ts'
import type { PlannedInvoice, PlannedPayment } from './plan-types.ts'

/** An invoice a payment may name: known, or coming in with the same import. */
interface Target {
  readonly id: string
  readonly clientId: string
  readonly client: string
  readonly openMinor: bigint | undefined
}

/** Matches listed payments with invoices and clients; those recorded before are left alone. */
export async function planPayments(
  db: Db,
  place: Place,
  lists: readonly FileList[],
  known: Known,
  added: readonly PlannedInvoice[],
  finder: ClientFinder,
  refused: Fault[],
): Promise<{ payments: PlannedPayment[]; same: number }> {
  if (lists.every(list => list.payments.length === 0)) return { payments: [], same: 0 }
  const names = new Map(known.clients.map(c => [c.id, c.name]))
  const targets = targetsOf(known, added, names)
  const wanted = lists.flatMap(list => list.payments.flatMap(item => resolve(item, list, targets, finder, refused)))
  const balances = await loadBalances(db, place.workspaceId, new Set(wanted.map(w => w.clientId)))
  const ordinals = new Map<string, number>()
  const claimed = new Set<string>()
  let same = 0
  const payments: PlannedPayment[] = []
  for (const w of wanted) {
    const base = hash('sha256', w.item.raw.join('\u0001'), 'base64url').slice(0, 22)
    const ordinal = (ordinals.get(`${w.origin} ${base}`) ?? 0) + 1
    ordinals.set(`${w.origin} ${base}`, ordinal)
    const digest = ordinal === 1 ? base : `${base}/${ordinal}` // two equal rows are two payments
    const balance = balances.get(w.clientId)
    const before = alreadyThere(w.item, digest, w.targets, balance, claimed)
    if (before) {
      claimed.add(before)
      same += 1
    } else
      payments.push({
        item: w.item,
        clientId: w.clientId,
        client: w.client,
        invoices: shares(w.item, w.targets, balance),
        origin: w.origin,
        digest,
      })
  }
  return { payments, same }
}

interface Wanted {
  readonly item: ListedPayment
  readonly origin: string
  readonly clientId: string
  readonly client: string
  readonly targets: readonly Target[]
}

function targetsOf(known: Known, added: readonly PlannedInvoice[], names: ReadonlyMap<string, string>): Map<string, Target[]> {
  const targets = new Map<string, Target[]>()
  const push = (number: string, target: Target): void => {
    targets.set(number, [...(targets.get(number) ?? []), target])
  }
  for (const d of known.documents)
    if (d.noun === 'invoice') push(d.number, { id: d.id, clientId: d.clientId, client: names.get(d.clientId) ?? '', openMinor: undefined })
  for (const p of added)
    if (p.item.kind === 'invoice')
      push(p.item.number, {
        id: p.id,
        clientId: p.client.id,
        client: p.client.name,
        openMinor: p.item.totalMinor - (p.item.paidMinor ?? 0n),
      })
  return targets
}

function resolve(
  item: ListedPayment,
  list: FileList,
  targets: ReadonlyMap<string, readonly Target[]>,
  finder: ClientFinder,
  refused: Fault[],
): Wanted[] {
  const payer =
    item.client.name === '' && item.client.ref === '' && item.client.vatId === '' ? undefined : finder.lookUp(item.client, list.origin)
  const numbers = targets.has(item.number) ? [item.number] : item.number.split(/[,;+/&\s]+/).filter(n => n !== '')
  const named = numbers.map(number => {
    const all = targets.get(number) ?? []
    const own = all.filter(t => payer === undefined || t.clientId === payer.id)
    return own.length === 1 ? own[0] : all.length === 1 ? all[0] : undefined
  })
  const where = { file: item.file, line: item.line }
  const found = named.filter(target => target !== undefined)
  if (found.length !== numbers.length) {
    const unknown = numbers.filter((_, at) => named[at] === undefined)
    refused.push({
      code: 'invoice-unknown',
      message: `There is no one invoice "${unknown.join(', ')}".`,
      params: { number: unknown.join(', ') },
      mend: 'Mend the number, import its invoice first, or leave the number empty to book it on the client.',
      field: headerOf(list, 'number'),
      ...where,
    })
    return []
  }
  const [first] = found
  const other = found.find(target => target.clientId !== first?.clientId)
  if (other) {
    refused.push({
      code: 'several-clients',
      message: `The invoices named belong to ${first?.client} and ${other.client}.`,
      params: { one: String(first?.client), other: String(other.client) },
      mend: 'Give each client a payment of its own.',
      field: headerOf(list, 'number'),
      ...where,
    })
    return []
  }
  const clientId = first?.clientId ?? payer?.id
  if (clientId === undefined) {
    refused.push({
      code: 'client-unknown',
      message: `There is no client "${item.client.name || item.client.ref}".`,
      params: { name: item.client.name || item.client.ref || '' },
      mend: 'Name the invoice it pays, or the client as it is called here.',
      field: headerOf(list, 'clientName'),
      ...where,
    })
    return []
  }
  return [{ item, origin: list.origin, clientId, client: first?.client ?? payer?.name ?? '', targets: found }]
}

/** The same row of an earlier list, or the same money recorded by hand or as “paid before import”. */
function alreadyThere(
  item: ListedPayment,
  digest: string,
  targets: readonly Target[],
  balance: KnownBalance | undefined,
  claimed: ReadonlySet<string>,
): string | undefined {
  const unclaimed = (balance?.facts.payment ?? []).filter(p => !claimed.has(p.id))
  const sameRow = unclaimed.find(p => p.originDigest === digest)
  if (sameRow) return sameRow.id
  const named = new Set(targets.map(t => t.id))
  const names = (p: Fact<'payment'>): boolean => p.invoiceId !== null && named.has(p.invoiceId)
  return unclaimed.find(
    p =>
      p.amountMinor === item.amountMinor &&
      p.currency === item.currency &&
      (p.originDigest === null
        ? p.paidOn === item.paidOn && (p.invoiceId === null || named.size === 0 || names(p))
        : (p.means === BEFORE_IMPORT || p.means === BY_LIST) && names(p)),
  )?.id
}

/** Means of a payment that a list of invoices showed as already made. */
export const BEFORE_IMPORT = 'before-import'
/** Means of a payment that a newer list, or the person about it, said was made. */
export const BY_LIST = 'by-list'

function shares(item: ListedPayment, targets: readonly Target[], balance: KnownBalance | undefined): { id: string; minor: bigint }[] {
  let left = item.amountMinor
  if (targets.length === 1) return targets.map(t => ({ id: t.id, minor: left }))
  return targets.flatMap(target => {
    const open = target.openMinor ?? balance?.open.byInvoice.get(target.id) ?? 0n
    const minor = minBig(left, open)
    left -= minor
    return minor > 0n ? [{ id: target.id, minor }] : []
  })
}
