import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day/day.ts'
import type { World } from '../../core/decide/world.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { PastInvoice } from '../../core/forecast/history.ts'
import { habitTurns, knownLate } from '../../core/forecast/known-late.ts'
import { pastInvoices } from '../../core/forecast/past-of.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { channelFields } from '../../packs/channel-fields.ts'
import { isWrongReference, type ReferenceScheme } from '../../packs/reference-text/scheme.ts'
import { loadSchemes } from '../inbound/match-knowledge.ts'
import { calendarOf, shippedHolidays } from '../packs/holidays.ts'
import { loadTreatments } from '../packs/treatments.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Db } from '../store/schema.ts'

/** Live days in which each run is approved by hand and the ceiling stands. */
export const WATCHED_DAYS = 30
export const CEILING_DEFAULT = 20

export interface Phase {
  readonly phase: 'rehearsal' | 'live'
  readonly since: Day | null
  readonly approveEachRun: boolean
  /** Messages that may leave in a day; none: no limit. */
  readonly ceilingPerDay: number | null
}

/** Rehearsal or live on a day. Without a word from anybody it is rehearsal. */
export async function phaseOn(db: Db, workspaceId: string, today: Day): Promise<Phase> {
  const said = (await workspaceFacts(db, workspaceId, 'phase')).filter(p => p.since <= today)
  const last = said.at(-1)
  if (last?.phase !== 'live') return { phase: 'rehearsal', since: last?.since ?? null, approveEachRun: true, ceilingPerDay: 0 }
  const first = firstLiveDay(said)
  const watched = today < addDays(first, WATCHED_DAYS)
  return {
    phase: 'live',
    since: last.since,
    approveEachRun: watched,
    ceilingPerDay: last.ceilingPerDay ?? (watched ? CEILING_DEFAULT : null),
  }
}

/** Since when it has been live without a break. */
function firstLiveDay(said: readonly Fact<'phase'>[]): Day {
  const lastRehearsal = said.findLastIndex(p => p.phase === 'rehearsal')
  return (said[lastRehearsal + 1] ?? (said.at(-1) as Fact<'phase'>)).since // the last one is live, so there is one
}

/** Accounts into which money came that nobody set aside: a client's money may come there. */
async function accountsOfClients(db: Db, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('bankEntry')
    .select('account')
    .distinct()
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where('amountMinor', '>', 0n)
    .where('setAside', 'is', null)
    .execute()
  return new Set(rows.map(row => row.account))
}

const newestOf = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((newest, day) => (newest === null || day > newest ? day : newest), null)

/** Up to which day every payment is recorded, and which account decides it where there are several. */
export interface MoneySeen {
  readonly upTo: Day | null
  readonly account?: string | undefined
}

/**
 * Every payment up to this day is recorded: of each account that gets clients' money the newest bank file or “I have looked”, and of these
 * accounts the oldest. A client may have paid into any of them: one that nobody has read keeps everybody in peace. “I have looked” without
 * an account speaks for all.
 */
export async function moneySeen(db: Db, workspaceId: string): Promise<MoneySeen> {
  const [statements, looked, used] = await Promise.all([
    workspaceFacts(db, workspaceId, 'statement'),
    workspaceFacts(db, workspaceId, 'looked'),
    accountsOfClients(db, workspaceId),
  ])
  const everywhere = looked.filter(l => l.account === null).map(l => l.upTo)
  const accounts = [...new Set(statements.map(s => s.account))].filter(account => used.has(account))
  if (accounts.length === 0) return { upTo: newestOf([...statements.map(s => s.toDay), ...looked.map(l => l.upTo)]) }
  const seen = accounts.map(account => ({
    account,
    upTo: newestOf([
      ...statements.filter(s => s.account === account).map(s => s.toDay),
      ...looked.filter(l => l.account === account).map(l => l.upTo),
      ...everywhere,
    ]),
  }))
  const oldest = seen.reduce((least, one) => ((one.upTo ?? '') < (least.upTo ?? '') ? one : least))
  return accounts.length > 1 ? oldest : { upTo: oldest.upTo }
}

