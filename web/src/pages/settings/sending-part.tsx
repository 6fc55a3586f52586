import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { SettingsView } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { Ways } from './ways-part.tsx'

/** By what means messages leave: a mail server, or drafts that a person sends. */
export function SendingPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const { sending } = settings
  return (
    <div className="stack">
      <p className="prose">
        <b>{sending.by === 'smtp' ? say('app.settings.bySmtp', { server: sending.server ?? '' }) : say('app.settings.byDraft')}</b>
      </p>
      <p className="prose">{say(sending.by === 'smtp' ? 'app.settings.smtpText' : 'app.settings.draftText')}</p>
      {sending.by === 'smtp' ? <TestMail settings={settings} /> : null}
      {sending.neverSends ? <p className="meta">{say('app.mailServer.sample')}</p> : null}
      {sending.from === 'environment' ? <p className="meta">{say('app.mailServer.environment')}</p> : null}
      {sending.neverSends || sending.from === 'environment' ? null : <Server isSet={sending.from === 'settings'} />}
      {sending.neverSends ? null : <Ways />}
      <Letters />
    </div>
  )
}

/** The letters of what is to leave, for whoever posts them. */
function Letters() {
  const { say } = useWords()
  return (
    <section className="stack">
      <h3>{say('app.printLetters.title')}</h3>
      <p className="meta">{say('app.printLetters.lead')}</p>
      <ul>
        <li>
          <a href="/api/v1/letters.pdf">{say('app.printLetters.print')}</a>
        </li>
        <li>
          <a href="/api/v1/letters.zip">{say('app.printLetters.zip')}</a>
        </li>
      </ul>
    </section>
  )
}

function TestMail({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const toast = useToast()
  const test = useMutation({
    mutationFn: (to: string) => ask('POST', '/settings/test-mail', { to }),
    onSuccess: (_done, to) => toast({ text: say('app.settings.testSent', { to }) }),
  })
  return (
    <ActForm
      error={test.error}
      isPending={test.isPending}
      button={say('app.settings.testSend')}
      onSubmit={value => test.mutate(value('to'))}
    >
      <TextField name="to" type="email" label={say('app.settings.testTo')} defaultValue={settings.firm.email ?? ''} error={test.error} />
    </ActForm>
  )
}

const SECURITY = ['starttls', 'tls', 'none'] as const

/** The mail server is tried before it is kept; its password never comes back to the page. */
function Server({ isSet }: { isSet: boolean }) {
  const { say } = useWords()
  const toast = useToast()
  const queries = useQueryClient()
  const done = (text: string) => async () => {
    toast({ text })
    await queries.invalidateQueries()
  }
  const set = useMutation({
    mutationFn: (body: object) => ask('POST', '/settings/mail-server', body),
    onSuccess: done(say('app.mailServer.done')),
  })
  const forget = useMutation({
    mutationFn: () => ask('POST', '/settings/mail-server/forget', {}),
    onSuccess: done(say('app.mailServer.forgotten')),
  })
  return (
    <section>
      <h3>{say(isSet ? 'app.mailServer.change' : 'app.mailServer.title')}</h3>
      <p className="meta">{say('app.mailServer.sealed')}</p>
      <ActForm
        error={set.error}
        isPending={set.isPending}
        button={say('app.mailServer.button')}
        onSubmit={value =>
          set.mutate({
            host: value('host'),
            port: Number(value('port')),
            security: value('security'),
            ...filled({ user: value('user'), password: value('password') }),
          })
        }
      >
        <div className="two">
          <TextField name="host" label={say('app.mailServer.host')} placeholder="mail.example.com" error={set.error} />
          <TextField
            name="port"
            type="number"
            min={1}
            max={65_535}
            defaultValue="587"
            label={say('app.mailServer.port')}
            error={set.error}
          />
        </div>
        <SelectField
          name="security"
          label={say('app.mailServer.security')}
          options={SECURITY.map(s => [s, say(`app.mailServer.security-${s}`)])}
          error={set.error}
        />
        <div className="two">
          <TextField name="user" label={say('app.mailServer.user')} autoComplete="off" error={set.error} />
          <TextField name="password" type="password" label={say('app.mailServer.password')} autoComplete="new-password" error={set.error} />
        </div>
      </ActForm>
      <Problem error={forget.error} />
      {isSet ? (
        <button type="button" className="link" onClick={() => forget.mutate()}>
          {say('app.mailServer.forget')}
        </button>
      ) : null}
    </section>
  )
}
