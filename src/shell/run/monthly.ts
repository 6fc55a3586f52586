import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { standingHold } from '../../core/decide/gate.ts'
import { allowedHours } from '../../core/decide/gates/quiet-hours.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { balances, openItems } from '../../core/ledger/balance.ts'
import { setting } from '../acts/settings.ts'
import { recipientOf } from '../message/press.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type Decider, loadDecider } from './decider.ts'
import type { Why } from './decision-rows.ts'
import { queueWord } from './word.ts'

export const STATEMENT = 'statement'
const CYCLE = 'statement:'
const CLIENTS_AT_ONCE = 200

/** Gates that a statement of account heeds as a reminder does: somebody else speaks for us, nobody may write, or the figures may be wrong. What concerns pressing only (grace, gaps, a promise that runs) holds no statement. */
const HEEDED: ReadonlySet<string> = new Set([
  ...['insolvency', 'legal-hold', 'vulnerable-person', 'assigned-to-factor', 'mutual-balance', 'paused-by-us'],
  ...['money-not-fresh', 'unmatched-money', 'bank-details', 'unread-reply'],
])
/** One invoice of this kind keeps the whole statement back: it would speak of what somebody else collects, or of a bill not announced. */
const HEEDED_BY_INVOICE: ReadonlySet<string> = new Set(['handed-over', 'assigned-to-factor', 'correction-not-announced'])

/** The month, as `2026-09`, whose statement of account an act is. */
export const statementMonth = (act: Pick<Act, 'class' | 'cycle'>): string | undefined =>
  act.class === 'confirmation' && act.cycle.startsWith(CYCLE) ? act.cycle.slice(CYCLE.length) : undefined

/** Why a statement of account does not leave today; empty where it may. */
export function statementHeldBy(decider: Decider, facts: ClientFacts, today: Day): readonly Why[] {
  if (recipientOf(facts).address === null) return [{ code: 'no-address', params: { untilDay: addDays(today, 1) } }]
  const c = decider.caseOf(facts, today)
  const forbidden = standingHold(c, hold => hold.kind === 'channel-forbidden' && (hold.channel ?? 'email') === 'email')
  const held = [
    ...c.gates.client.flatMap(gate => (HEEDED.has(gate.name) ? (gate.holdsClient?.(c) ?? []) : [])),
    ...c.gates.invoice.flatMap(gate =>
      HEEDED_BY_INVOICE.has(gate.name) ? c.items.flatMap(i => gate.holdsInvoice?.(c, i)?.obstacle ?? []) : [],
    ),
  ]
  return [
    ...(forbidden ? [{ code: 'channel-forbidden', params: { words: forbidden.hold.reason, untilDay: forbidden.until } }] : []),
    ...held.map(({ code, params }) => ({ code, params })),
  ]
}

/** Clients who want one, have something open as of the last sweep, and have none of this month yet. */
async function clientsOf(place: Place, month: string, everyone: boolean): Promise<string[]> {
  const wanted = everyone ? sql`(c."monthlyStatement" is null or c."monthlyStatement" = ${true})` : sql`c."monthlyStatement" = ${true}`
  const { rows } = await sql<{ id: string }>`
    select c."id" from "client" c
    join "decision" d on d."workspaceId" = c."workspaceId" and d."clientId" = c."id" and d."supersededAt" is null and d."reviewOn" is not null
    where c."workspaceId" = ${place.workspaceId} and c."supersededAt" is null and ${wanted}
      and not exists (
        select 1 from "outbox" o
        where o."workspaceId" = c."workspaceId" and o."clientId" = c."id" and o."key" like c."id" || ${`/${CYCLE}${month}/%`})
    order by c."id"`.execute(place.store.db)
  return rows.map(row => row.id)
}

function statementAct(decider: Decider, facts: ClientFacts, month: string, today: Day, byItself: boolean): Act | undefined {
  const ledger = openLedger(facts, today)
  const items = openItems(facts, ledger)
  if (items.length === 0) return undefined
  return {
    ...{ kind: 'act', step: STATEMENT, channel: 'email', tone: 1, class: 'confirmation', cycle: `${CYCLE}${month}`, occurrence: 1 },
    invoiceIds: items.map(item => item.id),
    amounts: balances(items, ledger).map(b => ({ minor: b.openMinor.toString(), currency: b.currency })),
    reasons: [{ code: 'statement-monthly', params: {} }],
    ...{ needsApproval: !byItself, byPerson: false, claimsCosts: false, deadlineDays: null, assignee: null, leftOut: [] },
    hours: allowedHours({ policy: decider.policyOf(facts), law: lawFor(decider.lawOf(facts), facts.client), today }),
    phase: decider.world.phase,
  }
}

/**
 * Lays the month's statement of account into the outbox for every client who wants one, from the firm's day of the month on. Whoever is held back that
 * day is looked at again on each day of the month. In rehearsal nothing is laid. @returns the keys that are new.
 */
export async function queueStatements(place: Place): Promise<string[]> {
  const wanted = await setting(place, 'statements')
  const { today } = place.by
  if (Number(today.slice(8)) < wanted.day) return []
  const month = today.slice(0, 7)
  const ids = await clientsOf(place, month, wanted.everyone)
  if (ids.length === 0) return []
  const decider = await loadDecider(place)
  if (decider.world.phase === 'rehearsal') return []
  const keys: string[] = []
  for (let at = 0; at < ids.length; at += CLIENTS_AT_ONCE)
    for (const facts of await loadClients(place.store.db, place.workspaceId, ids.slice(at, at + CLIENTS_AT_ONCE))) {
      const act = statementAct(decider, facts, month, today, wanted.byItself)
      if (act && statementHeldBy(decider, facts, today).length === 0)
        keys.push(await queueWord(place, facts.client.id, act, wanted.byItself ? 'system:statements' : null))
    }
  return keys
}
