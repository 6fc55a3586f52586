import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { labelledIn, languageFor, type OpenItem, payOf, placeOf, type Recipient, senderOf, tableOf, totalsOf } from '../message/compose.ts'
import { outboxKey } from '../run/decision-rows.ts'
import type { Pen } from '../store/record.ts'
import { sayDay, type Words } from '../words.ts'

export const CYCLE_OF_REPLIES = 'reply:'
/** The step’s name is in the key: an answer is found by it, because no ceiling holds what a client asked for. */
export const COPY_STEP = 'answer-copy'

/** The reply that an answer is about. */
export const replyOf = (act: Pick<Act, 'cycle' | 'class'>): string | undefined =>
  act.class === 'answer' && act.cycle.startsWith(CYCLE_OF_REPLIES) ? act.cycle.slice(CYCLE_OF_REPLIES.length) : undefined

/** Copies that we hold of some invoices. */
export const copiesOf = (facts: ClientFacts, invoiceIds: readonly string[]): Fact<'document'>[] =>
  facts.document.filter(d => d.kind === 'invoice' && d.invoiceId !== null && invoiceIds.includes(d.invoiceId))

/** An answer may leave at any hour and counts against nothing: they asked for it. */
const copyAct = (replyId: string, invoiceIds: readonly string[], phase: Act['phase']): Act => ({
  kind: 'act',
  step: COPY_STEP,
  channel: 'email',
  tone: 1,
  class: 'answer',
  cycle: `${CYCLE_OF_REPLIES}${replyId}`,
  occurrence: 1,
  invoiceIds,
  amounts: [],
  reasons: [{ code: 'copy-asked', params: {} }],
  needsApproval: false,
  byPerson: false,
  claimsCosts: false,
  deadlineDays: null,
  hours: [0, 24],
  phase,
  assignee: null,
  leftOut: [],
})

/** Lays the copies into the outbox; they leave with the next look. @returns the row’s key. @throws Refusal where no copy is held. */
export async function queueCopies(
  pen: Pen,
  facts: ClientFacts,
  replyId: string,
  invoiceIds: readonly string[],
  phase: Act['phase'],
): Promise<string> {
  const held = new Set(copiesOf(facts, invoiceIds).map(d => d.invoiceId))
  const missing = invoiceIds.filter(id => !held.has(id))
  if (missing.length > 0) {
    const numbers = missing.map(id => facts.invoice.find(i => i.id === id)?.number ?? id).join(', ')
    return refuse('copy-missing', `There is no copy of ${numbers} here to send.`, {
      field: 'invoices',
      mend: 'Attach it to the invoice first (dunwell attach), or import the e-invoice.',
    })
  }
  const act = copyAct(replyId, invoiceIds, phase)
  const key = outboxKey(facts.client.id, act)
  const { workspaceId, at, actor } = pen.by
  const row = { state: 'queued' as const, notBefore: at, approvedBy: actor, doneAt: null, doneOn: null, why: null, lastError: null }
  const json = JSON.stringify(act) as never // the store keeps JSON as its text
  const untouched = { messageId: null, leaseOwner: null, leaseUntil: null, sendingSince: null, attempts: 0 }
  await pen.tx
    .insertInto('outbox')
    .values({ workspaceId, key, clientId: facts.client.id, act: json, createdAt: at, ...row, ...untouched })
    .onConflict(c =>
      c
        .columns(['workspaceId', 'key'])
        .doUpdateSet({ ...row, act: json })
        .where('outbox.state', '=', 'withdrawn'),
    )
    .execute()
  return key
}

/** The answer with the copies they asked for, in their language: short, and how to pay. */
export function copyContent(
  words: Words,
  firm: Fact<'firm'>,
  facts: ClientFacts,
  reply: Fact<'reply'>,
  recipient: Recipient,
  items: readonly OpenItem[],
  payment: Parameters<typeof payOf>[3],
  names: readonly string[],
  on: MessageContent['on'],
): MessageContent {
  const language = languageFor(words, firm, facts, recipient)
  const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, key, params)
  const message = (key: string, params: Parameters<Words['say']>[2] = {}): string => say(`message.${key}`, params)
  const params = { count: items.length, number: items[0]?.invoice.number ?? '', subject: reply.subject ?? '' }
  return {
    language,
    on,
    dateLine: `${placeOf(firm)}${sayDay(language, on)}`,
    from: senderOf(firm),
    to: { name: facts.client.name, lines: [] },
    subject:
      reply.subject === null ? say('reply.copy.subject', params) : /^re\s*:/i.test(reply.subject) ? reply.subject : `Re: ${reply.subject}`,
    greeting: recipient.salutation ? message('greeting.named', { name: recipient.salutation }) : message('greeting.plain'),
    opening: [say('reply.copy.opening', params)],
    key: [],
    table: tableOf(message, language, items, totalsOf(items)),
    costs: null,
    closing: [say('reply.copy.closing', params)],
    pay: payOf(message, firm, items, payment),
    labelled: labelledIn(words, language),
    farewell: message('closing'),
    enclosures: names.join(', '),
  }
}
