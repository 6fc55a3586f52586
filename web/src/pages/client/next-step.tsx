import { Link } from '@tanstack/react-router'
import { TurnCard } from '../../parts/turn-card.tsx'
import { useWords } from '../../words/words.tsx'
import { Obstacles, Reasons, telling } from '../today/reasons.tsx'
import { stepVerb } from '../today/step-words.ts'
import { useComing } from './coming.tsx'

/** What is decided for this client today: the step, or every obstacle and the day it is looked at again. */
export function NextStep({ clientId, hasOpen }: { clientId: string; hasOpen: boolean }) {
  const words = useWords()
  const { data } = useComing({ clientId, hasOpen })
  if (!hasOpen || !data) return null
  const { act, obstacles, reviewOn } = data.now
  if (act)
    return (
      <section className="note open next-step">
        <p>
          <Link to="/" search={{ client: clientId }}>
            <b>{stepVerb(words, act)}</b>
          </Link>{' '}
          <Reasons reasons={telling(act.reasons)} />
        </p>
        {act.reasons.some(r => r.code === 'roles-not-turned') ? <TurnCard clientId={clientId} /> : null}
      </section>
    )
  if (obstacles.length === 0) return null
  return (
    <section className="note next-step">
      <b>{words.say('app.today.leftInPeace')}</b>
      <Obstacles obstacles={obstacles} />
      {reviewOn ? <p className="meta">{words.say('app.today.lookAgain', { reviewDay: reviewOn })}</p> : null}
    </section>
  )
}
