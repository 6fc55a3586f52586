import { daysBetween } from '../day/day.ts'
import { type Book, openOf } from './book.ts'
import { type Evidence, payerReason, reason, shortfallReason } from './evidence.ts'
import { holdsDigits, isSwapped, isTellingWithAmount, numberKey, numberTail } from './number.ts'
import type { MatchKnowledge, OpenInvoice, Reason, Share } from './payment.ts'
import { classifyShortfall } from './shortfall.ts'
import { subsetSum } from './subset.ts'

/** What one pass makes of a line: where the money goes, whether that is certain, and why. */
export interface Proposal {
  readonly certain: boolean
  readonly shares: readonly Share[]
  readonly shortfall?: ReturnType<typeof classifyShortfall>
  readonly reasons: readonly Reason[]
}
export type Pass = (evidence: Evidence, book: Book, knowledge: MatchKnowledge) => Proposal | undefined

const minBig = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const isOpen = (book: Book, i: OpenInvoice): boolean => openOf(book, i) > 0n
const sumOpen = (book: Book, invoices: readonly OpenInvoice[]): bigint => invoices.reduce((s, i) => s + openOf(book, i), 0n)
const BY_CHANCE_MAX = 0.01
const OPEN_PER_CLIENT_MAX = 60

/** Spreads an amount over invoices in their order; never more than what is open on each, never more than there is. */
function spread(book: Book, invoices: readonly OpenInvoice[], amountMinor: bigint): Share[] {
  let left = amountMinor
  return invoices.flatMap(invoice => {
    const share = minBig(left, openOf(book, invoice))
    if (share <= 0n) return []
    left -= share
    return [{ invoice: invoice.id, number: invoice.number, client: invoice.client, amountMinor: share }]
  })
}

const clientInvoices = (book: Book, evidence: Evidence, client: string): OpenInvoice[] =>
  (book.byClient.get(client) ?? []).filter(i => i.currency === evidence.line.currency && isOpen(book, i))

/** The payer is known by account or equal name, and is another than this client. */
const isOtherPayer = (evidence: Evidence, client: string): boolean =>
  evidence.payer !== undefined && evidence.payer.strength !== 'close' && evidence.payer.client !== client

/** Pass 1: a structured reference we gave, its check digits valid. It stands for itself; the amount only says whether all is paid. */
export const byReference: Pass = (evidence, book, knowledge) => {
  const { line, referenced } = evidence
  const planned = referenced.flatMap(r => r.expected)
  const direct = referenced.flatMap(r => r.invoices)
  const ids = new Set([...direct.map(i => i.id), ...planned.flatMap(e => e.invoices)])
  const invoices = [...ids].flatMap(id => book.invoices.get(id) ?? [])
  if (ids.size === 0) return undefined
  const because = referenced.map(r => reason('structured-reference', { reference: r.reference }))
  const open = invoices.filter(i => isOpen(book, i))
  if (open.length === 0)
    return {
      certain: false,
      shares: [],
      reasons: [...because, reason('already-settled', { invoices: invoices.map(i => i.number).join(', ') })],
    }
  const client = open[0]?.client ?? ''
  const oneClient = open.every(i => i.client === client)
  const telling = referenced.every(r => r.telling) || evidence.payer?.client === client
  const total = sumOpen(book, open)
  const reasons = [...because, ...payerReason(evidence, client)]
  const shares = spread(book, open, line.amountMinor)
  if (line.amountMinor === total)
    return { certain: oneClient, shares, reasons: [...reasons, reason(open.length > 1 ? 'sum-of-invoices' : 'amount-exact')] }
  if (line.amountMinor > total) return { certain: false, shares, reasons: [...reasons, reason('amount-over')] }
  const [only] = open
  if (open.length === 1 && only) {
    const shortfall = classifyShortfall(line, only, total, knowledge)
    return {
      certain: telling,
      shares,
      shortfall,
      reasons: [...reasons, reason('amount-part'), shortfallReason(shortfall.kind)],
    }
  }
  // Money for a plan or statement goes to its oldest invoice first: that is what the plan says.
  return {
    certain: telling && oneClient && planned.length === 1 && direct.length === 0,
    shares,
    reasons: [...reasons, reason('amount-part'), reason('oldest-first')],
  }
}

/** One invoice per key: of equal numbers at several clients that of the payer. undefined = a tie. */
function namedInvoices(evidence: Evidence, book: Book): { invoices: OpenInvoice[]; tie: boolean } {
  const chosen = evidence.named.map(({ invoices }) => {
    const open = invoices.filter(i => isOpen(book, i))
    const own = open.filter(i => i.client === evidence.payer?.client)
    return own.length === 1 ? own : open
  })
  const invoices = new Map(chosen.flat().map(i => [i.id, i]))
  return { invoices: [...invoices.values()], tie: chosen.some(c => c.length > 1) }
}

