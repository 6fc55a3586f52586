import { type Book, openBook } from './book.ts'
import { type Evidence, gatherEvidence, reason } from './evidence.ts'
import { PASSES, type Proposal } from './passes.ts'
import type { Match, MatchKnowledge, OpenInvoice, PaymentLine, Share } from './payment.ts'
import { textHash } from './statement.ts'

/**
 * Matches bank lines to open invoices. Passes run best evidence first over all lines; within a pass lines go by day and then by what they
 * say, so that the order in which they are handed in never matters. Applied is only what is unambiguous and told by two signals (a
 * structured reference with its check digit is two by itself); the rest is proposed; a tie applies nothing.
 * @returns one match a line, in the order of the lines. No line gives more than it has and no invoice gets more than is open on it.
 */
export function matchLines(lines: readonly PaymentLine[], invoices: readonly OpenInvoice[], knowledge: MatchKnowledge): Match[] {
  const book = openBook(invoices, knowledge)
  const matches = new Map<PaymentLine, Match>()
  const queue: Evidence[] = []
  for (const line of lines) {
    if (line.amountMinor > 0n) queue.push(gatherEvidence(line, book, knowledge))
    else matches.set(line, { line: line.id, status: 'none', shares: [], restMinor: line.amountMinor, reasons: [reason('not-incoming')] })
  }
  const ordered = queue
    .map(evidence => ({ evidence, key: orderKey(evidence.line) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  let waiting = ordered.map(o => o.evidence)
  for (let pass = 0; pass < PASSES.length; pass += 1) {
    waiting = waiting.filter(evidence => {
      const proposal = firstProposal(evidence, book, knowledge, pass)
      if (!proposal?.certain || proposal.shares.length === 0) return true
      for (const share of proposal.shares) book.open.set(share.invoice, (book.open.get(share.invoice) ?? 0n) - share.amountMinor)
      matches.set(evidence.line, matchOf(evidence.line, proposal, 'applied'))
      return false
    })
  }
  for (const evidence of waiting) matches.set(evidence.line, undecided(evidence, book, knowledge))
  return lines.flatMap(line => matches.get(line) ?? [])
}

/** By day, then by content; equal lines are interchangeable. */
const orderKey = (line: PaymentLine): string =>
  `${line.day}|${textHash([line.text, line.reference, line.endToEndId, line.counterparty, line.counterpartyAccount, line.amountMinor].join('|'))}|${line.id}`

/**
 * What a pass says, unless a better one before it already pointed elsewhere without being certain: weaker evidence never overrules
 * stronger, it may only say the same with an amount that fits.
 */
function firstProposal(evidence: Evidence, book: Book, knowledge: MatchKnowledge, pass: number): Proposal | undefined {
  const own = PASSES[pass]?.(evidence, book, knowledge)
  if (!own?.certain || pass < 2) return withoutTakenBack(own, evidence, knowledge)
  const stronger = PASSES.slice(0, 2).flatMap(p => p(evidence, book, knowledge) ?? [])
  const points = stronger.flatMap(p => p.shares.map(s => s.invoice))
  const agrees = stronger.length === 0 || (points.length > 0 && own.shares.every(s => points.includes(s.invoice)))
  return withoutTakenBack(agrees ? own : { ...own, certain: false }, evidence, knowledge)
}

const isTakenBack = (share: Share, evidence: Evidence, knowledge: MatchKnowledge): boolean =>
  knowledge.takenBack?.has(`${evidence.line.id}|${share.invoice}`) ?? false

/** What a person took back is neither applied nor proposed again; the rest of such a proposal is no longer certain. */
function withoutTakenBack(proposal: Proposal | undefined, evidence: Evidence, knowledge: MatchKnowledge): Proposal | undefined {
  if (!proposal?.shares.some(s => isTakenBack(s, evidence, knowledge))) return proposal
  const shares = proposal.shares.filter(s => !isTakenBack(s, evidence, knowledge))
  return { certain: false, shares, reasons: [...proposal.reasons, reason('taken-back')] }
}

function matchOf(line: PaymentLine, proposal: Proposal, status: Match['status']): Match {
  return {
    line: line.id,
    status,
    shares: proposal.shares,
    restMinor: line.amountMinor - proposal.shares.reduce((s, share) => s + share.amountMinor, 0n),
    ...(proposal.shortfall && { shortfall: proposal.shortfall }),
    reasons: proposal.reasons,
  }
}

/** The best proposal that is left, else the reason why there is none. */
function undecided(evidence: Evidence, book: Book, knowledge: MatchKnowledge): Match {
  const { line } = evidence
  const proposals = PASSES.flatMap(pass => withoutTakenBack(pass(evidence, book, knowledge), evidence, knowledge) ?? [])
  const best = proposals.find(p => p.shares.length > 0)
  const why = proposals.filter(p => p.shares.length === 0).flatMap(p => p.reasons)
  if (best) return matchOf(line, { ...best, reasons: [...best.reasons, ...why.filter(r => r.code === 'tie')] }, 'proposed')
  if (why.length > 0) return matchOf(line, { certain: false, shares: [], reasons: why }, 'none')
  const elsewhere = book.currencies.has(line.currency)
  return matchOf(line, { certain: false, shares: [], reasons: [reason(elsewhere ? 'nothing-found' : 'other-currency')] }, 'none')
}
