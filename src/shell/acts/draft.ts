import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { type DraftLine, draftJson } from '../billing/lines.ts'
import { factsOf } from '../store/load.ts'
import { type Pen, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { factsOfClient } from './call.ts'
import { findClient, findInvoice } from './find.ts'

const named = async <N extends 'work' | 'invoiceDraft'>(place: Place, noun: N, id: string): Promise<Fact<N>> => {
  const found = await factsOf(place.store.db, place.workspaceId, noun).where('id', '=', id).executeTakeFirst()
  return (found as unknown as Fact<N> | undefined) ?? refuse('not-found', `There is no ${noun} "${id}".`, { field: 'id' }) // as selected
}
export const draftNamed = (place: Place, id: string): Promise<Fact<'invoiceDraft'>> => named(place, 'invoiceDraft', id)

/** Work that was delivered, stands on no draft and no invoice, and is not set aside. */
export async function openWork(place: Place, clientId?: string): Promise<Fact<'work'>[]> {
  let query = factsOf(place.store.db, place.workspaceId, 'work')
    .where('invoiceId' as 'id', 'is', null) // columns of this noun
    .where('draftId' as 'id', 'is', null)
    .where('setAside' as 'id', 'is', null)
  if (clientId !== undefined) query = query.where('clientId', '=', clientId)
  return (await query
    .orderBy('doneOn' as 'id')
    .orderBy('id')
    .execute()) as unknown as Fact<'work'>[] // the columns selected are the noun’s own
}

/** One click: all open work of a client in one currency becomes the lines of one draft. @throws Refusal where there is none. */
export async function draftWork(
  place: Place,
  input: { readonly client: string; readonly currency?: string | undefined },
): Promise<{ id: string; clientId: string; netMinor: string; lines: number }> {
  const client = await findClient(place, input.client)
  const open = (await openWork(place, client.id)).filter(w => w.doneOn <= place.by.today)
  const currency = input.currency ?? open[0]?.currency
  const work = open.filter(w => w.currency === currency)
  const [first] = work
  if (!first || currency === undefined) return refuse('nothing-unbilled', `${client.name} has no unbilled work.`, { field: 'client' })
  const lines = work.map(
    (w): DraftLine => ({
      text: w.what,
      from: w.doneOn,
      to: w.doneOn,
      quantity: w.quantity,
      unit: w.unit,
      rate: w.rate,
      minor: w.netMinor.toString(),
      taxRate: w.taxRate,
    }),
  )
  const netMinor = work.reduce((sum, w) => sum + w.netMinor, 0n)
  const id = await record(place.store, place.by, 'draft prepared', async pen => {
    const draftId = await pen.add('invoiceDraft', {
      clientId: client.id,
      kind: 'work',
      currency,
      lines: draftJson(lines),
      netMinor,
      preparedOn: place.by.today,
      workIds: work.map(w => w.id),
      agreementId: first.agreementId !== null && work.every(w => w.agreementId === first.agreementId) ? first.agreementId : null,
    })
    for (const w of work) await pen.amend('work', w.id, { draftId })
    return draftId
  })
  return { id, clientId: client.id, netMinor: netMinor.toString(), lines: lines.length }
}

const isWaiting = (d: Fact<'invoiceDraft'>): boolean => d.invoiceId === null && d.creditNoteId === null && d.withdrawnOn === null

/** Drafts that no invoice has been found for. */
export async function waitingDrafts(place: Place): Promise<Fact<'invoiceDraft'>[]> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'invoiceDraft')
    .where('withdrawnOn' as 'id', 'is', null) // a column of this noun
    .orderBy('preparedOn' as 'id')
    .orderBy('id')
    .execute()) as unknown as Fact<'invoiceDraft'>[] // as selected
  return rows.filter(isWaiting)
}

export function mustWait(draft: Fact<'invoiceDraft'>): void {
  if (!isWaiting(draft)) refuse('already-done', 'This draft has become an invoice, or was given up.', { field: 'draft' })
}

/** Gives a draft up: its work is unbilled again. */
export async function withdrawDraft(place: Place, input: { readonly draft: string }): Promise<{ id: string }> {
  const draft = await draftNamed(place, input.draft)
  mustWait(draft)
  await record(place.store, place.by, 'draft given up', async pen => {
    await pen.amend('invoiceDraft', draft.id, { withdrawnOn: place.by.today })
    for (const id of draft.workIds ?? []) await pen.amend('work', id, { draftId: null })
  })
  return { id: draft.id }
}

export type Matched = NonNullable<Fact<'invoiceDraft'>['matched']>

/** Ties a draft to what it became: an invoice, or for a draft that gives back a credit note. The case it carries out knows of it. */
export async function tieDraft(
  pen: Pen,
  draft: Fact<'invoiceDraft'>,
  became: { id: string; number: string },
  matched: Matched,
): Promise<void> {
  const isCredit = draft.kind === 'credit'
  await pen.amend('invoiceDraft', draft.id, {
    ...(isCredit ? { creditNoteId: became.id } : { invoiceId: became.id }),
    number: became.number,
    matched,
  })
  for (const id of draft.workIds ?? []) await pen.amend('work', id, { invoiceId: became.id })
  if (draft.correctionId === null || isCredit) return
  const correction = await pen.current('correction', draft.correctionId)
  const known = correction?.invoiceIds ?? []
  if (correction && !known.includes(became.id)) await pen.amend('correction', correction.id, { invoiceIds: [...known, became.id] })
}

/** A person says which invoice a draft became. */
export async function matchDraft(
  place: Place,
  input: { readonly draft: string; readonly invoice: string },
): Promise<{ id: string; invoiceId: string }> {
  const draft = await draftNamed(place, input.draft)
  mustWait(draft)
  const invoice = await findInvoice(place, input.invoice)
  if (invoice.clientId !== draft.clientId) refuse('two-clients', 'This invoice is another client’s.', { field: 'invoice' })
  if (invoice.currency !== draft.currency)
    refuse('two-currencies', `The draft is in ${draft.currency}, the invoice in ${invoice.currency}.`, { field: 'invoice' })
  await record(place.store, place.by, 'draft matched by hand', pen => tieDraft(pen, draft, invoice, 'by-hand'))
  return { id: draft.id, invoiceId: invoice.id }
}

/** A draft with its client. */
export async function draftWithClient(place: Place, id: string) {
  const draft = await draftNamed(place, id)
  return { draft, facts: await factsOfClient(place, draft.clientId) }
}
