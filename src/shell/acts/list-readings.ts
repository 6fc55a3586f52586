import type { ImportAnswers } from '../imports/plan-types.ts'
import { type LookedLists, lookAtColumns } from '../lists/list-columns.ts'
import type { FileList, GivenFile } from '../lists/read-lists.ts'
import { type KeptReading, type Reading, type Readings, readingOf } from '../lists/readings.ts'
import { canonical } from '../store/journal.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/** How lists are read that a person had to say something of, by the print of their headers; the last word counts. */
export async function keptReadings({ store, workspaceId }: Place): Promise<Readings> {
  const facts = await workspaceFacts(store.db, workspaceId, 'listReading')
  return new Map(facts.map(fact => [fact.headers, readingOf(fact)]))
}

/** The columns of lists as they are read, with what was said of the last such lists. */
export const lookAtLists = async (place: Place, files: readonly GivenFile[], answers: ImportAnswers): Promise<LookedLists> =>
  lookAtColumns(files, place.firm, answers, await keptReadings(place))

const factOf = ({ holds, columns, dateOrder, decimal, currency }: Reading) => ({
  holds,
  // what nobody said is left out
  reading: JSON.parse(JSON.stringify({ columns, dateOrder, decimal, currency })) as Readonly<Record<string, never>>,
})

/**
 * Remembers how lists were said to be read, once they have come in. A link of the journal of its own: an import that is taken back
 * does not unsay which column is which.
 */
export async function keepReadings(place: Place, lists: readonly FileList[]): Promise<void> {
  const said = new Map(lists.flatMap(list => (list.said ? [[list.headersPrint, list.said] as const] : [])))
  if (said.size === 0) return
  const before = await keptReadings(place)
  const isNew = ([headers, reading]: readonly [string, Reading]): boolean => {
    const known = before.get(headers)
    return known === undefined || canonical(factOf(known)) !== canonical(factOf(reading))
  }
  const fresh = [...said].filter(isNew)
  if (fresh.length === 0) return
  await record(place.store, place.by, 'how lists are read remembered', async pen => {
    for (const [headers, reading] of fresh) {
      const id = before.get(headers)?.id
      await pen.add('listReading', { ...(id === undefined ? {} : { id }), headers, ...factOf(reading) })
    }
  })
}

/** Forgets how a kind of list was said to be read: the next one is read by its headers again. @throws Refusal where there is none */
export async function forgetReading(place: Place, id: string): Promise<{ readonly id: string }> {
  await record(place.store, place.by, 'how a list is read forgotten', pen => pen.retract('listReading', id))
  return { id }
}

/** What is remembered, newest last, for people to look through. */
export const listReadings = async (place: Place): Promise<KeptReading[]> => [...(await keptReadings(place)).values()]
