import type { Reason } from '../../api/types.ts'
import { type Speaker, useWords } from '../../words/words.tsx'
import { stepName } from './step-words.ts'

export function reasonText(words: Speaker, reason: Reason): string {
  const { say, has } = words
  const key = `reason.${reason.code}`
  const { step, fault } = reason.params
  const filled = {
    ...reason.params,
    ...(typeof step === 'string' ? { step: stepName(words, step) } : {}),
    ...(typeof fault === 'string' && has(`app.fault.${fault}`) ? { words: say(`app.fault.${fault}`, reason.params) } : {}),
  }
  return has(key) ? say(key, filled) : reason.code
}

/** The page itself says that it is a rehearsal, and every message is read before it leaves: no need to say it of each. */
const SAID_ELSEWHERE = ['rehearsal', 'needs-approval']
export const telling = <R extends Reason>(reasons: readonly R[]): readonly R[] => reasons.filter(r => !SAID_ELSEWHERE.includes(r.code))

/** Reasons or obstacles as sentences, one after the other; an equal sentence is said once. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const words = useWords()
  const sentences = [...new Set(reasons.map(r => reasonText(words, r)))]
  return <>{sentences.join(' ')}</>
}
