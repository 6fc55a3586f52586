import { addDays, type Day } from '../day/day.ts'

/** A draft that waits for the invoice that another tool issues from it. Minor units before tax. */
export interface WaitingDraft {
  readonly id: string
  readonly clientId: string
  readonly currency: string
  readonly preparedOn: Day
  /** ISO instant: what was known before is not what became of it. */
  readonly recordedAt: string
  readonly netMinor: bigint
  /** The number the tool gave, where a person said it. */
  readonly number: string | null
}
/** An invoice (or credit note) that came in and belongs to no draft yet. */
export interface Issued {
  readonly id: string
  readonly clientId: string
  readonly currency: string
  readonly number: string
  readonly issuedOn: Day
  /** ISO instant at which it became known. */
  readonly recordedAt: string
  readonly netMinor: bigint
}
export interface DraftMatches {
  readonly matched: readonly { readonly draftId: string; readonly invoiceId: string; readonly by: 'number' | 'amount' }[]
  /** Several could be meant: a person says which. */
  readonly doubtful: readonly { readonly draftId: string; readonly invoiceIds: readonly string[] }[]
}

/** An invoice may carry a date a little before the draft was prepared here: tools date back to the end of a month. */
const BACKDATED_DAYS_MAX = 31

/**
 * Finds the invoice that each draft became: by its number where it is known, else by client, currency and sum, known after the draft, where exactly one
 * draft and one invoice fit each other. Anything else is left to a person.
 */
export function matchDrafts(drafts: readonly WaitingDraft[], issued: readonly Issued[]): DraftMatches {
  const fits = (d: WaitingDraft, i: Issued): boolean =>
    d.clientId === i.clientId &&
    d.currency === i.currency &&
    (d.number === null
      ? d.netMinor === i.netMinor && i.recordedAt >= d.recordedAt && i.issuedOn >= addDays(d.preparedOn, -BACKDATED_DAYS_MAX)
      : d.number === i.number)
  const matched: DraftMatches['matched'][number][] = []
  const doubtful: DraftMatches['doubtful'][number][] = []
  const byClient = Map.groupBy(issued, i => i.clientId)
  const waiting = Map.groupBy(drafts, d => d.clientId)
  for (const draft of drafts) {
    const candidates = (byClient.get(draft.clientId) ?? []).filter(i => fits(draft, i))
    const [only] = candidates
    if (!only) continue
    const rivals = (waiting.get(draft.clientId) ?? []).filter(d => fits(d, only))
    if (candidates.length === 1 && rivals.length === 1)
      matched.push({ draftId: draft.id, invoiceId: only.id, by: draft.number === null ? 'amount' : 'number' })
    else doubtful.push({ draftId: draft.id, invoiceIds: candidates.map(i => i.id) })
  }
  return { matched, doubtful }
}
