import type { Amount } from '../../core/decide/decision.ts'
import type { Fault } from '../../core/fault.ts'
import type { FileList } from '../lists/read-lists.ts'
import type { CopyResult } from './copies.ts'
import type { ImportAnswers, OldDebts, Plan, PlannedChange, PlannedInvoice, VanishedAnswer } from './plan-types.ts'
import { writesNothing } from './plan-types.ts'

/** What an import would do, for screen, CLI and API: amounts in minor units with their currency, days YYYY-MM-DD. */
export interface ImportPreview {
  readonly files: readonly {
    readonly name: string
    readonly source: string
    readonly says: string
    readonly holds: 'invoices' | 'payments'
    readonly encoding: string
    readonly delimiter: string
    readonly rows: number
    readonly dateOrder: string | null
    readonly columns: readonly { readonly header: string; readonly field: string | null }[]
    /** Who said which column is which; none: its headers did. */
    readonly columnsBy: 'person' | 'last-time' | null
    /** What was said of the last list with these headers, since which day: it can be forgotten by this id. */
    readonly lastTime: { readonly id: string; readonly by: string; readonly saidOn: string } | null
  }[]
  /** PDF copies, each with the invoice it would be kept with. */
  readonly copies: readonly Omit<CopyResult, 'documentId'>[]
  readonly counts: {
    readonly new: number
    readonly changed: number
    readonly same: number
    readonly vanished: number
    readonly creditNotes: number
    readonly lines: number
    readonly newClients: number
    /** Of them: how many are taken for a business by a number of the list, and of how many nobody knows the kind unless it is said. */
    readonly numberedClients: number
    readonly payments: number
    readonly samePayments: number
    readonly refused: number
    readonly leftOut: number
  }
  /** Of what is new. */
  readonly totals: readonly {
    readonly currency: string
    readonly invoices: number
    readonly invoiced: Amount
    readonly paid: Amount
    readonly open: Amount
    readonly credited: Amount
    readonly payments: Amount
  }[]
  readonly clients: readonly { readonly name: string; readonly kind: string; readonly why: string; readonly line: string }[]
  readonly invoices: readonly {
    readonly number: string
    readonly client: string
    readonly issuedOn: string
    readonly dueOn: string | null
    readonly dueSource: string
    readonly total: Amount
    readonly paid: Amount
  }[]
  readonly payments: readonly {
    readonly client: string
    /** The invoice the payer named; empty: none. */
    readonly number: string
    readonly paidOn: string
    readonly amount: Amount
  }[]
  readonly changed: readonly {
    readonly number: string
    readonly client: string
    readonly changes: readonly { readonly field: string; readonly from: string | Amount | null; readonly to: string | Amount }[]
  }[]
  readonly questions: readonly Question[]
  readonly refused: readonly Fault[]
  readonly leftOut: readonly Fault[]
  readonly notes: readonly Fault[]
  readonly isNewer: boolean
  /** Nothing must be answered or mended before it can be confirmed. */
  readonly ready: boolean
  /** There is nothing to write: everything is known already. */
  readonly nothingNew: boolean
}

export type Question =
  | { readonly ask: 'due-date'; readonly blocks: true; readonly count: number; readonly examples: readonly string[] }
  | { readonly ask: 'refused'; readonly blocks: true; readonly count: number }
  /** How the list is to be read, where it does not show it. */
  | ({ readonly ask: 'date-order' } & Reading)
  | ({ readonly ask: 'currency' } & Reading)
  | ({ readonly ask: 'decimal' } & Reading)
  | {
      readonly ask: 'settled'
      readonly blocks: false
      readonly rows: readonly {
        readonly number: string
        readonly client: string
        readonly open: Amount
        readonly why: 'vanished' | 'paid' | 'cancelled'
        readonly answer: VanishedAnswer
        readonly answeredBy: 'person' | 'list' | 'nobody'
      }[]
    }
  | {
      readonly ask: 'old-debts'
      readonly blocks: false
      readonly clients: readonly { readonly client: string; readonly invoices: number; readonly answer: OldDebts | null }[]
    }

export interface Reading {
  readonly blocks: false
  /** What is taken until somebody says. */
  readonly value: string
  /** A cell that leaves it open. */
  readonly example: string
  readonly by: 'person' | 'last-time' | 'nobody'
}

const SHOWN_MAX = 200
const amountOf = (minor: bigint, currency: string): Amount => ({ minor: minor.toString(), currency })

export function previewOf(plan: Plan, answers: ImportAnswers, copies: ImportPreview['copies']): ImportPreview {
  const questions = questionsOf(plan, answers)
  return {
    files: plan.lists.map(list => ({
      name: list.file,
      ...kindOf(list),
      holds: list.source.holds,
      encoding: list.encoding,
      delimiter: list.delimiter,
      rows: list.rowCount,
      dateOrder: list.dateOrder ?? null,
      columns: list.columns,
      columnsBy: list.columnsBy,
      lastTime: list.lastTime ? { id: list.lastTime.id, by: list.lastTime.by, saidOn: list.lastTime.saidOn } : null,
    })),
    copies,
    counts: countsOf(plan),
    totals: totalsOf(plan),
    clients: plan.clients.slice(0, SHOWN_MAX).map(c => ({ name: c.name, kind: c.kind, why: c.kindWhy, line: c.source })),
    invoices: plan.added
      .filter(p => p.item.kind === 'invoice')
      .slice(0, SHOWN_MAX)
      .map(rowOf),
    payments: plan.payments.slice(0, SHOWN_MAX).map(({ item, client }) => ({
      client,
      number: item.number,
      paidOn: item.paidOn,
      amount: amountOf(item.amountMinor, item.currency),
    })),
    changed: plan.changed.slice(0, SHOWN_MAX).map(changeRow),
    questions,
    refused: plan.refused.slice(0, SHOWN_MAX),
    leftOut: plan.leftOut.slice(0, SHOWN_MAX),
    notes: plan.notes.slice(0, SHOWN_MAX),
    isNewer: plan.isNewer,
    ready: questions.every(q => !q.blocks),
    nothingNew: writesNothing(plan) && copies.every(copy => copy.invoice === null || copy.why === 'known'),
  }
}

