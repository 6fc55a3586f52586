import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { type BatchLetter, lettersOf } from '../acts/letter-batch.ts'
import { channels } from '../run/channel.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'

export interface BatchView {
  readonly id: string
  readonly madeOn: Day
  readonly postedOn: Day | null
  readonly letters: readonly Omit<BatchLetter, 'text' | 'sha256'>[]
}
export interface LettersView {
  /** Letters that lie on the pile, in no batch or in one that is not posted. */
  readonly waiting: number
  readonly batches: readonly BatchView[]
}

export async function lettersView(place: Place): Promise<LettersView> {
  const known = await channels()
  const [rows, batches] = await Promise.all([
    place.store.db.selectFrom('outbox').select('act').where('workspaceId', '=', place.workspaceId).where('state', '=', 'drafted').execute(),
    workspaceFacts(place.store.db, place.workspaceId, 'letterBatch'),
  ])
  const waiting = rows.filter(row => known.get((row.act as unknown as Act).channel)?.form === 'letter').length // the store keeps acts as they were decided
  return { waiting, batches: batches.map(viewOf).reverse() }
}

const viewOf = (batch: Fact<'letterBatch'>): BatchView => ({
  id: batch.id,
  madeOn: batch.madeOn,
  postedOn: batch.postedOn,
  letters: lettersOf(batch).map(({ text: _text, sha256: _sha256, ...letter }) => letter),
})

const HEAD = ['place', 'name', 'address', 'country', 'pages', 'sheets', 'grams', 'registered', 'number'] as const
const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
/** A cell that a spreadsheet would take for a formula is made plain text. */
const cell = (text: string): string => quoted(/^[=+\-@\t]/.test(text) ? `'${text}` : text)

/** The franking list: one line a letter, in the order in which they are printed. */
export const frankingCsv = (batch: Fact<'letterBatch'>): string =>
  [
    [...HEAD],
    ...lettersOf(batch).map((l, at) => [
      String(at + 1),
      l.name,
      l.address,
      l.country ?? '',
      String(l.pages),
      String(l.sheets),
      String(l.grams),
      l.isRegistered ? 'yes' : 'no',
      l.registered ?? '',
    ]),
  ]
    .map(row => `${row.map(cell).join(',')}\r\n`)
    .join('')
