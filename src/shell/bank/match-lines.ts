import { guessClients } from '../../core/match/guess.ts'
import { matchLines } from '../../core/match/match.ts'
import type { Match } from '../../core/match/payment.ts'
import type { Pen } from '../store/record.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { type BankBook, lineOf, loadBankBook, sameMoney } from './knowledge.ts'
import { bookReturns } from './returned.ts'
import { type BankEntry, waitingLines } from './waiting.ts'
import { BY_RULE, bookingsOf, bookLine } from './write.ts'

/** Lines with what matching says of each now. */
export interface Matched {
  readonly book: BankBook
  readonly lines: readonly { readonly entry: BankEntry; readonly match: Match; readonly guess: string | undefined }[]
}

/** The book for some lines. */
const bookFor = (db: Db, place: Place, entries: readonly BankEntry[]): Promise<BankBook> =>
  loadBankBook(
    db,
    place,
    entries.reduce((first, e) => (e.valueOn < first ? e.valueOn : first), place.by.today),
  )

export const matchWaiting = async (db: Db, place: Place, entries: readonly BankEntry[]): Promise<Matched> =>
  matchAgainst(await bookFor(db, place, entries), entries)

function matchAgainst(book: BankBook, entries: readonly BankEntry[]): Matched {
  const lines = entries.map(lineOf)
  const matches = matchLines(lines, book.invoices, book.knowledge)
  const guesses = guessClients(lines, matches, book.invoices, book.knowledge)
  const byLine = new Map(matches.map(m => [m.line, m]))
  return {
    book,
    lines: entries.flatMap(entry => {
      const match = byLine.get(entry.id)
      return match ? [{ entry, match, guess: guesses.get(entry.id) }] : []
    }),
  }
}

export interface MatchCounts {
  /** Booked because nothing about them is in doubt. */
  readonly applied: number
  /** Tied to a payment that was recorded already. */
  readonly recordedBefore: number
  readonly proposed: number
  /** Nobody can be told. */
  readonly unknown: number
  /** Whose facts changed. */
  readonly clientIds: readonly string[]
}

/** Matches all waiting lines and books what is certain; of the rest it notes whose money it may be. */
export async function matchAndBook(pen: Pen, place: Place): Promise<MatchCounts> {
  await pen.current('firm', place.firm.id) // sends what is written so far to the store
  const waiting = await waitingLines(pen.tx, place.workspaceId)
  const clientIds = new Set<string>()
  const recorded = new Set<string>()
  if (waiting.length === 0) return withReturns(pen, place, { applied: 0, recordedBefore: 0, proposed: 0, unknown: 0, clientIds: [] })
  const book = await bookFor(pen.tx, place, waiting)
  const taken = new Set<string>()
  for (const entry of waiting) {
    const same = sameMoney(lineOf(entry), book, taken)
    if (!same) continue
    await pen.amend('payment', same.id, { bankEntryId: entry.id })
    recorded.add(entry.id)
    clientIds.add(same.clientId)
  }
  const { lines } = matchAgainst(
    book,
    waiting.filter(e => !recorded.has(e.id)),
  )
  let applied = 0
  for (const { entry, match, guess } of lines) {
    if (match.status === 'applied') {
      applied += 1
      for (const booked of bookingsOf(match)) {
        await bookLine(pen, entry, booked, `${BY_RULE}${match.reasons.map(r => r.code).join(', ')}`)
        clientIds.add(booked.clientId)
      }
    } else if ((guess ?? null) !== entry.guessClientId) {
      await pen.amend('bankEntry', entry.id, { guessClientId: guess ?? null })
      for (const id of [guess, entry.guessClientId]) if (id) clientIds.add(id)
    }
  }
  const proposed = lines.filter(l => l.match.status === 'proposed').length
  return withReturns(pen, place, {
    applied,
    proposed,
    recordedBefore: recorded.size,
    unknown: lines.length - applied - proposed,
    clientIds: [...clientIds],
  })
}

/** After what came in: what the bank took back of it. */
async function withReturns(pen: Pen, place: Place, counts: MatchCounts): Promise<MatchCounts> {
  await pen.current('firm', place.firm.id) // as above
  const whose = await bookReturns(pen, place.by.today)
  return { ...counts, applied: counts.applied + whose.length, clientIds: [...new Set([...counts.clientIds, ...whose])] }
}
