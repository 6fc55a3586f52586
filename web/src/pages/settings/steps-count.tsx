import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { StepsView } from '../../api/types.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { stepName } from '../today/step-words.ts'

/** How often a payment followed each step. A count; it does not say that the step was the cause. */
export function StepsCount() {
  const words = useWords()
  const { say } = words
  const { data } = useQuery({ queryKey: ['steps'], queryFn: () => ask<StepsView>('GET', '/steps') })
  if (!data || data.steps.length === 0) return null
  return (
    <section>
      <h2>{say('app.steps.title')}</h2>
      <p>{say('app.steps.says', { days: data.windowDays })}</p>
      <Scroll label={say('app.steps.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('app.steps.step')}</th>
              <th scope="col">{say('app.steps.followed')}</th>
              <th scope="col">{say('app.steps.running')}</th>
            </tr>
          </thead>
          <tbody>
            {data.steps.map(s => (
              <tr key={s.step}>
                <th scope="row">{stepName(words, s.step)}</th>
                <td>{say('app.steps.of', { followed: s.followed, counted: s.counted })}</td>
                <td className={s.running === 0 ? 'quiet' : ''}>{s.running}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
