import { hash } from 'node:crypto'
import { fingerprint } from '../../core/decide/decide.ts'
import type { Act, Decision } from '../../core/decide/decision.ts'
import type { ClientFacts, ClientNoun } from '../../core/facts/nouns.ts'
import { canonical } from '../store/journal.ts'

/** At most one outbox row for ever stands under this key. */
export const outboxKey = (clientId: string, act: Act): string =>
  [clientId, act.cycle, act.step, act.channel, act.occurrence].map(part => String(part).replaceAll('/', '_')).join('/')

const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, 27)

/** What was known, by the versions of the facts read: nouns, and their facts, come in one order. */
export function factsHash(facts: ClientFacts): string {
  let ids = facts.client.factId
  for (const noun in facts) if (noun !== 'client') for (const fact of facts[noun as ClientNoun]) ids += `\n${fact.factId}` // its own keys
  return shortHash(ids)
}

/** A decision's answer, reasons and review day, in short: as kept beside it, to be compared. The text itself is as long as the outcome. */
export const fingerprintHash = (decision: Decision): string => shortHash(fingerprint(decision))

/** Two acts under one key that would say the same: what a person approved still stands. */
export const sameMessage = (a: Pick<Act, 'invoiceIds' | 'amounts' | 'tone'>, b: Pick<Act, 'invoiceIds' | 'amounts' | 'tone'>): boolean =>
  canonical([a.tone, [...a.invoiceIds].sort(), a.amounts]) === canonical([b.tone, [...b.invoiceIds].sort(), b.amounts])

/** A reason without language, for a row that went back or was taken back. */
export interface Why {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}
/** Why a message is not sent any more: the obstacles, or the step that took its place. */
export const whyNot = (decision: Decision): readonly Why[] =>
  decision.outcome.kind === 'hold'
    ? decision.outcome.obstacles.map(({ code, params }) => ({ code, params }))
    : [{ code: 'other-step', params: { step: decision.outcome.step } }]
