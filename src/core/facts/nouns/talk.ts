import { bool, day, instant, json, list, maybe, noun, oneOf, ref, text } from '../column.ts'

/** Why a talk ended without a date and an amount. `other` needs words. */
export const WHY_NONE = [
  'says-paid',
  'disputed',
  'not-the-person',
  'must-check',
  'refused',
  'insolvent',
  'needs-approval',
  'cut-off',
  'other',
] as const
export const CALL_ENDINGS = ['promise', 'plan', 'no-plan', 'paused', 'voicemail', 'unreachable'] as const

/** Talks with a client. Dunwell records no voices, only what a person writes down. */
export const talk = {
  call: noun('client', 'A talk: prepared, held, ended with a plan or a reason', {
    kind: oneOf(['call', 'meeting'], 'how'),
    contactId: maybe(ref('contact', 'with whom')),
    startedAt: instant('from'),
    startedOn: day('the day'),
    endedAt: maybe(instant('to; none: it runs')),
    floor: json('what may be given, set beforehand; cannot be changed while it runs'),
    notes: maybe(text('notes as typed. The person may read this')),
    answers: maybe(json('the three questions: when, how, and the next call')),
    ending: maybe(oneOf(CALL_ENDINGS, 'how it ended; voicemail and unreachable are attempts, the others talks')),
    commitmentId: maybe(text('the promise or plan it ended with')),
    whyNone: maybe(oneOf(WHY_NONE, 'why it ended without a date and an amount')),
    whyNoneWords: maybe(text('in words')),
    readBack: maybe(text('what was understood, as it was read to them')),
    readBackAnswer: maybe(oneOf(['agreed', 'corrected'], 'what they said to it')),
    correction: maybe(text('as they corrected it')),
    against: maybe(json('what was given, beside what had been set')),
    callBackOn: maybe(day('call again on')),
    callBackAt: maybe(text('at, HH:MM in the client’s zone')),
  }),
  excuseSaid: noun('client', 'What the client said as to why, what was asked, and whether it came true', {
    excuse: text('which, by its pack’s name'),
    callId: maybe(ref('call', 'in which talk')),
    invoiceIds: list('about which invoices'),
    saidOn: day('said on'),
    evidence: maybe(json('what they answered: number, amount, day …')),
    verifyOn: day('looked at on'),
    cameTrue: maybe(bool('whether it came true; none: not looked at yet')),
    verifiedOn: maybe(day('looked at on')),
  }),
  mailIn: noun('workspace', 'A mail that came in: once, whatever became of it', {
    messageId: maybe(text('Message-ID as it says')),
    from: maybe(text('address it says it came from; may be forged')),
    subject: maybe(text('subject line')),
    receivedOn: day('day'),
    nature: oneOf(['human', 'automatic', 'bounce', 'newsletter', 'own', 'unreadable'], 'who wrote it'),
    state: oneOf(['placed', 'unplaced', 'aside'], 'where it lies: with a client, waiting for a person, or out of the way'),
    forClientId: maybe(ref('client', 'whose case it lies on')),
    replyId: maybe(ref('reply', 'the answer it became')),
    sha256: maybe(text('hash of the mail as it came; none: not kept')),
    text: maybe(text('their words, while it waits for a place')),
    suggested: maybe(json('what it may mean, while it waits for a place')),
    left: maybe(list('what was left out of the papers, and why')),
  }),
  dailyCall: noun('client', 'Calls every day, begun by a named person, within the law’s limits', {
    startedBy: text('who began it'),
    startsOn: day('from'),
    stopOn: day('the last day'),
    contactIds: list('whom to try, in this order'),
    reason: text('why'),
    endedOn: maybe(day('ended before')),
  }),
} as const
