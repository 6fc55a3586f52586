import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { TodayView } from '../../api/types.ts'
import { TurnCard } from '../../parts/turn-card.tsx'
import { useWords } from '../../words/words.tsx'
import { Reasons, telling } from '../today/reasons.tsx'
import { stepVerb } from '../today/step-words.ts'

/** What is decided for this client today: the step, or every obstacle and the day it is looked at again. */
export function NextStep({ clientId }: { clientId: string }) {
  const words = useWords()
  const { data } = useQuery({ queryKey: ['today'], queryFn: () => ask<TodayView>('GET', '/today') })
  const contact = data?.contacts.find(c => c.clientId === clientId)
  const silent = data?.silent.find(s => s.clientId === clientId)
  if (contact)
    return (
      <section className="note open next-step">
        <p>
          <Link to="/" search={{ client: clientId }}>
            <b>{stepVerb(words, contact.act)}</b>
          </Link>{' '}
          <Reasons reasons={telling(contact.act.reasons)} />
        </p>
        {contact.act.reasons.some(r => r.code === 'roles-not-turned') ? <TurnCard clientId={clientId} /> : null}
      </section>
    )
  if (!silent) return null
  return (
    <section className="note next-step">
      <p>
        <b>{words.say('app.today.leftInPeace')}</b> <Reasons reasons={silent.obstacles} />
      </p>
      {silent.reviewOn ? <p className="meta">{words.say('app.today.lookAgain', { reviewDay: silent.reviewOn })}</p> : null}
    </section>
  )
}
