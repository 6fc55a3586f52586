import type { Day } from '../day/day.ts'
import type { About, RowOf } from './column.ts'
import { billing } from './nouns/billing.ts'
import { decisions } from './nouns/decisions.ts'
import { governing } from './nouns/governing.ts'
import { moneyNouns } from './nouns/money.ts'
import { people } from './nouns/people.ts'
import { recovery } from './nouns/recovery.ts'
import { talk } from './nouns/talk.ts'

/** Every noun Dunwell keeps. Tables, API, CLI and reference page are made from this one catalogue. */
export const nouns = { ...people, ...moneyNouns, ...recovery, ...talk, ...billing, ...decisions, ...governing } as const

export type NounName = keyof typeof nouns
type ColumnsOf<N extends NounName> = (typeof nouns)[N]['columns']
/** The noun's own fields. */
export type Body<N extends NounName> = RowOf<ColumnsOf<N>>

/** What every fact carries besides its own fields. */
export interface Frame {
  /** This version's own id. */
  readonly factId: string
  /** The thing's id, the same over all its versions. */
  readonly id: string
  /** Whom it is about; empty for the workspace's own nouns. */
  readonly clientId: string
  /** From this civil day on it counts. */
  readonly effectiveOn: Day
  /** When Dunwell learned it (ISO instant, UTC). */
  readonly recordedAt: string
  /** Who said so: a user id, or `system:…`. */
  readonly actor: string
  /** Where it comes from: file and line, message, screen. */
  readonly source: string
}
export type Fact<N extends NounName> = Frame & Body<N>

type NounsAbout<A extends About> = { [N in NounName]: (typeof nouns)[N]['about'] extends A ? N : never }[NounName]
export type ClientNoun = Exclude<NounsAbout<'client'>, 'client'>
export type WorkspaceNoun = NounsAbout<'workspace'>

/** One client and everything current about it: what `decide` reads. */
export type ClientFacts = { readonly client: Fact<'client'> } & { readonly [N in ClientNoun]: readonly Fact<N>[] }

export const nounNames = Object.keys(nouns) as NounName[] // the keys of the literal above
export const isNounName = (name: string): name is NounName => name in nouns
export const clientNouns = nounNames.filter((n): n is ClientNoun => nouns[n].about === 'client' && n !== 'client')
export const workspaceNouns = nounNames.filter((n): n is WorkspaceNoun => nouns[n].about === 'workspace')

/** `credit-note` for `creditNote`: how a noun is written in the API and on the command line. */
export const kebab = (name: NounName): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
export const fromKebab = (text: string): NounName | undefined => {
  const name = text.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return isNounName(name) ? name : undefined
}

const NONE: readonly never[] = Object.freeze([])
const NO_FACTS = Object.freeze(Object.fromEntries(clientNouns.map(n => [n, NONE])))
/** A client's facts from parts; what is not given is empty. */
export const clientFacts = (client: Fact<'client'>, parts: Partial<Omit<ClientFacts, 'client'>> = {}): ClientFacts =>
  ({ client, ...NO_FACTS, ...parts }) as ClientFacts // NO_FACTS holds every client noun

/**
 * Which nouns a client has any facts of, as one number: equal numbers, equal kinds. A power of two for each noun; there are fewer than 53 of
 * them. Written out noun by noun (of the catalogue’s own names alone), for every decision asks it: a loop over the names takes eight times as long.
 */
export const kindsOf = new Function(
  'facts',
  `return ${clientNouns.map((noun, at) => `(facts.${noun}.length > 0 ? ${2 ** at} : 0)`).join(' + ')}`,
) as (facts: ClientFacts) => number
