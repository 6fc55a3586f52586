import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import type { PolicyPreview, PolicyView, SettingsView } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { stepName, stepVerb } from '../today/step-words.ts'
import { StepsCount } from './steps-count.tsx'

/** How clients are reminded: choose a policy and see at once whom it would contact in the next 30 days. */
export function PolicyPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const toast = useToast()
  const [name, setName] = useState(settings.policy)
  const chosen = settings.policies.find(p => p.name === name)
  const choose = useMutation({
    mutationFn: (policy: string) => ask('POST', '/settings', { key: 'policy', value: { name: policy } }),
    onSuccess: async () => {
      toast({ text: say('app.settings.saved') })
      await queries.invalidateQueries()
    },
  })
  return (
    <div className="stack">
      <Problem error={choose.error} />
      <fieldset>
        <legend className="vh">{say('app.settings.policy')}</legend>
        {settings.policies.map(p => (
          <label className="pick" key={p.name}>
            <input type="radio" name="policy" checked={p.name === name} onChange={() => setName(p.name)} />
            <span>
              <b>{p.name}</b> {p.name === settings.policy ? <span className="mark">{say('app.settings.inForce')}</span> : null}
              <br />
              <span className="meta">{p.says}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {name === settings.policy ? null : (
        <p className="acts">
          <button
            type="button"
            className="btn main"
            aria-disabled={choose.isPending}
            onClick={() => choose.isPending || choose.mutate(name)}
          >
            {say('app.settings.usePolicy', { name })}
          </button>
        </p>
      )}
      {chosen ? <Steps policy={chosen} /> : null}
      <Preview name={name} />
      <StepsCount />
    </div>
  )
}

function Steps({ policy }: { policy: PolicyView }) {
  const words = useWords()
  const { say, has } = words
  return (
    <table>
      <caption className="vh">{say('app.settings.steps')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('app.settings.step')}</th>
          <th scope="col">{say('app.settings.when')}</th>
          <th scope="col">{say('app.settings.how')}</th>
        </tr>
      </thead>
      <tbody>
        {policy.steps.map(s => (
          <tr key={s.id}>
            <th scope="row">{stepName(words, s.id)}</th>
            <td>
              {say('app.settings.daysAfter', { when: s.days === 0 ? 'on' : s.days < 0 ? 'before' : 'after', size: Math.abs(s.days) })}
            </td>
            <td>
              {has(`app.channel.${s.channel}`) ? say(`app.channel.${s.channel}`) : s.channel}, {say(`app.tone.${s.tone}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Preview({ name }: { name: string }) {
  const words = useWords()
  const { say, day } = words
  const { data, error } = useQuery({
    queryKey: ['policy-preview', name],
    queryFn: () => ask<PolicyPreview>('GET', `/settings/preview?policy=${encodeURIComponent(name)}`),
  })
  return (
    <section>
      <h3>{say('app.settings.preview')}</h3>
      <Problem error={error} />
      {data ? (
        <p className="meta">{say('app.settings.previewSum', { count: data.contacts.length, clients: data.clients })}</p>
      ) : (
        <p className="meta" aria-busy="true" />
      )}
      <table>
        <caption className="vh">{say('app.settings.preview')}</caption>
        <tbody>
          {(data?.contacts ?? []).map(c => (
            <tr key={c.clientId}>
              <td className="nowrap">{day(c.on, 'short')}</td>
              <th scope="row">
                <Link to="/clients/$clientId" params={{ clientId: c.clientId }}>
                  {c.name}
                </Link>
              </th>
              <td>{stepVerb(words, c)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