export const moneySeenUpTo = async (db: Db, workspaceId: string): Promise<Day | null> => (await moneySeen(db, workspaceId)).upTo

/** Bank money that may be a client's and is booked nowhere yet: sums of minor units by client id. */
async function unmatchedMoney(db: Db, workspaceId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ guessClientId: string; amountMinor: bigint }>`
    select "guessClientId", "amountMinor" from "bankEntry" e
    where "workspaceId" = ${workspaceId} and "supersededAt" is null and "guessClientId" is not null and "setAside" is null
      and "amountMinor" > 0 and not exists (
        select 1 from "payment" p
        where p."workspaceId" = e."workspaceId" and p."bankEntryId" = e."id" and p."supersededAt" is null)`.execute(db)
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(row.guessClientId, (sums.get(row.guessClientId) ?? 0) + Number(row.amountMinor))
  return sums
}

/** When our own account last changed to another, and when somebody looked at that a second time. */
async function ownAccount(db: Db, workspaceId: string): Promise<{ changedOn: Day | null; confirmedOn: Day | null }> {
  const versions = await db
    .selectFrom('firm')
    .select(['iban', 'effectiveOn'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('journalSeq')
    .orderBy('factId')
    .execute()
  let changedOn: Day | null = null
  let known: string | null = null
  for (const { iban, effectiveOn } of versions) {
    if (known !== null && iban !== null && iban !== known) changedOn = effectiveOn
    known = iban ?? known
  }
  const confirmed = (await workspaceFacts(db, workspaceId, 'setting')).findLast(s => s.key === 'bank-account')
  return { changedOn, confirmedOn: confirmed?.effectiveOn ?? null }
}

interface Past {
  readonly asOf: Day
  readonly invoices: readonly PastInvoice[]
}
const pasts = new WeakMap<ClientFacts, Past>()

/** When a client's own invoices were settled; a look ahead uses what was reckoned for the day itself. */
function pastOf(facts: ClientFacts, today: Day): Past {
  const known = pasts.get(facts)
  if (known && known.asOf <= today) return known
  const invoices = pastInvoices(facts, openLedger(facts, today))
  const past = { asOf: today, invoices }
  pasts.set(facts, past)
  return past
}

/** Known to pay late (B8), by what is settled on a client's own invoices. */
const isKnownLate = (facts: ClientFacts, today: Day): boolean =>
  hasHabit(facts) && knownLate(pastOf(facts, today).invoices, today).knownLate
/** Fewer invoices, or none paid, are no habit. */
const hasHabit = (facts: ClientFacts): boolean =>
  facts.payment.length + facts.creditNote.length > 0 && facts.invoice.length >= INVOICES_TO_KNOW
const INVOICES_TO_KNOW = 3

let schemes: Promise<readonly ReferenceScheme[]> | undefined
const referenceSchemes = (): Promise<readonly ReferenceScheme[]> => {
  schemes ??= loadSchemes()
  return schemes
}

/** What `decide` must know besides one client's facts, as it is on a day. */
export async function loadWorld(db: Db, workspaceId: string, firm: Fact<'firm'>, today: Day): Promise<World> {
  const [phase, seen, unmatched, calendar, packs, account, treatments, schemes] = await Promise.all([
    phaseOn(db, workspaceId, today),
    moneySeen(db, workspaceId),
    unmatchedMoney(db, workspaceId),
    workspaceFacts(db, workspaceId, 'calendarDay'),
    shippedHolidays(),
    ownAccount(db, workspaceId),
    loadTreatments(),
    referenceSchemes(),
  ])
  return {
    phase: phase.phase,
    approveEachRun: phase.approveEachRun,
    moneySeenUpTo: seen.upTo,
    staleAccount: seen.account,
    unmatchedByClient: unmatched,
    ...calendarOf(packs, calendar),
    firmCountry: firm.country,
    bank: { iban: firm.iban, ...account },
    isKnownLate,
    habitTurns: (facts, on) => (hasHabit(facts) ? habitTurns(pastOf(facts, on).invoices, on) : null),
    channelFields,
    treatments,
    isWrongReference: reference => isWrongReference(schemes, reference),
  }
}
