import type { Fault } from '../fault.ts'

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
  /** The new deadline as written; none where the step sets none. */
  readonly deadline: string | null
  readonly reference: string
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

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .toLocaleLowerCase()
const holds = (text: string, part: string): boolean => part === '' || fold(text).includes(fold(part))

const missing = (code: string, what: string, mend: string): Fault => ({ code, message: `The message lacks ${what}.`, mend })

/** Figures with a currency: `1 880,00 €`, `EUR 12.50`, `￥1,500`, `12,50 zł`. */
const NUMBER = "(?<![\\p{L}\\d.,])(?:\\d{1,3}(?:[ \\u00a0\\u202f.,'’]\\d{3})+|\\d+)(?:[.,]\\d{1,3})?(?!\\d)"
/** Codes that people write beside amounts; any three letters would make figures of order numbers. */
const CODES = '(?:EUR|USD|GBP|CHF|PLN|RON|JPY|CZK|SEK|NOK|DKK|HUF|CAD|AUD|BGN)'
const FIGURE = new RegExp(
  `(?:[€£$¥￥]|(?<!\\p{L})${CODES})\\s?${NUMBER.replace('\\p{L}', '')}|${NUMBER}\\s?(?:[€£$¥￥円]|zł|lei|kr(?!\\p{L})|${CODES}(?!\\p{L}))`,
  'gu',
)
const digits = (figure: string): string => figure.replace(/\D/g, '').replace(/^0+(?=\d)/, '')

/**
 * Refuses a message that lacks an element (requirement B11), names a cost without what justifies it, threatens what is not meant, or holds a figure
 * that is nowhere in the books. Edited text passes again. @returns faults, empty when the message may leave.
 */
export function lintMessage(text: string, expected: Expected, threats: Threats): Fault[] {
  return [...lintElements(text, expected), ...lintCosts(text, expected), ...lintFigures(text, expected), ...lintThreats(text, threats)]
}

function lintElements(text: string, e: Expected): Fault[] {
  const faults: Fault[] = []
  const need = (part: string, code: string, what: string, mend: string): void => {
    if (!holds(text, part)) faults.push(missing(code, what, mend))
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
  for (const total of e.totals) need(total, 'amount-missing', `the amount ${total}`, 'Name what is to be paid.')
  if (e.deadline !== null) need(e.deadline, 'deadline-missing', 'the new deadline', `Name ${e.deadline}.`)
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
  return e.costs.flatMap(cost => {
    if (!holds(text, cost.amount)) return []
    if (cost.basis.trim() === '')
      return [
        {
          code: 'cost-without-basis',
          message: `The cost of ${cost.amount} names no clause and no law.`,
          mend: 'Name what justifies it, or take it out.',
        },
      ]
    return holds(text, cost.basis)
      ? []
      : [
          {
            code: 'cost-without-basis',
            message: `The cost of ${cost.amount} is named without ${cost.basis}.`,
            mend: `Name ${cost.basis}, or take the cost out.`,
          },
        ]
  })
}

/** Every figure with a currency that a text names. */
export const figuresIn = (text: string): string[] => [...text.matchAll(FIGURE)].map(m => m[0].trim())

function lintFigures(text: string, e: Expected): Fault[] {
  const known = new Set([...e.amounts, ...e.totals, ...e.costs.map(c => c.amount)].map(digits))
  const strange = figuresIn(text).filter(figure => !known.has(digits(figure)))
  return [...new Set(strange)].map(figure => ({
    code: 'figure-unknown',
    message: `"${figure}" is not a figure of this claim.`,
    mend: 'Use the amounts of the table, or take it out.',
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
          },
        ]
      : []
  })
}
