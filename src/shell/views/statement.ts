import { type Day, isDay } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { AGE_BUCKETS, type AgeBucket, ageing } from '../../core/ledger/ageing.ts'
import { type Ledger, openLedger } from '../../core/ledger/allocate.ts'
import { balances, openItems } from '../../core/ledger/balance.ts'
import { extensionOn, partsLeft } from '../../core/ledger/due.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type ChangeView, changesOf } from './changes.ts'

export interface StatementInput {
  /** The day whose balance is asked for; none: today. */
  readonly asOf?: string | undefined
  /** As it was known at the end of this day in the firm’s zone, or at this instant; none: as it is known now. */
  readonly knownAt?: string | undefined
}

export interface StatementItem {
  readonly invoiceId: string
  readonly number: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly orderNumber: string | null
  readonly totalMinor: string
  /** Paid, credited, allowed or written off of it. */
  readonly settledMinor: string
  readonly openMinor: string
  readonly lateDays: number
  /** What made the open amount what it was on that day. */
  readonly changes: readonly ChangeView[]
  readonly writtenOffMinor: string
  readonly allowedMinor: string
  /** What of the open amount falls due on later days: instalments, money kept back. Minor units. */
  readonly later: readonly { readonly dueOn: Day; readonly minor: string }[]
}

/** The open items of a client in one currency on a day. Minor units. */
export interface StatementPart {
  readonly currency: string
  readonly items: readonly StatementItem[]
  readonly openMinor: string
  readonly lateMinor: string
  /** Money and free credit that no invoice took. */
  readonly unappliedMinor: string
  readonly balanceMinor: string
  readonly ageing: readonly { readonly bucket: AgeBucket; readonly minor: string }[]
}

export interface StatementOfAccount {
  readonly clientId: string
  readonly name: string
  readonly asOf: Day
  /** The instant whose knowledge this is; none: now. */
  readonly knownAt: string | null
  readonly parts: readonly StatementPart[]
}

const DAY_MS = 86_400_000

/** @throws Refusal where a day cannot be read. */
export function statementDays(place: Place, input: StatementInput): { asOf: Day; knownAt: string | undefined } {
  const asOf = input.asOf ?? place.by.today
  if (!isDay(asOf))
    return refuse('day-unreadable', `"${asOf}" is not a day.`, { params: { value: asOf }, field: 'asOf', mend: 'Write it as 2026-02-28.' })
  const { knownAt } = input
  if (knownAt === undefined || knownAt === '') return { asOf, knownAt: undefined }
  if (isDay(knownAt)) return { asOf, knownAt: endOfDay(knownAt, place.firm.zone) }
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(knownAt) || Number.isNaN(Date.parse(knownAt)))
    return refuse('instant-unreadable', `"${knownAt}" is neither a day nor an instant.`, {
      field: 'knownAt',
      mend: 'Write it as 2026-02-28 or 2026-02-28T12:00:00Z.',
    })
  return { asOf, knownAt: new Date(knownAt).toISOString() }
}

/** The last instant of a civil day in a zone. */
function endOfDay(day: Day, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + DAY_MS
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(midnight)
  const ahead = Date.parse(`${shown.replace(' ', 'T')}Z`) - midnight
  return new Date(midnight - ahead - 1).toISOString()
}

/** What a client owes on any day, as it was known at any instant. @throws Refusal where there was no such client. */
export async function statementOf(place: Place, clientId: string, input: StatementInput = {}): Promise<StatementOfAccount> {
  const { asOf, knownAt } = statementDays(place, input)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId], knownAt === undefined ? {} : { at: knownAt })
  if (!facts) return refuse('not-found', `There is no client "${clientId}"${knownAt ? ` as of ${knownAt}` : ''}.`, { field: 'clientId' })
  return { clientId, name: facts.client.name, asOf, knownAt: knownAt ?? null, parts: partsOf(facts, asOf) }
}

export function partsOf(facts: ClientFacts, asOf: Day): StatementPart[] {
  const ledger = openLedger(facts, asOf)
  const items = openItems(facts, ledger)
  const ages = new Map(ageing(facts, ledger).map(row => [row.currency, row]))
  return balances(items, ledger)
    .filter(b => b.openMinor !== 0n || b.unappliedMinor !== 0n)
    .map(b => ({
      currency: b.currency,
      items: items.filter(i => i.currency === b.currency).map(i => itemOf(facts, ledger, i, asOf)),
      openMinor: b.openMinor.toString(),
      lateMinor: b.lateMinor.toString(),
      unappliedMinor: b.unappliedMinor.toString(),
      balanceMinor: b.balanceMinor.toString(),
      ageing: AGE_BUCKETS.map(bucket => ({ bucket, minor: (ages.get(b.currency)?.[bucket] ?? 0n).toString() })),
    }))
}

function itemOf(
  facts: ClientFacts,
  ledger: Ledger,
  { account, dueOn, openMinor, lateMinor }: ReturnType<typeof openItems>[number],
  asOf: Day,
): StatementItem {
  const { id: invoiceId, number, issuedOn, orderNumber, totalMinor } = account.invoice
  const late = lateMinor > 0n ? Math.round((Date.parse(asOf) - Date.parse(dueOn)) / DAY_MS) : 0
  return {
    ...{ invoiceId, number, issuedOn, dueOn, orderNumber },
    totalMinor: totalMinor.toString(),
    settledMinor: (totalMinor - openMinor).toString(),
    openMinor: openMinor.toString(),
    lateDays: late > 0 ? late : 0,
    changes: changesOf(facts, ledger, invoiceId),
    writtenOffMinor: account.writtenOffMinor.toString(),
    allowedMinor: account.allowedMinor.toString(),
    later:
      account.invoice.instalments === null
        ? []
        : partsLeft(account.invoice, openMinor, extensionOn(facts, invoiceId, asOf))
            .filter(p => p.leftMinor > 0n && p.dueOn > dueOn)
            .map(p => ({ dueOn: p.dueOn, minor: p.leftMinor.toString() })),
  }
}
