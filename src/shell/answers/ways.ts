import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { AnswerWays } from '../message/compose.ts'
import type { Place } from '../workspace.ts'
import { caseCode } from './link.ts'

/** How a message lets them answer: the page where there is one, else mail; neither where the firm has no address. */
export function answerWays(place: Place, facts: ClientFacts, recipient: string | null): AnswerWays | null {
  if (place.links?.isReached() && recipient !== null) return { page: place.links.link(place.workspaceId, facts, place.by.today) }
  const { email } = place.firm
  return email === null ? null : { email, code: caseCode(place.workspaceId, facts.client.id) }
}
