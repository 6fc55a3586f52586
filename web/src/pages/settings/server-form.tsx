import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { ask } from '../../api/client.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

interface Props {
  /** Its own words: title, change, done, forget, forgotten, security-tls … */
  readonly words: (name: string) => string
  /** Where it is kept: POST here, and to `/forget` below. */
  readonly path: '/settings/mail-server' | '/settings/mailbox'
  readonly isSet: boolean
  readonly host: string
  readonly port: number
  /** How the line is secured, the usual way first. */
  readonly security: readonly ('tls' | 'starttls' | 'none')[]
  /** What else is asked for. */
  readonly more?: (error: Error | null) => ReactNode
  /** What of the rest is said, beside server, port, security and sign-in. */
  readonly said?: (value: Value) => object
  /** Whether it may be opened by the token by which mail is sent. */
  readonly mayShare?: boolean
}
type Value = (name: string) => string
const HOW = ['password', 'token', 'asSending'] as const
type How = (typeof HOW)[number]

function signInOf(how: How, value: Value): object {
  if (how === 'asSending') return { asSending: true }
  const user = filled({ user: value('user') })
  if (how === 'password') return { ...user, ...filled({ password: value('password') }) }
  const [tokenUrl, clientId, clientSecret, refreshToken] = ['tokenUrl', 'clientId', 'clientSecret', 'refreshToken'].map(value)
  return { ...user, oauth: { tokenUrl, clientId, clientSecret, refreshToken } }
}

/** A mail server is tried before it is kept; its password never comes back to the page. */
export function ServerForm({ words, path, isSet, host, port, security, more, said, mayShare = false }: Props) {
  const { say } = useWords()
  const toast = useToast()
  const queries = useQueryClient()
  const done = (text: string) => async () => {
    toast({ text })
    await queries.invalidateQueries()
  }
  const set = useMutation({ mutationFn: (body: object) => ask('POST', path, body), onSuccess: done(words('done')) })
  const forget = useMutation({ mutationFn: () => ask('POST', `${path}/forget`, {}), onSuccess: done(words('forgotten')) })
  const { error } = set
  const [how, setHow] = useState<How>('password')
  return (
    <section>
      <h3>{words(isSet ? 'change' : 'title')}</h3>
      <p className="meta">{say('app.mailServer.sealed')}</p>
      <ActForm
        error={error}
        isPending={set.isPending}
        button={say('app.mailServer.button')}
        onSubmit={value =>
          set.mutate({
            host: value('host'),
            port: Number(value('port')),
            security: value('security'),
            ...signInOf(how, value),
            ...said?.(value),
          })
        }
      >
        <div className="two">
          <TextField name="host" label={say('app.mailServer.host')} placeholder={host} error={error} />
          <TextField name="port" type="number" min={1} max={65_535} defaultValue={port} label={say('app.mailServer.port')} error={error} />
        </div>
        <SelectField
          name="security"
          label={say('app.mailServer.security')}
          options={security.map(s => [s, words(`security-${s}`)])}
          error={error}
        />
        <HowField how={how} onChoose={setHow} all={mayShare ? HOW : HOW.slice(0, 2)} />
        {how === 'asSending' ? null : <SignIn how={how} error={error} />}
        {more?.(error)}
      </ActForm>
      <Problem error={forget.error} />
      {isSet ? (
        <button type="button" className="link" onClick={() => forget.mutate()}>
          {words('forget')}
        </button>
      ) : null}
    </section>
  )
}

function HowField({ how, onChoose, all }: { how: How; onChoose: (how: How) => void; all: readonly How[] }) {
  const { say } = useWords()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{say('app.mailSignIn.how')}</label>
      <select id={id} value={how} onChange={e => onChoose(all.find(h => h === e.target.value) ?? 'password')}>
        {all.map(h => (
          <option key={h} value={h}>
            {say(`app.mailSignIn.by-${h}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Who we are there: a name and a password, or what the provider of the mailbox gave. */
function SignIn({ how, error }: { how: Exclude<How, 'asSending'>; error: Error | null }) {
  const { say } = useWords()
  const user = <TextField name="user" label={say('app.mailServer.user')} autoComplete="off" error={error} />
  if (how === 'password')
    return (
      <div className="two">
        {user}
        <TextField name="password" type="password" label={say('app.mailServer.password')} autoComplete="new-password" error={error} />
      </div>
    )
  return (
    <>
      <p className="meta">{say('app.mailSignIn.tokenLead')}</p>
      <div className="two">
        {user}
        <TextField name="tokenUrl" label={say('app.mailSignIn.tokenUrl')} placeholder="https://oauth2.googleapis.com/token" error={error} />
        <TextField name="clientId" label={say('app.mailSignIn.clientId')} autoComplete="off" error={error} />
        <TextField
          name="clientSecret"
          type="password"
          label={say('app.mailSignIn.clientSecret')}
          autoComplete="new-password"
          error={error}
        />
        <TextField
          name="refreshToken"
          type="password"
          label={say('app.mailSignIn.refreshToken')}
          autoComplete="new-password"
          error={error}
        />
      </div>
    </>
  )
}
