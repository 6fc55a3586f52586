import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Day, day } from '../../../src/core/day/day.ts'
import { READINGS, type Reading, type ReadingName, readReply } from '../../../src/core/reply/read.ts'
import { loadReplies } from '../../../src/shell/packs/replies.ts'

/** All labelled replies came on this Wednesday. */
export const CAME_ON = day('2026-03-11')

export interface Labelled {
  readonly language: string
  readonly is: ReadingName
  readonly text: string
  readonly day: Day | null
}
export interface Scored {
  readonly labelled: Labelled
  readonly read: Reading
}

/** The labelled replies of a folder beside this file, one file a language. */
export function labelledIn(folder: 'dev' | 'second' | 'held-out'): Labelled[] {
  const at = new URL(`./${folder}/`, import.meta.url)
  return readdirSync(at).flatMap(file => {
    const kept = parse(readFileSync(new URL(file, at), 'utf8')) as Record<ReadingName, { text: string; day?: string }[]> // the shape of the files here
    return READINGS.flatMap(is =>
      kept[is].map(({ text, day: said }) => ({ language: file.slice(0, 2), is, text, day: said === undefined ? null : day(said) })),
    )
  })
}

/** Reads each without being told its language. */
export async function score(all: readonly Labelled[]): Promise<Scored[]> {
  const packs = await loadReplies()
  return all.map(labelled => ({ labelled, read: readReply(labelled.text, packs, CAME_ON, null) }))
}

export interface Figures {
  readonly precision: ReadonlyMap<ReadingName, number>
  readonly recall: ReadonlyMap<ReadingName, number>
  /** Of the replies read rightly: the day, or that none is named. */
  readonly days: number
}

export function figures(scored: readonly Scored[]): Figures {
  const part = (some: readonly Scored[], of: readonly Scored[]): number => (of.length === 0 ? 1 : some.length / of.length)
  const right = scored.filter(s => s.read.reading === s.labelled.is)
  const dated = right.filter(s => ['paid-already', 'promise', 'out-of-office'].includes(s.labelled.is))
  const of = (name: ReadingName, by: (s: Scored) => string): readonly Scored[] => scored.filter(s => by(s) === name)
  const own = (name: ReadingName): readonly Scored[] => of(name, s => s.labelled.is).filter(s => s.read.reading === name)
  return {
    precision: new Map(
      READINGS.map(name => [
        name,
        part(
          own(name),
          of(name, s => s.read.reading),
        ),
      ]),
    ),
    recall: new Map(
      READINGS.map(name => [
        name,
        part(
          own(name),
          of(name, s => s.labelled.is),
        ),
      ]),
    ),
    days: part(
      dated.filter(s => s.read.day === s.labelled.day),
      dated,
    ),
  }
}

/** What a person needs to see where a figure is too low. */
export const told = ({ labelled, read }: Scored): string =>
  `${labelled.language} ${labelled.is}${labelled.day ? ` ${labelled.day}` : ''} → ${read.reading} ${read.day ?? ''} [${read.words.join(' | ')}] ${labelled.text.replaceAll('\n', ' ')}`
