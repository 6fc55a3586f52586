import type { Obstacle, Reason } from '../../api/types.ts'
import { holidayText } from '../../words/holidays.ts'
import { type Speaker, useWords } from '../../words/words.tsx'
import { stepName } from './step-words.ts'

export function reasonText(words: Speaker, reason: Reason): string {
  const { say, has } = words
  const key = `reason.${reason.code}`
  const { step, fault, holiday } = reason.params
  const filled = {
    ...reason.params,
    ...(typeof step === 'string' ? { step: stepName(words, step) } : {}),
    ...(typeof holiday === 'string' ? { holiday: holidayText(words, holiday) } : {}),
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

/** Obstacles of one client by their reason, in the order they came. */
function byReason(obstacles: readonly Obstacle[]): (readonly [first: Obstacle, ...more: Obstacle[]])[] {
  const groups = new Map<string, [Obstacle, ...Obstacle[]]>()
  for (const o of obstacles) {
    const group = groups.get(o.code)
    if (group) group.push(o)
    else groups.set(o.code, [o])
  }
  return [...groups.values()]
}

/** Every reason once, by its first invoice; how many more it holds is counted, and opens. */
export function Obstacles({ obstacles, say = text => text }: { obstacles: readonly Obstacle[]; say?: (why: string) => string }) {
  const words = useWords()
  return (
    <ul className="obstacles">
      {byReason(obstacles).map(([first, ...others]) => {
        const sentence = reasonText(words, first)
        const more = [...new Set(others.map(o => reasonText(words, o)))].filter(text => text !== sentence)
        return (
          <li key={first.code}>
            {say(sentence)}
            {more.length > 0 ? (
              <details>
                <summary>{words.say('app.silent.more', { count: more.length })}</summary>
                <ul>
                  {more.map(text => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
