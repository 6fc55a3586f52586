import { correctionOf, detailOf } from '../corrections/case.ts'
import type { Place } from '../workspace.ts'
import { makePlan } from './plan.ts'

/** Where the client pays a catch-up by a plan, the plan begins as soon as the invoice is here. @returns its id, or undefined where there is none to begin. */
export async function planCatchUp(place: Place, correctionId: string): Promise<string | undefined> {
  const correction = await correctionOf(place, correctionId)
  const [invoiceId] = correction.invoiceIds ?? []
  const { choice } = detailOf(correction)
  if (invoiceId === undefined || !choice?.plan) return undefined
  const { parts, firstOn } = choice.plan
  const begins = firstOn < place.by.today ? place.by.today : firstOn
  return (await makePlan(place, { invoices: [invoiceId], shape: 'parts', parts, firstOn: begins })).id
}
