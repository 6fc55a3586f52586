import type { Act } from '../../api/types.ts'
import type { Speaker } from '../../words/words.tsx'

/** A step as a verb: “Send the 30-day letter”. A policy’s own step ids fall back to their channel’s verb. */
export function stepVerb({ say, has }: Speaker, act: Pick<Act, 'step' | 'channel'>): string {
  for (const key of [`app.step.${act.step}`, `app.step.by-${act.channel}`]) if (has(key)) return say(key)
  return say('app.step.other', { step: act.step })
}

/** What a step that would come is called: “30-day letter”. */
export const stepName = ({ say, has }: Speaker, step: string): string => (has(`app.stepName.${step}`) ? say(`app.stepName.${step}`) : step)