/** Could the writer have meant another open invoice of the same client, two signs swapped? */
const nearAnother = (book: Book, evidence: Evidence, invoice: OpenInvoice): OpenInvoice | undefined =>
  clientInvoices(book, evidence, invoice.client).find(i => i.id !== invoice.id && isSwapped(numberKey(i.number), numberKey(invoice.number)))

/** The payer, known surely and another than the one the number belongs to, owes just this amount himself. */
function payerOwesIt(book: Book, evidence: Evidence): boolean {
  const { payer, line } = evidence
  return payer !== undefined && clientInvoices(book, evidence, payer.client).some(i => openOf(book, i) === line.amountMinor)
}

/** Pass 2: invoice numbers in text, reference or end-to-end id. Certain with the amount, or with the payer for a part payment. */
export const byNumber: Pass = (evidence, book, knowledge) => {
  const { line, named, payer } = evidence
  if (named.length === 0) return undefined
  const because = named.map(n => reason('number-in-text', { number: n.key }))
  const { invoices, tie } = namedInvoices(evidence, book)
  if (invoices.length === 0)
    return {
      certain: false,
      shares: [],
      reasons: [...because, reason('already-settled', { invoices: named.flatMap(n => n.invoices.map(i => i.number)).join(', ') })],
    }
  const client = invoices[0]?.client ?? ''
  const oneClient = invoices.every(i => i.client === client)
  const total = sumOpen(book, invoices)
  const shares = spread(book, invoices, line.amountMinor)
  const reasons = [...because, ...payerReason(evidence, client)]
  if (tie) return { certain: false, shares: [], reasons: [...reasons, reason('tie')] }
  const telling = named.some(n => n.telling) || payer?.client === client
  if (line.amountMinor === total) {
    const conflict = isOtherPayer(evidence, client) && payerOwesIt(book, evidence)
    const exact = reason(invoices.length > 1 ? 'sum-of-invoices' : 'amount-exact')
    const enough = telling || named.some(n => isTellingWithAmount(n.key))
    return { certain: enough && oneClient && !conflict, shares, reasons: [...reasons, exact, ...(conflict ? [reason('conflict')] : [])] }
  }
  if (line.amountMinor > total)
    return withOthers(evidence, book, invoices, reasons) ?? { certain: false, shares, reasons: [...reasons, reason('amount-over')] }
  const [only] = invoices
  if (!only || invoices.length > 1) return { certain: false, shares, reasons: [...reasons, reason('amount-part'), reason('oldest-first')] }
  const shortfall = classifyShortfall(line, only, total, knowledge)
  const twin = nearAnother(book, evidence, only)
  const otherExact = clientInvoices(book, evidence, client).some(i => i.id !== only.id && openOf(book, i) === line.amountMinor)
  const agreed = shortfall.kind === 'discount-in-time' || payer?.client === client
  const doubts = [...(twin ? [reason('number-near-another', { number: twin.number })] : []), ...(otherExact ? [reason('conflict')] : [])]
  return {
    certain: agreed && telling && doubts.length === 0 && !isOtherPayer(evidence, client),
    shares,
    shortfall,
    reasons: [...reasons, reason('amount-part'), shortfallReason(shortfall.kind), ...doubts],
  }
}

/** More money than the named invoices: the rest may be exactly one other invoice or set of the same client (the text was cut off). */
function withOthers(evidence: Evidence, book: Book, named: readonly OpenInvoice[], reasons: readonly Reason[]): Proposal | undefined {
  const { line, payer } = evidence
  const client = named[0]?.client ?? ''
  if (named.some(i => i.client !== client)) return undefined
  const others = clientInvoices(book, evidence, client).filter(i => !named.includes(i))
  if (others.length > OPEN_PER_CLIENT_MAX) return undefined
  const left = line.amountMinor - sumOpen(book, named)
  const single = others.filter(i => openOf(book, i) === left)
  const answer = subsetSum(
    others.map(i => openOf(book, i)),
    left,
  )
  const more = single.length === 1 ? single : single.length === 0 ? answer.unique?.flatMap(at => others[at] ?? []) : undefined
  if (!more) return undefined
  // One other invoice or, just as well, a set of others: nothing tells which.
  const only = single.length === 1 ? answer.found === 0 : answer.byChance < BY_CHANCE_MAX
  const certain = payer?.client === client && only
  return { certain, shares: spread(book, [...named, ...more], line.amountMinor), reasons: [...reasons, reason('sum-of-invoices')] }
}

/** Pass 3: a promise, an instalment of a plan or a statement's sum, from the client who owes it, near its day. */
export const byExpected: Pass = (evidence, book, knowledge) => {
  const { line, payer } = evidence
  if (!payer) return undefined
  const due = (book.expectedByClient.get(payer.client) ?? []).filter(
    e =>
      e.currency === line.currency &&
      e.minor === line.amountMinor &&
      Math.abs(daysBetween(e.day, line.day)) <= knowledge.expectedWindowDays,
  )
  const [only] = due
  if (!only) return undefined
  const invoices = only.invoices.flatMap(id => book.invoices.get(id) ?? []).filter(i => isOpen(book, i) && i.currency === line.currency)
  if (sumOpen(book, invoices) < line.amountMinor) return undefined
  const reasons = [...payerReason(evidence, payer.client), reason('expected-payment', { id: only.id, day: only.day })]
  // Equal instalments of one plan are no tie: whichever is meant, the money goes to the same invoices.
  const tie = due.some(e => e.invoices.join('|') !== only.invoices.join('|'))
  if (tie) return { certain: false, shares: [], reasons: [...reasons, reason('tie')] }
  return { certain: true, shares: spread(book, invoices, line.amountMinor), reasons }
}

