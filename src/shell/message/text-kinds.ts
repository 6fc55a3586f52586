/** Reminders: the question whether it arrived, before the due date, on it, or after it in one of five tones. */
const REMINDERS = ['reached', 'before', 'due', 'tone1', 'tone2', 'tone3', 'tone4', 'tone5'] as const
/** The same in one line, as a text message. */
const LINES = ['line-before', 'line-due', 'line-late', 'line-last'] as const
/** Messages and letters outside the ladder. */
const FREE = [
  'thanks',
  'statement',
  'sorry',
  'copies',
  'agreed-promise',
  'agreed-plan',
  'agreed-difference',
  'differences',
  'offer',
  'offer-ended',
  'new-terms',
] as const
export type FreeKind = (typeof FREE)[number]
export type LineKind = (typeof LINES)[number]

/** Every message to a client whose words the firm may write itself. */
export const TEXT_KINDS = [...REMINDERS, ...LINES, ...FREE] as const
export type TextKind = (typeof TEXT_KINDS)[number]
export const isFree = (kind: TextKind): kind is FreeKind => FREE.some(k => k === kind)
export const isLine = (kind: TextKind): kind is LineKind => LINES.some(k => k === kind)

/** Every sentence of a message may be the firm's own; table, amounts, how to pay and who signs stay. The deadline is said beside the amount (letter) and as a sentence (mail). */
export const TEXT_PARTS = ['subject', 'greeting', 'opening', 'deadline', 'deadlineOf', 'costs', 'dropped', 'closing', 'farewell'] as const
export type TextPart = (typeof TEXT_PARTS)[number]

/** A paragraph: the key of its sentence, a value that is one itself (`{{ ours }}`), or one of two sentences by a condition of the safe language. */
export type Sentence = string | { readonly when: string; readonly say: string; readonly otherwise?: string }
export type ShippedParts = Partial<Readonly<Record<TextPart, readonly Sentence[]>>>

const GREETING: readonly Sentence[] = [{ when: "name != ''", say: 'message.greeting.named', otherwise: 'message.greeting.plain' }]
const FAREWELL: readonly Sentence[] = ['message.closing']
const COPIES: Sentence = { when: 'copies > 0', say: 'message.copies', otherwise: 'message.copiesOffered' }
const framed = (parts: ShippedParts): ShippedParts => ({ greeting: GREETING, ...parts, farewell: FAREWELL })

/** Before anything is late nothing is said of terms, and nobody is asked to ignore the message. */
const EARLY: readonly Sentence[] = [COPIES, 'message.help']
const LATE: readonly Sentence[] = [{ when: 'days > 0', say: 'message.terms' }, COPIES, 'message.ignore', 'message.help']

const reminder = (kind: (typeof REMINDERS)[number]): ShippedParts => ({
  subject: [`message.subject.${kind}`],
  greeting: GREETING,
  opening: [`message.opening.${kind}`],
  deadline: ['message.deadline'],
  deadlineOf: ['message.deadlineOf'],
  costs: ['message.costs.heading'],
  dropped: ['message.costs.dropped'],
  closing: kind.startsWith('tone') ? LATE : EARLY,
  farewell: FAREWELL,
})

/** What both sides said in a talk, read back. */
const agreed = (kind: 'promise' | 'plan'): ShippedParts =>
  framed({
    subject: [`call.mail.subject.${kind}`],
    opening: ['call.mail.thanks', `call.mail.${kind}`],
    closing: [
      { when: "words != ''", say: 'call.mail.corrected' },
      { when: "restAmount != ''", say: 'call.mail.letGo' },
      { when: "interestAmount != ''", say: 'call.mail.ofInterest' },
      { when: "drops == 'yes'", say: 'call.mail.costsDropped' },
      '{{ ours }}',
      { when: "againOn != ''", say: 'call.mail.again' },
      'call.mail.calendar',
      'call.mail.wrong',
    ],
  })

const ways = ['next-invoice', 'separate', 'plan', 'compromise', 'waive']
const terms = ['tighten', 'relax', 'deposit', 'prepay', 'keep']

const FREE_TEXTS: Readonly<Record<FreeKind, ShippedParts>> = {
  thanks: framed({
    subject: ['message.thanks.subject'],
    opening: ['message.thanks.arrived', { when: "openAmount == ''", say: 'message.thanks.settled', otherwise: 'message.thanks.open' }],
    closing: [{ when: "ask == 'yes'", say: 'message.thanks.ask' }],
  }),
  statement: framed({
    subject: ['statement.mail.subject'],
    opening: ['statement.mail.opening'],
    closing: ['statement.mail.differs'],
  }),
  sorry: framed({ subject: ['sorry.subject'], opening: ['sorry.opening', 'sorry.regret'], closing: ['sorry.nothing', 'sorry.thanks'] }),
  copies: framed({ subject: ['reply.copy.subject'], opening: ['reply.copy.opening'], closing: ['reply.copy.closing'] }),
  'agreed-promise': agreed('promise'),
  'agreed-plan': agreed('plan'),
  'agreed-difference': framed({
    subject: ['correction.confirm.subject'],
    opening: ['correction.confirm.thanks', ...ways.map(way => ({ when: `way == '${way}'`, say: `correction.confirm.${way}` }))],
    closing: [
      { when: "nextAmount != ''", say: 'correction.confirm.future' },
      { when: "future != ''", say: 'correction.confirm.agreedToo' },
      'correction.confirm.beforeTax',
      'correction.confirm.enclosed',
      'correction.confirm.wrong',
    ],
  }),
  differences: framed({
    subject: ['correction.statement.subject'],
    opening: ['correction.statement.opening', { when: "cause != ''", say: 'correction.statement.cause' }, 'correction.script.unaffected'],
    closing: ['correction.statement.beforeTax', 'correction.statement.closing'],
  }),
  offer: framed({
    subject: ['decision.offer.subject'],
    opening: ['decision.offer.opening'],
    deadline: ['decision.offer.key'],
    closing: ['decision.offer.lapse', 'decision.offer.accept', 'decision.offer.credit'],
  }),
  'offer-ended': framed({
    subject: ['decision.lapsed.subject'],
    opening: ['decision.lapsed.opening'],
    closing: ['decision.lapsed.closing'],
  }),
  'new-terms': framed({
    subject: ['decision.terms.subject'],
    opening: terms.map(proposal => ({ when: `proposal == '${proposal}'`, say: `decision.terms.${proposal}` })),
    closing: ['decision.terms.closing'],
  }),
}

/** Which sentences a message is shipped with, part by part in the order in which they stand there. */
export function shippedParts(kind: TextKind): ShippedParts {
  if (isFree(kind)) return FREE_TEXTS[kind]
  if (isLine(kind)) return { opening: [`message.line.${kind.slice('line-'.length)}`] }
  return reminder(kind)
}

/** The parts that a message has, in the order in which they stand there. */
export const partsOf = (kind: TextKind): TextPart[] => TEXT_PARTS.filter(part => shippedParts(kind)[part] !== undefined)
