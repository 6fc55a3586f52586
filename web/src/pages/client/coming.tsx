import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { ComingView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'
import { stepVerb } from '../today/step-words.ts'

interface Props {
  readonly clientId: string
  readonly hasOpen: boolean
}

/** What is decided for a client, today and in the next months; asked only where something is open. */
export const useComing = ({ clientId, hasOpen }: Props) =>
  useQuery({
    queryKey: ['coming', clientId],
    queryFn: () => ask<ComingView>('GET', `/clients/${clientId}/coming`),
    enabled: hasOpen,
  })

/** What will come and when, if nothing else happens; and by whose policy. */
export function Coming({ clientId, hasOpen }: Props) {
  const words = useWords()
  const { say, day } = words
  const { data } = useComing({ clientId, hasOpen })
  if (!hasOpen || !data) return null
  return (
    <section className="coming" aria-labelledby="coming">
      <h2 id="coming">{say('app.coming.title')}</h2>
      {data.steps.length === 0 ? <p className="quiet">{say('app.coming.none')}</p> : null}
      <ol className="coming-steps">
        {data.steps.map(s => (
          <li key={`${s.on} ${s.step}`}>
            <time dateTime={s.on}>{day(s.on, 'short')}</time> <span>{stepVerb(words, s)}</span>
          </li>
        ))}
      </ol>
      <p className="meta">{say('app.coming.if', { name: data.policy, by: data.by })}</p>
    </section>
  )
}
