import { draftWithClient } from '../acts/draft.ts'
import { setting } from '../acts/settings.ts'
import { openPress } from '../message/press.ts'
import type { Place } from '../workspace.ts'
import { billContent } from './invoice-content.ts'
import { linesAsCsv, linesOfDraft } from './lines.ts'

/** The lines of a draft for an invoicing tool. */
export async function draftCsv(place: Place, id: string): Promise<string> {
  const { draft } = await draftWithClient(place, id)
  return linesAsCsv(linesOfDraft(draft), draft.currency)
}

/** A sheet to copy from, in the firm’s own language: what the invoicing tool needs, the invoices to refer to, no number. */
export async function draftSheet(place: Place, id: string): Promise<Uint8Array> {
  const { draft, facts } = await draftWithClient(place, id)
  const { pdfs } = await openPress()
  const { taxPercent } = await setting(place, 'billing')
  const content = await billContent(place, facts, {
    ...{ kind: 'sheet', number: '', issuedOn: place.by.today, dueOn: null, currency: draft.currency, clause: null },
    ...{ lines: linesOfDraft(draft).map(l => ({ ...l, taxRate: l.taxRate ?? (taxPercent || null) })), originals: draft.originals ?? [] },
  })
  return pdfs.make('invoice', content, place.by.today)
}
