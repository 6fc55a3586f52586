import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { WaysView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

/** Ways to send besides mail. What is secret never comes back. */
export function Ways() {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['ways'], queryFn: () => ask<WaysView>('GET', '/ways') })
  if (!data) return null
  return (
    <section className="part stack">
      <h3>{say('app.ways.title')}</h3>
      <Sms ways={data} />
      <Receiver ways={data} />
    </section>
  )
}

function Forget({ way }: { way: 'sms' | 'webhook' }) {
  const { say } = useWords()
  const forget = useAct('forget-way')
  return (
    <p>
      <button type="button" className="link" onClick={() => forget.mutate({ way })}>
        {say('app.ways.forget')}
      </button>
    </p>
  )
}

function Sms({ ways }: { ways: WaysView }) {
  const { say } = useWords()
  const toast = useToast()
  const set = useAct('set-sms')
  const [name, setName] = useState(ways.providers[0]?.name ?? '')
  const provider = ways.providers.find(p => p.name === name)
  const { sms } = ways
  return (
    <details className="fold">
      <summary>
        {say('app.ways.sms')}: {sms ? say('app.ways.smsOn', { provider: sms.provider, from: sms.from }) : say('app.ways.smsOff')}
      </summary>
      {sms ? <Forget way="sms" /> : null}
      <ActForm
        error={set.error}
        isPending={set.isPending}
        button={say('app.ways.keep')}
        onSubmit={value =>
          set.mutate(
            { provider: name, secret: value('secret'), from: value('from'), ...filled({ user: value('user'), address: value('address') }) },
            { onSuccess: () => toast({ text: say('app.ways.done') }) },
          )
        }
      >
        <div className="field">
          <label htmlFor="sms-provider">{say('app.ways.provider')}</label>
          <select id="sms-provider" value={name} onChange={e => setName(e.target.value)}>
            {ways.providers.map(p => (
              <option key={p.name} value={p.name}>
                {p.title}
              </option>
            ))}
          </select>
        </div>
        <div className="two">
          {provider?.user ? <TextField name="user" label={provider.user} autoComplete="off" error={set.error} /> : null}
          <TextField name="secret" type="password" label={say('app.ways.secret')} autoComplete="new-password" error={set.error} />
          <TextField name="from" label={say('app.ways.from')} error={set.error} />
          {provider?.ownAddress ? <TextField name="address" label={say('app.ways.address')} error={set.error} /> : null}
        </div>
      </ActForm>
    </details>
  )
}

function Receiver({ ways }: { ways: WaysView }) {
  const { say } = useWords()
  const set = useAct<WaysView & { secret: string }>('set-webhook')
  const { webhook } = ways
  return (
    <details className="fold">
      <summary>
        {say('app.ways.webhook')}: {webhook ? say('app.ways.webhookOn', { url: webhook.url }) : say('app.ways.webhookOff')}
      </summary>
      {set.data ? <p className="note open">{say('app.ways.shownOnce', { secret: set.data.secret })}</p> : null}
      {webhook ? <Forget way="webhook" /> : null}
      <ActForm
        error={set.error}
        isPending={set.isPending}
        button={say('app.ways.keep')}
        onSubmit={value => set.mutate({ url: value('url') })}
      >
        <TextField name="url" label={say('app.ways.url')} placeholder="https://" error={set.error} />
      </ActForm>
    </details>
  )
}
