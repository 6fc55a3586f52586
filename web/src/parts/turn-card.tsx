import { useQuery } from '@tanstack/react-query'
import { useAct } from '../api/acts.ts'
import { ask } from '../api/client.ts'
import type { TurnedView } from '../api/types.ts'
import { ActForm } from '../pages/client/form.tsx'
import { useWords } from '../words/words.tsx'
import { useToast } from './toast.tsx'

const STATES = ['fine', 'wrong', 'unknown'] as const

/** Before so late a step: a short card from the client’s side, and what the letter offers besides. Gone once it is answered. */
export function TurnCard({ clientId }: { clientId: string }) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('turn-roles')
  const { data } = useQuery({ queryKey: ['turned', clientId], queryFn: () => ask<TurnedView>('GET', `/clients/${clientId}/turned`) })
  if (!data?.isLate || data.turned) return null
  const submit = (value: (name: string) => string): void =>
    act.mutate(
      {
        client: clientId,
        found: Object.fromEntries(data.items.map(i => [i.item, value(i.item)])),
        offers: data.ways.filter(way => value(`way-${way}`) === 'on'),
      },
      { onSuccess: () => toast({ text: say('app.turn.done') }) },
    )
  return (
    <section className="turn-card" aria-labelledby="turn-card">
      <h2 id="turn-card">{say('app.turn.title')}</h2>
      <p className="meta">{say('app.turn.lead')}</p>
      <ActForm error={act.error} isPending={act.isPending} button={say('app.turn.button')} onSubmit={submit}>
        <div className="turn-rows">
          {data.items.map(({ item, known }) => (
            <fieldset key={item}>
              <legend>{say(`app.turn.${item}`)}</legend>
              {STATES.map(state => (
                <label key={state}>
                  <input type="radio" name={item} value={state} defaultChecked={state === known} /> {say(`app.turn.${state}`)}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <fieldset className="turn-ways">
          <legend>{say('app.turn.offers')}</legend>
          {data.ways.map(way => (
            <label key={way}>
              <input type="checkbox" name={`way-${way}`} /> {say(`app.turn.way-${way}`)}
            </label>
          ))}
        </fieldset>
      </ActForm>
    </section>
  )
}