/** Pass 4: the payer is known and owes exactly one invoice of exactly this amount. */
export const byClientAmount: Pass = (evidence, book) => {
  const { line, payer } = evidence
  if (!payer) return undefined
  const exact = clientInvoices(book, evidence, payer.client).filter(i => openOf(book, i) === line.amountMinor)
  const [only] = exact
  if (!only) return undefined
  const reasons = [...payerReason(evidence, payer.client), reason('amount-exact')]
  if (exact.length > 1) {
    // Equal amounts month by month: the end of a number in the text tells them apart.
    const meant = exact.filter(i => holdsDigits(line.text, numberTail(i.number)))
    const [one] = meant
    if (one && meant.length === 1) {
      const told = reason('number-in-text', { number: numberTail(one.number) })
      return { certain: payer.strength !== 'close', shares: spread(book, [one], line.amountMinor), reasons: [...reasons, told] }
    }
    return {
      certain: false,
      shares: spread(book, [only], line.amountMinor),
      reasons: [...reasons, reason('tie', { invoices: exact.map(i => i.number).join(', ') })],
    }
  }
  // A name that is only alike needs an amount that nobody else owes.
  const rare = book.amounts.get(`${line.currency} ${line.amountMinor}`) === 1
  const sure = payer.strength !== 'close' || (rare && payer.likeness >= 0.85)
  return { certain: sure, shares: spread(book, [only], line.amountMinor), reasons }
}

/** Pass 5: the payer is known and the amount is the sum of several of his invoices, of one set only. */
export const bySum: Pass = (evidence, book) => {
  const { line, payer } = evidence
  if (!payer) return undefined
  const invoices = clientInvoices(book, evidence, payer.client)
  if (invoices.length < 2 || invoices.length > OPEN_PER_CLIENT_MAX) return undefined
  const reasons = payerReason(evidence, payer.client)
  const sure = payer.strength !== 'close'
  if (sumOpen(book, invoices) === line.amountMinor) {
    return { certain: sure, shares: spread(book, invoices, line.amountMinor), reasons: [...reasons, reason('whole-balance')] }
  }
  const answer = subsetSum(
    invoices.map(i => openOf(book, i)),
    line.amountMinor,
  )
  if (answer.found > 1) return { certain: false, shares: [], reasons: [...reasons, reason('sum-of-invoices'), reason('tie')] }
  const chosen = answer.unique?.flatMap(at => invoices[at] ?? [])
  if (!chosen) return undefined
  const shares = spread(book, chosen, line.amountMinor)
  return { certain: sure && answer.byChance < BY_CHANCE_MAX, shares, reasons: [...reasons, reason('sum-of-invoices')] }
}

/** Pass 6: the payer is known and the difference to one invoice has a known cause. Certain only for a discount its terms allow. */
export const byShortfall: Pass = (evidence, book, knowledge) => {
  const { line, payer } = evidence
  if (!payer) return undefined
  const short = clientInvoices(book, evidence, payer.client).flatMap(invoice => {
    const open = openOf(book, invoice)
    if (open <= line.amountMinor) return []
    const shortfall = classifyShortfall(line, invoice, open, knowledge)
    return shortfall.kind === 'unexplained' || shortfall.kind === 'set-off' ? [] : [{ invoice, shortfall }]
  })
  const [only] = short
  if (!only) return undefined
  const reasons = [...payerReason(evidence, payer.client), reason('amount-part'), shortfallReason(only.shortfall.kind)]
  if (short.length > 1)
    return { certain: false, shares: [], reasons: [...reasons, reason('tie', { invoices: short.map(s => s.invoice.number).join(', ') })] }
  const certain = only.shortfall.kind === 'discount-in-time' && payer.strength !== 'close'
  return { certain, shares: spread(book, [only.invoice], line.amountMinor), shortfall: only.shortfall, reasons }
}

/** Pass 7: only the payer is known. A proposal, oldest first, never more. */
export const byPayer: Pass = (evidence, book) => {
  const { line, payer } = evidence
  if (!payer) return undefined
  const shares = spread(book, clientInvoices(book, evidence, payer.client), line.amountMinor)
  if (shares.length === 0) return undefined
  return { certain: false, shares, reasons: [...payerReason(evidence, payer.client), reason('oldest-first')] }
}

export const PASSES: readonly Pass[] = [byReference, byNumber, byExpected, byClientAmount, bySum, byShortfall, byPayer]
