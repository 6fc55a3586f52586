import { addDays, type Day } from '../../core/day/day.ts'
import type { Amount } from '../../core/decide/decision.ts'
import { type BankThen, type FailedGate, failedGate, takenBack, type Wronged, wrongedBy } from '../../core/decide/sorry.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { loadClients, workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { Sums } from './money-view.ts'

/** How long ago a reminder may lie for an apology still to be offered. */
const REMINDER_DAYS = 60
/** And how long ago the money may have come to light. */
const LEARNED_DAYS = 30

/** A client that was reminded of money which had come: what an apology says, and what failed. */
export interface SorryLine {
  readonly clientId: string
  readonly name: string
  /** The reminders, oldest first. */
  readonly deedIds: readonly string[]
  readonly step: string
  readonly channel: string
  /** The day of the last of them. */
  readonly sentOn: Day
  /** Value day of the money. */
  readonly paidOn: Day
  readonly paid: readonly Amount[]
  readonly invoiceIds: readonly string[]
  readonly numbers: readonly string[]
  readonly failed: FailedGate
}

interface Candidate {
  readonly clientId: string
  readonly deedId: string
  readonly knownAt: string
}

/** Messages and talks followed by the record of money that is dated before them: few, found by index; the facts then decide. */
async function candidates({ store, workspaceId, by }: Place, clientId: string | undefined): Promise<Candidate[]> {
  const since = new Date(Date.parse(by.at) - LEARNED_DAYS * 86_400_000).toISOString()
  const older = await store.db
    .selectFrom('journal')
    .select('seq')
    .where('workspaceId', '=', workspaceId)
    .where('at', '<', since)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const found = store.db
    .selectFrom('payment as p')
    .innerJoin('deed as d', join => join.onRef('d.workspaceId', '=', 'p.workspaceId').onRef('d.clientId', '=', 'p.clientId'))
    .select(['d.clientId as clientId', 'd.id as deedId', 'd.recordedAt as knownAt'])
    .distinct()
    .where('p.workspaceId', '=', workspaceId)
    .where('p.supersededAt', 'is', null)
    .where('p.journalSeq', '>', older?.seq ?? 0)
    .where('d.supersededAt', 'is', null)
    .where('d.class', '=', 'chase')
    .where('d.outcome', 'in', ['sent', 'done', 'unsure'])
    .where('d.doneOn', '>=', addDays(by.today, -REMINDER_DAYS))
    .whereRef('p.paidOn', '<', 'd.doneOn')
    .whereRef('p.recordedAt', '>', 'd.recordedAt')
    .orderBy('d.recordedAt')
  return (clientId === undefined ? found : found.where('p.clientId', '=', clientId)).execute()
}

/** What was known of the bank at an instant. */
async function bankThen(place: Place, at: string, wronged: Wronged): Promise<BankThen> {
  const { db } = place.store
  const known = { at }
  const [statements, looked, members] = await Promise.all([
    workspaceFacts(db, place.workspaceId, 'statement', known),
    workspaceFacts(db, place.workspaceId, 'looked', known),
    workspaceFacts(db, place.workspaceId, 'membership'),
  ])
  const asked = wronged.payments.flatMap(p => p.bankEntryId ?? [])
  const lines = asked.length === 0 ? [] : await db.selectFrom('bankEntry').select('id').where('workspaceId', '=', place.workspaceId).where('id', 'in', asked).where('recordedAt', '<=', at).execute() // biome-ignore format: one question
  const said = [...statements.map(s => ({ day: s.toDay, who: null })), ...looked.map(l => ({ day: l.upTo, who: l.actor }))]
  const newest = said.reduce<(typeof said)[number] | undefined>((a, b) => (a === undefined || b.day >= a.day ? b : a), undefined)
  return {
    seenUpTo: newest?.day ?? null,
    saidBy: newest?.who ? (members.find(m => m.userId === newest.who)?.name ?? newest.who) : null,
    entryIds: new Set(lines.map(l => l.id)),
  }
}

function lineOf(facts: ClientFacts, wrongs: readonly Wronged[], failed: FailedGate): SorryLine | undefined {
  const last = wrongs.at(-1)
  if (!last) return undefined
  const invoices = new Map(wrongs.flatMap(w => w.invoices.map(i => [i.invoiceId, i] as const)))
  const currencyOf = new Map(facts.invoice.map(i => [i.id, i.currency]))
  const sums = new Sums()
  for (const i of invoices.values()) sums.add([{ minor: i.paidMinor.toString(), currency: currencyOf.get(i.invoiceId) ?? '' }])
  return {
    clientId: facts.client.id,
    name: facts.client.name,
    deedIds: wrongs.map(w => w.deed.id),
    step: last.deed.step,
    channel: last.deed.channel,
    sentOn: last.deed.doneOn,
    paidOn: last.paidOn,
    paid: sums.amounts(),
    invoiceIds: [...invoices.keys()],
    numbers: facts.invoice.filter(i => invoices.has(i.id)).map(i => i.number),
    failed,
  }
}

/** Whether an apology already waits or is on its way for these reminders. */
async function isUnderWay(place: Place, clientId: string): Promise<boolean> {
  const row = await place.store.db
    .selectFrom('outbox')
    .select('key')
    .where('workspaceId', '=', place.workspaceId)
    .where('clientId', '=', clientId)
    .where('key', 'like', `${clientId.replaceAll('/', '_')}/sorry:%`)
    .where('state', 'in', ['waiting', 'queued', 'leased', 'drafted', 'unsure'])
    .executeTakeFirst()
  return row !== undefined
}

async function offerFor(place: Place, clientId: string, deeds: readonly Candidate[]): Promise<SorryLine | undefined> {
  const { db } = place.store
  const [facts] = await loadClients(db, place.workspaceId, [clientId])
  if (!facts || (await isUnderWay(place, clientId))) return undefined
  const already = takenBack(facts)
  const wrongs: Wronged[] = []
  for (const { deedId, knownAt } of deeds) {
    const deed = facts.deed.find(d => d.id === deedId)
    if (!deed || deed.outside === true || deed.channel === 'desk' || already.has(deedId)) continue
    const [then] = await loadClients(db, place.workspaceId, [clientId], { at: knownAt })
    const wronged = then && wrongedBy(deed, facts, then)
    if (wronged) wrongs.push(wronged)
  }
  const last = wrongs.at(-1)
  return last && lineOf(facts, wrongs, failedGate(last, await bankThen(place, last.deed.recordedAt, last)))
}

/** Who was reminded although the money had come, and has had no apology yet. @param clientId only this client */
export async function sorryOffers(place: Place, clientId?: string): Promise<SorryLine[]> {
  const byClient = Map.groupBy(await candidates(place, clientId), c => c.clientId)
  const lines: SorryLine[] = []
  for (const [id, deeds] of byClient) {
    const line = await offerFor(place, id, deeds)
    if (line) lines.push(line)
  }
  return lines.sort((a, b) => (a.sentOn < b.sentOn ? -1 : a.sentOn > b.sentOn ? 1 : a.name < b.name ? -1 : 1))
}
