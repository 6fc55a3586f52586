import { useMutation } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { MailboxTest, SettingsView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { filled } from '../client/form.tsx'
import { ServerForm } from './server-form.tsx'

/** Where the firm's own mail is read: replies, and the copies of what was sent. */
export function MailboxPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const { server, user, inbox, sent, from, neverSends, signIn } = settings.mailbox
  const mayShare = settings.sending.from === 'settings' && settings.sending.signIn === 'token'
  return (
    <section className="part stack">
      <h3>{say('app.settings.mailbox')}</h3>
      <p className="prose">
        <b>{server === null ? say('app.mailbox.none') : say('app.mailbox.set', { server, user: user ?? '' })}</b>{' '}
        {signIn === 'token' ? say('app.mailSignIn.isToken') : ''}
      </p>
      <p className="prose">
        {server === null
          ? say('app.mailbox.why')
          : say('app.mailbox.folders', { inbox: inbox ?? '', sent: sent ?? say('app.mailbox.marked') })}
      </p>
      {server === null ? null : <Test />}
      {neverSends ? <p className="meta">{say('app.mailbox.sample')}</p> : null}
      {from === 'environment' ? <p className="meta">{say('app.mailbox.environment')}</p> : null}
      {neverSends || from === 'environment' ? null : <Server isSet={from === 'settings'} mayShare={mayShare} />}
    </section>
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

/** Where the mailbox is, and which of its folders are read. */
function Server({ isSet, mayShare }: { isSet: boolean; mayShare: boolean }) {
  const { say } = useWords()
  return (
    <ServerForm
      words={name => say(`app.mailbox.${name}`)}
      path="/settings/mailbox"
      isSet={isSet}
      host="imap.example.com"
      port={993}
      security={['tls', 'starttls', 'none']}
      mayShare={mayShare}
      said={value => filled({ inbox: value('inbox'), sent: value('sent') })}
      more={error => (
        <div className="two">
          <TextField name="inbox" label={say('app.mailbox.inbox')} placeholder="INBOX" error={error} />
          <TextField name="sent" label={say('app.mailbox.sent')} placeholder={say('app.mailbox.sentHint')} error={error} />
        </div>
      )}
    />
  )
}
