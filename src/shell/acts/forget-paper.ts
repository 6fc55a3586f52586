import { addMonths, type Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { forgetContent, vaultKey } from '../store/contents.ts'
import { factsOf, loadClients } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { givenText } from './given.ts'
import { setting } from './settings.ts'

export interface DuePaper {
  readonly id: string
  readonly name: string
  readonly clientId: string
  readonly keptOn: Day
  /** Kept for so long that it may go. */
  readonly dueOn: Day
  /** Why it stays nevertheless; none: it may be forgotten. */
  readonly staysFor: 'open-invoice' | 'legal-hold' | 'hand-over' | 'agreement-runs' | null
}

const MOST = 500

function reasonToStay(facts: ClientFacts, paper: Fact<'document'>, today: Day): DuePaper['staysFor'] {
  if (facts.hold.some(h => h.kind === 'legal' && h.endedOn === null && (h.until === null || h.until >= today))) return 'legal-hold'
  if (facts.handOver.some(h => h.endedOn === null && h.draft !== true)) return 'hand-over'
  if (openItems(facts, openLedger(facts, today)).some(i => i.openMinor > 0n && (paper.invoiceId === null || paper.invoiceId === i.id)))
    return 'open-invoice'
  const agreement = facts.agreement.find(a => a.id === paper.agreementId || a.documentId === paper.id)
  return agreement && (agreement.endsOn === null || agreement.endsOn >= today) ? 'agreement-runs' : null
}

/** Papers whose years are over, oldest first, with what keeps some of them (B6, retention). */
export async function papersDue(place: Place): Promise<DuePaper[]> {
  const { keepYears } = await setting(place, 'papers')
  const { today } = place.by
  const before = addMonths(today, -12 * keepYears)
  const rows = (await factsOf(place.store.db, place.workspaceId, 'document')
    .where('effectiveOn', '<', before)
    .where('forgottenOn' as 'id', 'is', null) // a column of this noun
    .orderBy('effectiveOn')
    .limit(MOST)
    .execute()) as unknown as Fact<'document'>[] // the columns selected are the noun’s own
  const clients = await loadClients(place.store.db, place.workspaceId, [...new Set(rows.map(r => r.clientId))])
  const byId = new Map(clients.map(c => [c.client.id, c]))
  return rows.map(paper => {
    const facts = byId.get(paper.clientId)
    return {
      ...{ id: paper.id, name: paper.name, clientId: paper.clientId, keptOn: paper.effectiveOn },
      dueOn: addMonths(paper.effectiveOn, 12 * keepYears),
      staysFor: facts ? reasonToStay(facts, paper, today) : null,
    }
  })
}

/**
 * Forgets a paper whose time is over: its bytes and its words go, its name and hash stay, so that the journal still proves that it was kept. Where the
 * same bytes are kept for something else they stay. @throws Refusal before its time, or while something keeps it.
 */
export async function forgetPaper(place: Place, input: { readonly paper: string; readonly reason: string }): Promise<{ id: string }> {
  const reason = givenText('reason', input.reason)
  const due = (await papersDue(place)).find(p => p.id === input.paper)
  if (!due)
    return refuse('not-due', 'This paper is not due to be forgotten.', {
      field: 'paper',
      mend: 'Papers stay for the years set under Settings, Invoices and papers.',
    })
  if (due.staysFor !== null) refuse('paper-needed', `The paper is still needed: ${due.staysFor}.`, { field: 'paper' })
  const { store, workspaceId } = place
  const gone = await record(store, place.by, `paper forgotten: ${reason}`.slice(0, 200), async pen => {
    const paper = await pen.current('document', due.id)
    if (!paper) return undefined
    await pen.amend('document', due.id, { forgottenOn: place.by.today })
    await pen.flush()
    const others = (await factsOf(pen.tx, workspaceId, 'document')
      .where('sha256' as 'id', '=', paper.sha256) // columns of this noun
      .where('forgottenOn' as 'id', 'is', null)
      .execute()) as unknown as Fact<'document'>[] // as above
    if (others.length > 0) return undefined
    await pen.tx.deleteFrom('paperText').where('workspaceId', '=', workspaceId).where('sha256', '=', paper.sha256).execute()
    return forgetContent(pen.tx, workspaceId, paper.sha256)
  })
  for (const sha256 of gone ?? []) await store.vault?.delete(vaultKey(workspaceId, sha256))
  return { id: due.id }
}
