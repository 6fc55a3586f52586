import { PROPOSALS, type TermsAdvice, type TermsProposal, termsOf, USUAL_DAYS } from '../../core/desk/record.ts'
import { adviceFor } from '../acts/desk-words.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

/** Payment terms for what comes next: what the client’s own record proposes, and what each of the others would be. */
export interface TermsView {
  readonly clientId: string
  /** Days to pay as they stand. */
  readonly days: number
  readonly advice: TermsAdvice
  readonly choices: readonly ({ readonly proposal: TermsProposal } & Pick<TermsAdvice, 'termsDays' | 'depositPercent'>)[]
}

/** @throws Refusal where there is no such client. */
export async function termsView(place: Place, clientId: string): Promise<TermsView> {
  const [{ client }, advice] = await Promise.all([clientFactsOf(place, clientId), adviceFor(place, clientId)])
  const days = client.termsDays ?? USUAL_DAYS
  const choices = PROPOSALS.filter(p => p !== 'keep').map(proposal => ({ proposal, ...termsOf(proposal, days) }))
  return { clientId, days, advice, choices }
}
