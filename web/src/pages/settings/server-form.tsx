import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/client.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

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
  /** What of the rest is said, beside server, port and security. */
  readonly said: (value: (name: string) => string) => object
}

/** A mail server is tried before it is kept; its password never comes back to the page. */
export function ServerForm({ words, path, isSet, host, port, security, more, said }: Props) {
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
  return (
    <section>
      <h3>{words(isSet ? 'change' : 'title')}</h3>
      <p className="meta">{say('app.mailServer.sealed')}</p>
      <ActForm
        error={error}
        isPending={set.isPending}
        button={say('app.mailServer.button')}
        onSubmit={value => set.mutate({ host: value('host'), port: Number(value('port')), security: value('security'), ...said(value) })}
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
        <div className="two">
          <TextField name="user" label={say('app.mailServer.user')} autoComplete="off" error={error} />
          <TextField name="password" type="password" label={say('app.mailServer.password')} autoComplete="new-password" error={error} />
        </div>
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
