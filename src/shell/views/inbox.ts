import type { Day } from '../../core/day/day.ts'
import type { Json } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** What a client answered and nobody has dealt with. */
export interface InboxLine {
  readonly id: string
  readonly clientId: string
  readonly client: string
  readonly channel: string
  readonly receivedOn: Day
  readonly text: string | null
  /** What was chosen on the private page, field by field. */
  readonly answer: Json | null
  /** Numbers of the invoices it is about. */
  readonly invoices: readonly string[]
  /** Chasing rests until it is dealt with. */
  readonly holds: boolean
}

const idsIn = (answer: Json | null): string[] =>
  answer !== null && 'invoiceIds' in answer && Array.isArray(answer.invoiceIds) ? answer.invoiceIds.map(String) : []

/** Every answer of a person that waits, oldest first. */
export async function inboxView(place: Place): Promise<InboxLine[]> {
  const { db } = place.store
  const waiting = (await factsOf(db, place.workspaceId, 'reply')
    .where('handledOn' as 'id', 'is', null) // a column of this noun
    .execute()) as unknown as Fact<'reply'>[] // the columns selected are the noun’s own
  const replies = waiting.filter(r => r.kind === 'human')
  const named = async (noun: 'client' | 'invoice', ids: string[]) =>
    ids.length === 0 ? [] : await factsOf(db, place.workspaceId, noun).where('id', 'in', ids).execute()
  const clients = (await named('client', [...new Set(replies.map(r => r.clientId))])) as unknown as Fact<'client'>[] // as above
  const invoices = (await named('invoice', [...new Set(replies.flatMap(r => idsIn(r.answer)))])) as unknown as Fact<'invoice'>[] // as above
  const names = new Map(clients.map(c => [c.id, c.name]))
  const numbers = new Map(invoices.map(i => [i.id, i.number]))
  return replies
    .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
    .map(({ id, clientId, channel, receivedOn, text, answer, holds }) => ({
      id,
      clientId,
      client: names.get(clientId) ?? clientId,
      channel,
      receivedOn,
      text,
      answer,
      invoices: idsIn(answer).map(i => numbers.get(i) ?? i),
      holds: holds !== false,
    }))
}
