import type { Day } from '../../core/day/day.ts'
import type { Reason, ShortfallKind } from '../../core/match/payment.ts'
import { matchWaiting } from '../bank/match-lines.ts'
import { outgoingNow, refundsOf } from '../bank/outgoing.ts'
import { type BankEntry, waitingLines } from '../bank/waiting.ts'
import { BY_RULE } from '../bank/write.ts'
import { moneySeenUpTo } from '../run/world.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'

export interface BankLineView {
  readonly id: string
  readonly account: string
  readonly bookedOn: Day
  readonly valueOn: Day
  readonly minor: string
  readonly currency: string
  readonly text: string
  readonly reference: string | null
  readonly counterparty: string | null
  readonly counterpartyAccount: string | null
}
export interface BankShareView {
  readonly invoiceId: string
  readonly number: string
  readonly clientId: string
  readonly clientName: string
  readonly minor: string
}
/** A line nobody decided about yet, with what is proposed and why. */
export interface WaitingLineView extends BankLineView {
  readonly status: 'proposed' | 'none'
  readonly shares: readonly BankShareView[]
  readonly restMinor: string
  readonly shortfall: { readonly kind: ShortfallKind; readonly minor: string } | null
  readonly reasons: readonly Reason[]
  /** Left in peace until this line is settled. */
  readonly holds: { readonly clientId: string; readonly clientName: string } | null
  /** Money that went out: whose refund it may be. */
  readonly refund: { readonly clientId: string; readonly clientName: string } | null
}
export interface BookedLineView extends BankLineView {
  readonly by: 'rule' | 'person' | 'recorded-before'
  /** Codes of the reasons, where matching booked it by itself. */
  readonly reasonCodes: readonly string[]
  readonly clients: readonly { readonly id: string; readonly name: string }[]
  readonly numbers: readonly string[]
}
export interface BankAccountView {
  readonly account: string
  readonly currency: string
  /** The newest line of this account, and the day its statements reach. */
  readonly lastEntryOn: Day | null
  readonly reachesTo: Day
  readonly closingMinor: string | null
  /** Gaps that somebody confirmed. */
  readonly gaps: readonly { readonly on: Day; readonly minor: string; readonly confirmedBy: string | null }[]
}
export interface SetAsideView extends BankLineView {
  readonly why: string
  /** How many were set aside in one go with this line, itself included; 0 where that is said on another of them. */
  readonly together: number
}
export interface BankView {
  readonly on: Day
  /** Every payment up to this day is recorded, as far as statements and people say. */
  readonly seenUpTo: Day | null
  readonly accounts: readonly BankAccountView[]
  readonly waiting: readonly WaitingLineView[]
  /** Money out that points to no client, newest first, with how many there are in all. */
  readonly out: { readonly count: number; readonly lines: readonly BankLineView[] }
  readonly booked: readonly BookedLineView[]
  readonly setAside: readonly SetAsideView[]
  readonly imports: readonly { readonly id: string; readonly at: string; readonly files: readonly string[]; readonly lines: number }[]
}

const BOOKED_SHOWN = 50
const OUT_SHOWN = 50
const IMPORTS_SHOWN = 5

const lineView = (e: BankEntry): BankLineView => ({
  id: e.id,
  account: e.account,
  bookedOn: e.bookedOn,
  valueOn: e.valueOn,
  minor: e.amountMinor.toString(),
  currency: e.currency,
  text: e.text,
  reference: e.reference,
  counterparty: e.counterparty,
  counterpartyAccount: e.counterpartyAccount,
})

/** The bank desk: how far each account is seen, what waits for a person, what was booked. */
export async function bankView(place: Place): Promise<BankView> {
  const { store, workspaceId, by } = place
  const { db } = store
  const [seenUpTo, entries, waiting] = await Promise.all([
    moneySeenUpTo(db, workspaceId),
    workspaceFacts(db, workspaceId, 'bankEntry'),
    waitingLines(db, workspaceId),
  ])
  return {
    on: by.today,
    seenUpTo,
    accounts: await accountsOf(place, entries),
    ...(await waitingView(place, waiting)),
    booked: await bookedView(db, workspaceId, entries),
    setAside: setAsideView(entries),
    imports: await importsOf(db, workspaceId),
  }
}

/** Newest first; those of one go one after another. */
function setAsideView(entries: readonly BankEntry[]): SetAsideView[] {
  const away = entries
    .filter(e => e.setAside !== null)
    .sort((a, b) => (a.recordedAt > b.recordedAt ? -1 : a.recordedAt < b.recordedAt ? 1 : 0))
  const goes = Map.groupBy(away, e => `${e.recordedAt} ${e.setAside}`)
  return [...goes.values()].flatMap(go =>
    go.map((e, at) => ({ ...lineView(e), why: e.setAside ?? '', together: at === 0 ? go.length : 0 })),
  )
}

/** How far each account is seen: shown before any run. */
export async function accountsOf(place: Place, known?: readonly BankEntry[]): Promise<BankAccountView[]> {
  const { store, workspaceId } = place
  const entries = known ?? (await workspaceFacts(store.db, workspaceId, 'bankEntry'))
  const statements = await workspaceFacts(store.db, workspaceId, 'statement')
  const last = new Map<string, Day>()
  for (const e of entries) {
    const key = `${e.account} ${e.currency}`
    const before = last.get(key)
    if (before === undefined || e.bookedOn > before) last.set(key, e.bookedOn)
  }
  const byAccount = Map.groupBy(statements, s => `${s.account} ${s.currency}`)
  return [...byAccount]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, own]) => {
      const newest = own.reduce((a, b) => (b.toDay >= a.toDay ? b : a))
      return [
        {
          account: newest.account,
          currency: newest.currency,
          lastEntryOn: last.get(key) ?? null,
          reachesTo: newest.toDay,
          closingMinor: newest.closingMinor?.toString() ?? null,
          gaps: own.flatMap(s =>
            s.gapMinor === null ? [] : [{ on: s.toDay, minor: s.gapMinor.toString(), confirmedBy: s.gapConfirmedBy }],
          ),
        },
      ]
    })
}

