import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { enclosedIn } from '../message/compose.ts'
import { composeFree, type FreeLetter, type Writing } from '../message/free.ts'
import { outboxKey } from '../run/decision-rows.ts'
import type { Pen } from '../store/record.ts'
import type { Words } from '../words.ts'

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

/** The answer with the copies they asked for, in their language: short, and how to pay. Its subject is that of the thread. */
export function copyContent(
  words: Words,
  letter: Writing,
  { subject }: Pick<Fact<'reply'>, 'subject'>,
  names: readonly string[],
): MessageContent {
  const inThread = subject === null ? {} : { subject: /^re\s*:/i.test(subject) ? subject : `Re: ${subject}` }
  const change: FreeLetter['change'] = (_, language) => ({
    ...inThread,
    enclosures: enclosedIn((key, params = {}) => words.say(language, `message.${key}`, params), names),
  })
  return composeFree(words, { ...letter, kind: 'copies', params: {}, change })
}
