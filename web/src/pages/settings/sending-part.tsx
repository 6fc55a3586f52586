import { useMutation } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { SettingsView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** By what means messages leave: a mail server, or drafts that a person sends. */
export function SendingPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const toast = useToast()
  const test = useMutation({
    mutationFn: (to: string) => ask('POST', '/settings/test-mail', { to }),
    onSuccess: (_done, to) => toast({ text: say('app.settings.testSent', { to }) }),
  })
  const { sending, firm } = settings
  return (
    <div className="stack">
      <p className="prose">
        <b>{sending.by === 'smtp' ? say('app.settings.bySmtp', { server: sending.server ?? '' }) : say('app.settings.byDraft')}</b>
      </p>
      <p className="prose">{say(sending.by === 'smtp' ? 'app.settings.smtpText' : 'app.settings.draftText')}</p>
      {sending.by === 'smtp' ? (
        <ActForm
          error={test.error}
          isPending={test.isPending}
          button={say('app.settings.testSend')}
          onSubmit={value => test.mutate(value('to'))}
        >
          <TextField name="to" type="email" label={say('app.settings.testTo')} defaultValue={firm.email ?? ''} error={test.error} />
        </ActForm>
      ) : (
        <pre className="code">DUNWELL_SMTP_URL=smtp://user:password@mail.example:587 npm start</pre>
      )}
    </div>
  )
}
