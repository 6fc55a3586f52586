import { type Gate, reviewOf } from '../case.ts'
import { obstacle } from '../gate.ts'
import { treatedOf } from '../treated.ts'

const NAME = 'talk-first'
/** The task that stands for the talk. */
export const TALK = 'talk'

/** Where a letter would make it worse, somebody talks to them first. What a person does is not held, and the first talk since frees the rest. */
export const talkFirst: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: ['latenessReason'],
  holdsStep: (c, planned) => {
    const treated = planned.step.byPerson ? undefined : treatedOf(c)
    if (!treated?.treatment.talkFirst) return undefined
    const { fact, treatment } = treated
    const talked =
      c.facts.deed.some(
        d => d.outcome === 'done' && d.doneOn <= c.today && d.doneOn >= fact.effectiveOn && d.recordedAt >= fact.recordedAt,
      ) || c.facts.task.some(t => t.title === TALK && t.doneOn !== null && t.doneOn <= c.today && t.recordedAt >= fact.recordedAt)
    const until = talked ? undefined : reviewOf(c, fact.effectiveOn, treatment.reviewDays)
    return until && obstacle(NAME, until)
  },
}
