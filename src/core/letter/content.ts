import type { Day } from '../day/day.ts'

/**
 * What a message says, already in one language, before it takes a form. The e-mail’s text, its HTML and the PDF letter are made from the same content,
 * so that no two of them can differ.
 */
export interface MessageContent {
  readonly language: string
  readonly on: Day
  /** `Nantes, le 1er septembre 2026`. */
  readonly dateLine: string
  readonly from: Sender
  /** Where the firm’s envelopes have their window: the address begins there, the words below it. Millimetres from the paper’s left and top edge; on the right where it is not said. */
  readonly window?: { readonly left: number; readonly top: number; readonly below: number }
  readonly to: { readonly name: string; readonly lines: readonly string[] }
  readonly subject: string
  readonly greeting: string
  /** Paragraphs before the amount. */
  readonly opening: readonly string[]
  /** The amount and the new date, findable in three seconds. One a currency. */
  readonly key: readonly { readonly amount: string; readonly by: string; readonly sentence: string }[]
  readonly table: MessageTable
  /** Late costs: quieter than the principal, each with its clause or law. */
  readonly costs: { readonly heading: string; readonly rows: readonly CostRow[]; readonly after: readonly string[] } | null
  /** What the late costs are made of: at the end, small. */
  readonly working?: Working | null
  /** Paragraphs after the table. */
  readonly closing: readonly string[]
  /** How to answer without a call: anchors where a form has them, else the same spelt out. */
  readonly answers?: AnswerBlock | null
  readonly pay: PaymentBlock | null
  /** How a label and its value are written side by side: `{label} : {value}`. */
  readonly labelled: string
  readonly farewell: string
  readonly enclosures: string
  /** Amounts that its words may name besides those of the books, as written. */
  readonly figures?: readonly string[]
}

export interface Sender {
  readonly name: string
  /** Address, registration, tax id. */
  readonly lines: readonly string[]
  readonly person: string
  readonly contact: readonly string[]
  /** What the law has a firm say of itself in every letter: name in law, register, address. */
  readonly mentions?: readonly string[]
}

export interface MessageTable {
  readonly head: readonly string[]
  /** The last cell of a row is an amount. */
  readonly rows: readonly (readonly string[])[]
  readonly totals: readonly { readonly label: string; readonly amount: string }[]
  /** Numbers of the invoices of which the rows are: the message must name each. */
  readonly invoices?: readonly string[]
  /** Days of the rows, as written, that the message must name. */
  readonly days?: readonly string[]
}

export interface CostRow {
  readonly what: string
  readonly basis: string
  readonly amount: string
}

/** Figures opened: a table whose last column holds the amounts, and lines below it. */
export interface Working {
  readonly heading: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly notes: readonly string[]
}

export interface PaymentBlock {
  readonly rows: readonly { readonly label: string; readonly value: string }[]
  /** An SVG of the payment code, where the amount and the account allow one. */
  readonly qrSvg: string | null
  readonly caption: string
}

export interface AnswerBlock {
  readonly sentence: string
  readonly links: readonly { readonly label: string; readonly href: string }[]
  readonly spelt: string
}