/** The program that wrote a list, or the habit by which it was read: neither, where a person said which column is which. */
const kindOf = ({ source, columnsBy }: FileList): { source: string; says: string } =>
  columnsBy !== null && source.tells.length === 0
    ? { source: 'said', says: 'a list read as you said' }
    : { source: source.name, says: source.says }

function countsOf(plan: Plan): ImportPreview['counts'] {
  const invoices = plan.added.filter(p => p.item.kind === 'invoice')
  return {
    new: invoices.length,
    changed: plan.changed.length,
    same: plan.sameCount,
    vanished: plan.settling.filter(s => s.why === 'vanished').length,
    creditNotes: plan.added.length - invoices.length,
    lines: invoices.reduce((sum, p) => sum + p.item.lines.length, 0),
    newClients: plan.clients.length,
    numberedClients: plan.clients.filter(c => c.kindWhy === 'vat-id' || c.kindWhy === 'company-id').length,
    payments: plan.payments.length,
    samePayments: plan.samePayments,
    refused: plan.refused.length,
    leftOut: plan.leftOut.length,
  }
}

function totalsOf(plan: Plan): ImportPreview['totals'] {
  const sums = new Map<string, { invoices: number; invoiced: bigint; paid: bigint; credited: bigint; payments: bigint }>()
  const of = (currency: string) => {
    const found = sums.get(currency) ?? { invoices: 0, invoiced: 0n, paid: 0n, credited: 0n, payments: 0n }
    sums.set(currency, found)
    return found
  }
  for (const { item } of plan.added) {
    const sum = of(item.currency)
    if (item.kind === 'credit') sum.credited += item.totalMinor
    else {
      sum.invoices += 1
      sum.invoiced += item.totalMinor
      sum.paid += item.paidMinor ?? 0n
    }
  }
  for (const { item } of plan.payments) of(item.currency).payments += item.amountMinor
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, s]) => ({
      currency,
      invoices: s.invoices,
      invoiced: amountOf(s.invoiced, currency),
      paid: amountOf(s.paid, currency),
      open: amountOf(s.invoiced - s.paid, currency),
      credited: amountOf(s.credited, currency),
      payments: amountOf(s.payments, currency),
    }))
}

const rowOf = ({ item, client, dueOn, dueSource }: PlannedInvoice): ImportPreview['invoices'][number] => ({
  number: item.number,
  client: client.name,
  issuedOn: item.issuedOn,
  dueOn: dueOn ?? null,
  dueSource,
  total: amountOf(item.totalMinor, item.currency),
  paid: amountOf(item.paidMinor ?? 0n, item.currency),
})

const changeRow = ({ invoice, changes }: PlannedChange): ImportPreview['changed'][number] => {
  const shown = (value: string | bigint | null): string | Amount | null =>
    typeof value === 'bigint' ? amountOf(value, invoice.item.currency) : value
  return {
    number: invoice.item.number,
    client: invoice.client.name,
    changes: changes.map(c => ({ field: c.field.replace(/Minor$/, ''), from: shown(c.from), to: shown(c.to) ?? '' })),
  }
}

function questionsOf(plan: Plan, answers: ImportAnswers): Question[] {
  const questions: Question[] = []
  if (plan.withoutDue.length > 0)
    questions.push({
      ask: 'due-date',
      blocks: true,
      count: plan.withoutDue.length,
      examples: plan.withoutDue.slice(0, 3).map(p => p.item.number),
    })
  if (plan.refused.length > 0 && answers.skipRefused !== true) questions.push({ ask: 'refused', blocks: true, count: plan.refused.length })
  for (const ask of ['date-order', 'currency', 'decimal'] as const) {
    const assumed = plan.lists.flatMap(list => list.assumed).find(a => a.code === ask)
    if (assumed) questions.push({ ask, blocks: false, value: assumed.value, example: assumed.example, by: assumed.by })
  }
  if (plan.settling.length > 0)
    questions.push({
      ask: 'settled',
      blocks: false,
      rows: plan.settling.map(s => ({
        number: s.number,
        client: s.client,
        open: amountOf(s.minor, s.currency),
        why: s.why,
        answer: s.answer,
        answeredBy: s.answeredBy,
      })),
    })
  if (plan.oldDebts.length > 0)
    questions.push({
      ask: 'old-debts',
      blocks: false,
      clients: plan.oldDebts.map(d => ({ client: d.client, invoices: d.invoiceIds.length, answer: d.answer ?? null })),
    })
  return questions
}
