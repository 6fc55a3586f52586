import { type Case, type Gate, reviewOf } from '../case.ts'
import { obstacle } from '../gate.ts'
import { type Treated, treatedOf } from '../treated.ts'

const NAME = 'contact-to-mend'

const isMended = ({ facts }: Case, { fact }: Treated): boolean =>
  facts.client.recordedAt > fact.recordedAt || facts.contact.some(contact => contact.recordedAt > fact.recordedAt)

/** The message went to the wrong person: nothing more goes anywhere until somebody has put the contact right. */
export const contactToMend: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['latenessReason'],
  holdsStep: (c, planned) => {
    const treated = planned.step.internal ? undefined : treatedOf(c)
    if (!treated?.treatment.mendFirst || isMended(c, treated)) return undefined
    const until = reviewOf(c, treated.fact.effectiveOn, treated.treatment.reviewDays)
    return until && obstacle(NAME, until)
  },
}
