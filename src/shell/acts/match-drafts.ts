import { type DraftMatches, matchDrafts } from '../../core/billing/match.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { taxParts } from '../billing/invoice-content.ts'
import { linesOfDraft } from '../billing/lines.ts'
import { linesOf, netOfInvoice } from '../corrections/books.ts'
import { factsOf, loadClients } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { planCatchUp } from './catch-up-plan.ts'
import { tieDraft, waitingDrafts } from './draft.ts'

interface Candidates {
  readonly drafts: readonly Fact<'invoiceDraft'>[]
  readonly matched: DraftMatches['matched']
  /** Drafts for which several invoices could be meant. */
  readonly doubtful: DraftMatches['doubtful']
  readonly numbers: ReadonlyMap<string, string>
}

const grossOf = (draft: Fact<'invoiceDraft'>): bigint => taxParts(linesOfDraft(draft)).reduce((sum, p) => sum + p.netMinor + p.taxMinor, 0n)

/** Holds drafts against what came in after them: invoices by their sum before tax, credit notes, which state no net, by their total. */
export async function lookForMatches(place: Place): Promise<Candidates> {
  const drafts = await waitingDrafts(place)
  if (drafts.length === 0) return { drafts, matched: [], doubtful: [], numbers: new Map() }
  const clientIds = [...new Set(drafts.map(d => d.clientId))]
  const [clients, lines, all] = await Promise.all([
    loadClients(place.store.db, place.workspaceId, clientIds),
    linesOf(place.store.db, place.workspaceId, clientIds),
    factsOf(place.store.db, place.workspaceId, 'invoiceDraft').where('clientId', 'in', clientIds).execute(),
  ])
  const taken = new Set((all as unknown as Fact<'invoiceDraft'>[]).flatMap(d => [d.invoiceId ?? [], d.creditNoteId ?? []].flat())) // as selected
  const invoices = clients
    .flatMap(f => f.invoice)
    .filter(i => i.cancelledOn === null && !taken.has(i.id))
    .map(i => ({ ...i, netMinor: netOfInvoice(i, lines.get(i.id) ?? []) }))
  const credits = clients.flatMap(f => f.creditNote).filter(c => !taken.has(c.id))
  const billing = matchDrafts(
    drafts.filter(d => d.kind !== 'credit'),
    invoices,
  )
  const giving = matchDrafts(
    drafts.filter(d => d.kind === 'credit').map(d => ({ ...d, netMinor: grossOf(d) })),
    credits.map(c => ({ ...c, netMinor: c.totalMinor })),
  )
  return {
    drafts,
    matched: [...billing.matched, ...giving.matched],
    doubtful: [...billing.doubtful, ...giving.doubtful],
    numbers: new Map([...invoices, ...credits].map(i => [i.id, i.number])),
  }
}

/** Ties drafts to the invoices they became. What could be several is left to a person. @returns how many were found. */
export async function matchImported(place: Place): Promise<number> {
  const { drafts, matched, numbers } = await lookForMatches(place)
  if (matched.length === 0) return 0
  await record(place.store, place.by, 'drafts found among the invoices', async pen => {
    for (const { draftId, invoiceId, by } of matched) {
      const draft = drafts.find(d => d.id === draftId)
      if (draft) await tieDraft(pen, draft, { id: invoiceId, number: numbers.get(invoiceId) ?? '' }, by)
    }
  })
  for (const { draftId } of matched) {
    const correctionId = drafts.find(d => d.id === draftId)?.correctionId
    if (correctionId) await planCatchUp(place, correctionId)
  }
  return matched.length
}
