import { useMutation } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { SettingsView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { MailboxPart } from './mailbox-part.tsx'
import { ServerForm } from './server-form.tsx'
import { Signature } from './signature-part.tsx'
import { StatementsForm } from './statements-part.tsx'
import { Ways } from './ways-part.tsx'

/** By what means messages leave and replies come: a mail server or drafts that a person sends, its signature, the mailbox, and other ways. */
export function SendingPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const { sending } = settings
  return (
    <div className="stack">
      <p className="prose">
        <b>{sending.by === 'smtp' ? say('app.settings.bySmtp', { server: sending.server ?? '' }) : say('app.settings.byDraft')}</b>{' '}
        {sending.signIn === 'token' ? say('app.mailSignIn.isToken') : ''}
      </p>
      <p className="prose">{say(sending.by === 'smtp' ? 'app.settings.smtpText' : 'app.settings.draftText')}</p>
      {sending.by === 'smtp' ? <TestMail settings={settings} /> : null}
      {sending.neverSends ? <p className="meta">{say('app.mailServer.sample')}</p> : null}
      {sending.from === 'environment' ? <p className="meta">{say('app.mailServer.environment')}</p> : null}
      {sending.neverSends || sending.from === 'environment' ? null : (
        <ServerForm
          words={name => say(`app.mailServer.${name}`)}
          path="/settings/mail-server"
          isSet={sending.from === 'settings'}
          host="mail.example.com"
          port={587}
          security={['starttls', 'tls', 'none']}
        />
      )}
      {sending.neverSends ? null : <Signature />}
      <MailboxPart settings={settings} />
      {sending.neverSends ? null : <Ways />}
      <StatementsForm settings={settings} />
      <Letters />
    </div>
  )
}

/** The letters of what is to leave, for whoever posts them. */
function Letters() {
  const { say } = useWords()
  return (
    <section className="part stack">
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
