import type { Json } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { type FailedDelivery, readDeliveryStatus, readPlainBounce, returnedMessageId } from '../../core/reply/bounce.ts'
import type { Known } from '../../core/reply/place.ts'
import { mendTaskId } from '../run/sweep-page.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { ParsedMail } from './parse.ts'

/** Our message that came back, and the addresses that failed. */
export interface CameBack {
  readonly deedId: string
  readonly clientId: string
  readonly failed: readonly FailedDelivery[]
}

/**
 * What came back. Only a report that names one of our messages is believed: anybody can write that an address is dead.
 * @param ours the firm’s own addresses.
 */
export function cameBack(mail: ParsedMail, known: Known, ours: readonly string[]): CameBack | undefined {
  const returned = returnedMessageId(mail.returned ?? '') ?? returnedMessageId(mail.text)
  const message = [...(returned === null ? [] : [returned]), ...mail.answers].map(id => known.messages.get(id)).find(m => m !== undefined)
  if (!message) return undefined
  const failed = mail.status === null ? readPlainBounce(mail.text, ours) : readDeliveryStatus(mail.status)
  return failed.length === 0 ? undefined : { ...message, failed }
}

const recipientsOf = (deed: Fact<'deed'>): string[] =>
  (deed.recipient ?? '')
    .split(',')
    .map(r => r.trim().toLowerCase())
    .filter(Boolean)

async function deedOf(pen: Pen, id: string): Promise<Fact<'deed'> | undefined> {
  await pen.flush()
  return pen.current('deed', id)
}

/**
 * Records addresses that failed. A message that reached nobody has not been done: its step comes again once a person has mended the address,
 * and until then stands on their list. @returns what was recorded; none: no address of that message.
 */
export async function fileBounce(pen: Pen, { deedId, clientId, failed }: CameBack): Promise<readonly FailedDelivery[]> {
  const deed = await deedOf(pen, deedId)
  if (!deed) return []
  const to = recipientsOf(deed)
  const believed = failed.filter(f => to.length === 0 || to.includes(f.address))
  for (const { address, hard, detail, status } of believed)
    await pen.add('bounce', { clientId, address, hard, detail: detail?.slice(0, 1000) ?? null, status, deedId })
  const gone = new Set(believed.filter(f => f.action === 'failed').map(f => f.address))
  if (gone.size === 0) return believed
  const reachedNobody = to.every(address => gone.has(address))
  const task = { clientId, dueOn: pen.by.today, detail: { outboxKey: deed.outboxKey, deedId, addresses: [...gone] } }
  if (!reachedNobody || deed.outboxKey === null) {
    await pen.add('task', { ...task, id: `address:${deed.outboxKey ?? deedId}`, title: 'address', kind: 'mend' })
    return believed
  }
  await pen.add('task', { ...task, id: mendTaskId(deed.outboxKey), title: 'mend', kind: 'mend' })
  await notDone(pen, deed, deed.outboxKey, believed)
  return believed
}

async function notDone(pen: Pen, deed: Fact<'deed'>, outboxKey: string, failed: readonly FailedDelivery[]): Promise<void> {
  if (deed.outcome !== 'sent' && deed.outcome !== 'unsure') return
  const evidence = {
    ...(deed.evidence ?? {}),
    bounced: failed.map(({ address, status, detail }) => ({ address, status, detail })),
  } as unknown as Json // plain fields
  await pen.amend('deed', deed.id, { outcome: 'failed', evidence }, deed.effectiveOn)
  await pen.tx
    .updateTable('outbox')
    .set({ state: 'failed', lastError: failed.map(f => `${f.address}: ${f.detail ?? f.status ?? ''}`).join('; ') })
    .where('workspaceId', '=', pen.by.workspaceId)
    .where('key', '=', outboxKey)
    .where('state', 'in', ['sent', 'unsure'])
    .execute()
  for (const invoiceId of await enclosedIn(pen, deed))
    await pen.add('arrival', {
      clientId: deed.clientId,
      invoiceId,
      state: 'bounced',
      evidence: { deedId: deed.id, status: failed[0]?.status ?? null },
    })
}

/** Invoices of which a copy lay in a message. */
async function enclosedIn(pen: Pen, deed: Fact<'deed'>): Promise<string[]> {
  const kept = deed.evidence !== null && 'documentIds' in deed.evidence ? deed.evidence.documentIds : null
  const ids = Array.isArray(kept) ? kept.map(String) : []
  if (ids.length === 0) return []
  const papers = (await factsOf(pen.tx, pen.by.workspaceId, 'document').where('id', 'in', ids).execute()) as unknown as Fact<'document'>[] // the columns selected are the noun’s own
  return papers.flatMap(p => (p.kind === 'invoice' && p.invoiceId !== null ? [p.invoiceId] : []))
}
