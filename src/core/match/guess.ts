import { openBook } from './book.ts'
import { gatherEvidence } from './evidence.ts'
import type { Match, MatchKnowledge, OpenInvoice, PaymentLine } from './payment.ts'

/**
 * Whose money a line that was not applied may be: the client of the proposal, else whoever the payer's account or name points to, else
 * the one client whose references or numbers it writes. Such a client is left in peace until a person has looked.
 * @returns client ids by line id; a line that points to nobody, or to several, is not in it.
 */
export function guessClients(
  lines: readonly PaymentLine[],
  matches: readonly Match[],
  invoices: readonly OpenInvoice[],
  knowledge: MatchKnowledge,
): Map<string, string> {
  const book = openBook(invoices, knowledge)
  const byLine = new Map(matches.map(m => [m.line, m]))
  const guesses = new Map<string, string>()
  for (const line of lines) {
    const match = byLine.get(line.id)
    if (!match || match.status === 'applied' || line.amountMinor <= 0n) continue
    const evidence = gatherEvidence(line, book, knowledge)
    const written = [...evidence.referenced, ...evidence.named].flatMap(e => e.invoices.map(i => i.client))
    const candidates = [match.shares.map(s => s.client), evidence.payer ? [evidence.payer.client] : [], written]
    const [client, other] = new Set(candidates.find(c => c.length > 0) ?? [])
    if (client !== undefined && other === undefined) guesses.set(line.id, client)
  }
  return guesses
}
