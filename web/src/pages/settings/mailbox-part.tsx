import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { MailboxTest, SettingsView } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

/** Where the firm's own mail is read: replies, and the copies of what was sent. */
export function MailboxPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const { server, user, inbox, sent, from, neverSends } = settings.mailbox
  return (
    <div className="stack">
      <p className="prose">
        <b>{server === null ? say('app.mailbox.none') : say('app.mailbox.set', { server, user: user ?? '' })}</b>
      </p>
      <p className="prose">
        {server === null
          ? say('app.mailbox.why')
          : say('app.mailbox.folders', { inbox: inbox ?? '', sent: sent ?? say('app.mailbox.marked') })}
      </p>
      {server === null ? null : <Test />}
      {neverSends ? <p className="meta">{say('app.mailbox.sample')}</p> : null}
      {from === 'environment' ? <p className="meta">{say('app.mailbox.environment')}</p> : null}
      {neverSends || from === 'environment' ? null : <Server isSet={from === 'settings'} />}
    </div>
  )
}

function Test() {
  const { say } = useWords()
  const test = useMutation({ mutationFn: () => ask<MailboxTest>('POST', '/settings/mailbox/test', {}) })
  return (
    <div>
      <Problem error={test.error} />
      <button type="button" className="btn" aria-disabled={test.isPending} onClick={() => test.isPending || test.mutate()}>
        {test.isPending ? say('app.working') : say('app.mailbox.test')}
      </button>
      <p className="meta" role="status">
        {test.data ? say('app.mailbox.fine', { inbox: test.data.inbox, sent: test.data.sent ?? say('app.mailbox.noSent') }) : ''}
      </p>
    </div>
  )
}

const SECURITY = ['tls', 'starttls', 'none'] as const

/** The server is tried before it is kept; its password never comes back to the page. */
function Server({ isSet }: { isSet: boolean }) {
  const { say } = useWords()
  const toast = useToast()
  const queries = useQueryClient()
  const done = (text: string) => async () => {
    toast({ text })
    await queries.invalidateQueries()
  }
  const set = useMutation({
    mutationFn: (body: object) => ask('POST', '/settings/mailbox', body),
    onSuccess: done(say('app.mailbox.done')),
  })
  const forget = useMutation({
    mutationFn: () => ask('POST', '/settings/mailbox/forget', {}),
    onSuccess: done(say('app.mailbox.forgotten')),
  })
  const { error } = set
  return (
    <section>
      <h3>{say(isSet ? 'app.mailbox.change' : 'app.mailbox.title')}</h3>
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
            user: value('user'),
            password: value('password'),
            ...filled({ inbox: value('inbox'), sent: value('sent') }),
          })
        }
      >
        <div className="two">
          <TextField name="host" label={say('app.mailServer.host')} placeholder="imap.example.com" error={error} />
          <TextField name="port" type="number" min={1} max={65_535} defaultValue="993" label={say('app.mailServer.port')} error={error} />
        </div>
        <SelectField
          name="security"
          label={say('app.mailServer.security')}
          options={SECURITY.map(s => [s, say(`app.mailbox.security-${s}`)])}
          error={error}
        />
        <div className="two">
          <TextField name="user" label={say('app.mailServer.user')} autoComplete="off" error={error} />
          <TextField name="password" type="password" label={say('app.mailServer.password')} autoComplete="new-password" error={error} />
        </div>
        <div className="two">
          <TextField name="inbox" label={say('app.mailbox.inbox')} placeholder="INBOX" error={error} />
          <TextField name="sent" label={say('app.mailbox.sent')} placeholder={say('app.mailbox.sentHint')} error={error} />
        </div>
      </ActForm>
      <Problem error={forget.error} />
      {isSet ? (
        <button type="button" className="link" onClick={() => forget.mutate()}>
          {say('app.mailbox.forget')}
        </button>
      ) : null}
    </section>
  )
}
