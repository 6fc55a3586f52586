import type { ClientFacts } from '../../core/facts/nouns.ts'
import { openPress } from '../message/press.ts'
import type { Place } from '../workspace.ts'
import { type Choice, detailOf, type OpenCase, openCase, shortOf } from './case.ts'
import { languageOf } from './statement.ts'

/** What is said about our own mistake, in the client’s language. */
export interface Spoken {
  readonly script: readonly { readonly part: string; readonly text: string }[]
  readonly courtesy: string
  readonly language: string
}

/** The talk’s script (A7): own it lightly, the service was not affected, exactly two ways, then silence; humour only where the client is marked for it. */
export async function spoken(place: Place, open: OpenCase): Promise<Spoken> {
  const { words } = await openPress()
  const language = languageOf(words, place, open)
  const parts = ['own', ...(open.books.facts.client.humour === true ? ['humour'] : []), 'unaffected', 'twoWays']
  return {
    language,
    script: parts.map(part => ({ part, text: words.say(language, `correction.script.${part}`) })),
    courtesy: words.say(language, 'correction.script.courtesy'),
  }
}

/** The script as the call screen shows it. */
export interface TalkScript {
  readonly id: string
  readonly currency: string
  readonly differenceMinor: string
  readonly lines: Spoken['script']
  readonly isTold: boolean
  readonly choice: Choice | null
}

/** The open case of a client that a talk is about: the oldest not answered yet, else the one answered today. */
export async function talkScript(place: Place, facts: ClientFacts): Promise<TalkScript | null> {
  const cases = facts.correction.filter(c => c.closedOn === null && c.detail !== null && c.agreementId !== null)
  const correction = cases.find(c => detailOf(c).choice === undefined) ?? cases.find(c => detailOf(c).choice?.on === place.by.today)
  if (!correction) return null
  const open = await openCase(place, correction.id)
  return {
    id: correction.id,
    currency: correction.currency,
    differenceMinor: shortOf(open.rows).toString(),
    lines: (await spoken(place, open)).script,
    isTold: correction.announcedOn !== null,
    choice: detailOf(correction).choice?.way ?? null,
  }
}
