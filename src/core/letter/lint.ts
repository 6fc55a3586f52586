import type { Fault } from '../fault.ts'
import { type Figure, figuresOf, narrowed, sameMoney } from './figures.ts'

/** What a message must hold, already as the message’s language writes it. */
export interface Expected {
  /** Whoever is owed: name and at least one way to reach them. */
  readonly senderName: string
  readonly senderContact: readonly string[]
  readonly recipientName: string
  readonly person: string
  readonly dateLine: string
  readonly invoiceNumbers: readonly string[]
  /** Every amount that may stand in the text: open per invoice, totals, costs, what was promised or paid. */
  readonly amounts: readonly string[]
  /** The amounts to be paid: each must stand in the text. */
  readonly totals: readonly string[]
  /** Days that must be named, as written: the new deadline, the days of a plan. */
  readonly days: readonly string[]
  readonly reference: string
  /** What the law has the firm say of itself. */
  readonly mentions: readonly string[]
  readonly costs: readonly { readonly amount: string; readonly basis: string }[]
  /** Late costs may be claimed from this client at this step. */
  readonly costsAllowed: boolean
  /** A letter must carry its own date and addresses; an e-mail has them in its headers; a line holds who asks and how much. */
  readonly form: 'letter' | 'mail' | 'line'
}

/** Words that threaten something, by what they threaten; `meant` holds those that this step may say. */
export interface Threats {
  readonly words: ReadonlyMap<string, readonly string[]>
  readonly meant: ReadonlySet<string>
}

const fold = (text: string): string => narrowed(text).toLocaleLowerCase()
const holds = (text: string, part: string): boolean => part === '' || fold(text).includes(fold(part))

const missing = (code: string, what: string, mend: string, params: Fault['params'] = {}): Fault => ({
  code,
  message: `The message lacks ${what}.`,
  mend,
  params,
})

/**
 * Refuses a message that lacks an element (requirement B11), names a cost without what justifies it, threatens what is not meant, or holds a figure
 * that is nowhere in the books. Edited text passes again. @returns faults, empty when the message may leave.
 */
export function lintMessage(text: string, expected: Expected, threats: Threats): Fault[] {
  return [...lintElements(text, expected), ...lintCosts(text, expected), ...lintFigures(text, expected), ...lintThreats(text, threats)]
}

/** The amount stands in the text, however it is spaced and grouped. */
const isSaid = (figures: readonly Figure[], amount: string): boolean => {
  const [wanted] = figuresOf(amount)
  return wanted !== undefined && figures.some(figure => sameMoney(figure, wanted))
}

function lintElements(text: string, e: Expected): Fault[] {
  const faults: Fault[] = []
  const need = (part: string, code: string, what: string, mend: string): void => {
    if (!holds(text, part)) faults.push(missing(code, what, mend, { what: part }))
  }
  if (e.form === 'line') {
    for (const total of e.totals) need(total, 'amount-missing', `the amount ${total}`, 'Name what is to be paid.')
    return faults
  }
  need(e.senderName, 'sender-missing', 'the name of the firm that is owed', 'Let the signature stand.')
  if (e.senderContact.length === 0)
    faults.push(
      missing(
        'sender-contact-missing',
        'a way to reach the firm that is owed',
        'Enter a phone number or an e-mail address under Settings, our firm.',
      ),
    )
  else if (!e.senderContact.some(c => holds(text, c)))
    faults.push(missing('sender-contact-missing', 'a way to reach the firm that is owed', 'Let the signature stand.'))
  need(e.person, 'person-missing', 'the person to speak to', 'Name the billing contact.')
  for (const number of e.invoiceNumbers)
    need(number, 'invoice-missing', `invoice ${number}`, 'Every invoice that is claimed must be named.')
  const said = figuresOf(text)
  for (const total of e.totals)
    if (!holds(text, total) && !isSaid(said, total))
      faults.push(missing('amount-missing', `the amount ${total}`, 'Name what is to be paid.', { what: total }))
  for (const day of e.days) need(day, 'deadline-missing', `the day ${day}`, `Name ${day}.`)
  for (const mention of e.mentions)
    need(mention, 'mention-missing', `what the law of the firm asks of a letter: ${mention}`, 'Let it stand.')
  need(e.reference, 'reference-missing', 'the payment reference', `Name ${e.reference}.`)
  if (e.form === 'letter') {
    need(e.dateLine, 'date-missing', 'the date of the letter', 'Let the date line stand.')
    need(e.recipientName, 'recipient-missing', 'the name of the client', 'Let the address stand.')
  }
  return faults
}

function lintCosts(text: string, e: Expected): Fault[] {
  if (e.costs.length > 0 && !e.costsAllowed)
    return [
      {
        code: 'cost-not-allowed',
        message: 'The message claims late costs that may not be claimed from this client at this step.',
        mend: 'Take them out, or confirm what kind of client this is.',
      },
    ]
  const said = figuresOf(text)
  return e.costs.flatMap(cost => {
    const params = { amount: cost.amount, basis: cost.basis, has: cost.basis.trim() === '' ? 'no' : 'yes' }
    if (!holds(text, cost.amount) && !isSaid(said, cost.amount)) return []
    if (cost.basis.trim() === '')
      return [
        {
          code: 'cost-without-basis',
          message: `The cost of ${cost.amount} names no clause and no law.`,
          mend: 'Name what justifies it, or take it out.',
          params,
        },
      ]
    return holds(text, cost.basis)
      ? []
      : [
          {
            code: 'cost-without-basis',
            message: `The cost of ${cost.amount} is named without ${cost.basis}.`,
            mend: `Name ${cost.basis}, or take the cost out.`,
            params,
          },
        ]
  })
}

/** Every amount that a text names, as it is written there. */
export const figuresIn = (text: string): string[] => figuresOf(text).map(figure => figure.text)

function lintFigures(text: string, e: Expected): Fault[] {
  const known = [...e.amounts, ...e.totals, ...e.costs.map(c => c.amount)].flatMap(figuresOf)
  const strange = figuresOf(text).filter(figure => !known.some(k => sameMoney(k, figure)))
  return [...new Set(strange.map(figure => figure.text))].map(figure => ({
    code: 'figure-unknown',
    message: `"${figure}" is not a figure of this claim.`,
    mend: 'Use the amounts of the table, or take it out.',
    params: { what: figure },
  }))
}

function lintThreats(text: string, threats: Threats): Fault[] {
  const folded = fold(text)
  return [...threats.words].flatMap(([kind, words]) => {
    if (threats.meant.has(kind)) return []
    const said = words.find(word => folded.includes(fold(word)))
    return said
      ? [
          {
            code: 'threat-not-meant',
            message: `"${said}" announces something that this step does not do.`,
            mend: 'Say only what will happen at this step, or take it out.',
            params: { what: said },
          },
        ]
      : []
  })
}

/** Every code with which a message is refused: each has a sentence in each language and a test that provokes it. */
export const LINT_CODES = [
  'sender-missing',
  'sender-contact-missing',
  'person-missing',
  'invoice-missing',
  'amount-missing',
  'deadline-missing',
  'reference-missing',
  'mention-missing',
  'date-missing',
  'recipient-missing',
  'cost-not-allowed',
  'cost-without-basis',
  'figure-unknown',
  'threat-not-meant',
] as const