async function waitingView(place: Place, waiting: readonly BankEntry[]): Promise<Pick<BankView, 'waiting' | 'out'>> {
  const { db } = place.store
  const outgoing = await outgoingNow(db, place)
  const refunds = await refundsOf(db, place, outgoing)
  const matched = waiting.length > 0 ? await matchWaiting(db, place, waiting) : undefined
  const named = (clientId: string) => ({ clientId, clientName: matched?.book.clientNames.get(clientId) ?? clientId })
  const came = (matched?.lines ?? []).map(
    ({ entry, match }): WaitingLineView => ({
      ...lineView(entry),
      // what became certain since the last matching is still a person's to confirm until matching runs again
      status: match.shares.length > 0 ? 'proposed' : 'none',
      shares: match.shares.map(s => ({
        invoiceId: s.invoice,
        number: s.number,
        ...named(s.client),
        minor: s.amountMinor.toString(),
      })),
      restMinor: match.restMinor.toString(),
      shortfall: match.shortfall ? { kind: match.shortfall.kind, minor: match.shortfall.minor.toString() } : null,
      reasons: match.reasons,
      holds: entry.guessClientId === null ? null : named(entry.guessClientId),
      refund: null,
    }),
  )
  const went = outgoing.flatMap((entry): WaitingLineView[] => {
    const refund = refunds.get(entry.id)
    if (!refund) return []
    const said = { status: 'proposed' as const, shares: [], restMinor: '0', shortfall: null, holds: null }
    return [{ ...lineView(entry), ...said, reasons: refund.reasons, refund: { clientId: refund.client, clientName: refund.clientName } }]
  })
  const own = outgoing.filter(entry => !refunds.has(entry.id))
  return { waiting: [...came, ...went], out: { count: own.length, lines: own.slice(0, OUT_SHOWN).map(lineView) } }
}

async function bookedView(db: Db, workspaceId: string, entries: readonly BankEntry[]): Promise<BookedLineView[]> {
  const rows = await db
    .selectFrom('payment')
    .innerJoin('client', j => j.onRef('client.id', '=', 'payment.clientId').on('client.supersededAt', 'is', null))
    .select(['payment.id', 'payment.bankEntryId', 'payment.source', 'payment.invoiceId', 'payment.clientId', 'client.name'])
    .where('payment.workspaceId', '=', workspaceId)
    .where('payment.supersededAt', 'is', null)
    .where('payment.bankEntryId', 'is not', null)
    .orderBy('payment.recordedAt', 'desc')
    .orderBy('payment.effectiveOn', 'desc')
    .limit(BOOKED_SHOWN)
    .execute()
  const byId = new Map(entries.map(e => [e.id, e]))
  const numbers = await numbersOf(db, workspaceId, rows)
  return [...Map.groupBy(rows, r => r.bankEntryId ?? '')].flatMap(([entryId, payments]) => {
    const entry = byId.get(entryId)
    if (!entry) return []
    const source = payments[0]?.source ?? ''
    const byRule = source.startsWith(BY_RULE)
    return [
      {
        ...lineView(entry),
        by: byRule ? ('rule' as const) : source.startsWith('bank line') ? ('person' as const) : ('recorded-before' as const),
        reasonCodes: byRule ? source.slice(BY_RULE.length).split(', ') : [],
        clients: payments.map(p => ({ id: p.clientId, name: p.name })),
        numbers: payments.flatMap(p => numbers.get(p.id) ?? []),
      },
    ]
  })
}

/** The numbers of the invoices that payments went to, by payment. */
async function numbersOf(db: Db, workspaceId: string, payments: readonly { id: string; invoiceId: string | null }[]) {
  const ids = payments.map(p => p.id)
  const shares = await db
    .selectFrom('allocation')
    .select(['paymentId', 'invoiceId'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where('paymentId', 'in', ids.length > 0 ? ids : [''])
    .execute()
  const pairs = [...payments.map(p => [p.id, p.invoiceId] as const), ...shares.map(s => [s.paymentId, s.invoiceId] as const)]
  const invoiceIds = [...new Set(pairs.flatMap(([, id]) => (id === null ? [] : [id])))]
  const invoices = await db
    .selectFrom('invoice')
    .select(['id', 'number'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where('id', 'in', invoiceIds.length > 0 ? invoiceIds : [''])
    .execute()
  const numberOf = new Map(invoices.map(i => [i.id, i.number]))
  const found = new Map<string, Set<string>>()
  for (const [paymentId, invoiceId] of pairs) {
    const number = invoiceId === null ? undefined : numberOf.get(invoiceId)
    if (paymentId !== null && number !== undefined) found.set(paymentId, (found.get(paymentId) ?? new Set()).add(number))
  }
  return new Map([...found].map(([id, set]) => [id, [...set]]))
}

async function importsOf(db: Db, workspaceId: string): Promise<BankView['imports']> {
  const rows = await db
    .selectFrom('importBatch')
    .select(['id', 'at', 'files', 'summary'])
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', 'statement')
    .where('undoneAt', 'is', null)
    .orderBy('at', 'desc')
    .limit(IMPORTS_SHOWN)
    .execute()
  return rows.map(row => {
    const files = row.files as readonly { readonly name: string }[] // as writeBatchRow wrote them
    const { counts } = row.summary as unknown as { counts: { lines: number } } // as above
    return { id: row.id, at: row.at, files: files.map(f => f.name), lines: counts.lines }
  })
}
