import { type Body, nouns } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { recordAbout, recordOne } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findClient, findInvoice } from './find.ts'
import { givenComingDay, givenText } from './given.ts'

type HoldKind = Body<'hold'>['kind']
const KINDS: readonly string[] = nouns.hold.columns.kind.oneOf ?? []
const isKind = (kind: string): kind is HoldKind => KINDS.includes(kind)

export interface HoldInput {
  /** Id, reference or name; or name an invoice instead. */
  readonly client?: string | undefined
  /** Only this invoice. */
  readonly invoice?: string | undefined
  readonly kind?: string | undefined
  /** Last day; none: until released. */
  readonly until?: string | undefined
  readonly channel?: string | undefined
  readonly reason?: string | undefined
}

/** Whom and what a hold is about. */
async function about(place: Place, input: HoldInput): Promise<{ clientId: string; invoiceId: string | null }> {
  if (input.invoice !== undefined) {
    const invoice = await findInvoice(place, input.invoice)
    return { clientId: invoice.clientId, invoiceId: invoice.id }
  }
  return { clientId: (await findClient(place, givenText('client', input.client))).id, invoiceId: null }
}

/** Leaves a client, or one invoice, in peace for a reason. @returns the hold's id. */
export async function hold(place: Place, input: HoldInput): Promise<{ id: string; clientId: string }> {
  const kind = input.kind ?? 'paused-by-us'
  if (!isKind(kind))
    return refuse('kind-unknown', `"${kind}" is not a kind of hold.`, { field: 'kind', mend: `Say one of ${KINDS.join(', ')}.` })
  const reason = givenText('reason', input.reason)
  const until = input.until === undefined ? null : givenComingDay('until', input.until, place.by.today)
  const { clientId, invoiceId } = await about(place, input)
  const fact = { clientId, kind, reason, until, invoiceId, channel: input.channel ?? null }
  return { id: await recordOne(place, 'hold', 'hold', fact), clientId }
}

/** Looks at a client again only after a day. */
export const snooze = async (place: Place, input: HoldInput): Promise<{ id: string; clientId: string }> => {
  givenComingDay('until', input.until, place.by.today)
  return hold(place, { ...input, kind: 'snooze', reason: input.reason?.trim() || 'snoozed' })
}

/** Ends every hold on a client (or on one invoice), or those of one kind. @returns how many ended. */
export async function release(
  place: Place,
  input: Pick<HoldInput, 'client' | 'invoice' | 'kind'>,
): Promise<{ ended: number; clientId: string }> {
  const { clientId, invoiceId } = await about(place, input)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  const running = (facts?.hold ?? []).filter(
    h => h.endedOn === null && (invoiceId === null || h.invoiceId === invoiceId) && (input.kind === undefined || h.kind === input.kind),
  )
  if (running.length === 0) refuse('nothing-held', 'Nothing is held here.', { field: 'client' })
  await recordAbout(place, clientId, 'hold ended', async pen => {
    for (const h of running) await pen.amend('hold', h.id, { endedOn: place.by.today })
  })
  return { ended: running.length, clientId }
}
