import { addDays, type Day } from '../../core/day/day.ts'
import type { Amount } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { agreementBehind } from '../../core/ledger/clauses.ts'
import { rulesOf } from '../../core/ledger/jurisdiction.ts'
import { limitationOf, limitationState, WARN_DAYS } from '../../core/ledger/limitation.ts'
import { loadFirmLaw } from '../law/firm-law.ts'
import { lawOfClient } from '../law/late-costs.ts'
import type { LawBook } from '../law/load-law.ts'
import { inParts } from '../store/in-parts.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { overviewOf } from './kept-overview.ts'
import { amountOf } from './money-view.ts'

/** A claim that soon can no longer be enforced, or no longer can. */
export interface LimitationLine {
  readonly clientId: string
  readonly name: string
  readonly invoiceId: string
  readonly number: string
  readonly open: Amount
  /** The last day on which it can be enforced. */
  readonly endsOn: Day
  readonly state: 'ending' | 'ended'
  readonly clause: string
  readonly confidence: string
}

/** No law lets a claim end before a year has passed: younger invoices need no look. */
const YOUNGEST_DAYS = 365 - WARN_DAYS

function linesOf(book: LawBook, firmCountry: string, facts: ClientFacts, today: Day): LimitationLine[] {
  const choice = lawOfClient(book, firmCountry, facts)
  if (!choice) return []
  const rules = rulesOf(choice.pack, choice.variant)
  const { id: clientId, name } = facts.client
  return openItems(facts, openLedger(facts, today)).flatMap(({ account: { invoice }, id, currency, openMinor, dueOn }) => {
    const demands = facts.deed
      .filter(d => d.class === 'chase' && d.outcome === 'sent' && (d.invoiceIds ?? []).includes(id))
      .map(d => d.doneOn)
      .sort()
    const lastDemandOn = demands.at(-1)
    const contractDay = agreementBehind(facts, invoice)?.startsOn ?? invoice.issuedOn
    const found = limitationOf({ due: dueOn, contractDay, ...(lastDemandOn ? { lastDemandOn } : {}) }, rules)
    const state = found && limitationState(found, today)
    if (!found || !state || state === 'running') return []
    const { endsOn, clause, confidence } = found
    return [
      { clientId, name, invoiceId: id, number: invoice.number, open: amountOf(openMinor, currency), endsOn, state, clause, confidence },
    ]
  })
}

/** Claims whose last day is near or has passed, the nearest first. @param clientId only this client */
export async function limitationLines(place: Place, clientId?: string): Promise<LimitationLine[]> {
  const { today } = place.by
  const oldest = addDays(today, -YOUNGEST_DAYS)
  const { invoices } = await overviewOf(place)
  const ids = new Set(invoices.filter(i => i.dueOn < oldest && i.openMinor !== '0' && i.state !== 'cancelled').map(i => i.clientId))
  const wanted = [...ids].filter(id => clientId === undefined || id === clientId)
  const book = await loadFirmLaw(place)
  const lines: LimitationLine[] = []
  for (const part of inParts(wanted))
    for (const facts of await loadClients(place.store.db, place.workspaceId, part))
      lines.push(...linesOf(book, place.firm.country, facts, today))
  return lines.sort((a, b) => (a.endsOn < b.endsOn ? -1 : a.endsOn > b.endsOn ? 1 : a.number < b.number ? -1 : 1))
}
