import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { WaysView } from '../../api/types.ts'
import { Field, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** The key by which mail is signed (DKIM), and what the firm's domain must say for it. The key never comes back. */
export function Signature() {
  const { say } = useWords()
  const toast = useToast()
  const record = useId()
  const { data } = useQuery({ queryKey: ['ways'], queryFn: () => ask<WaysView>('GET', '/ways') })
  const set = useAct('set-dkim')
  const forget = useAct('forget-way')
  if (!data) return null
  const { dkim } = data
  return (
    <section className="part stack">
      <h3>{say('app.signature.title')}</h3>
      <p className="prose">{dkim ? say('app.signature.on', { domain: dkim.domain }) : say('app.signature.off')}</p>
      {dkim ? (
        <div className="field">
          <label htmlFor={record}>{say('app.signature.record', { name: `${dkim.selector}._domainkey.${dkim.domain}` })}</label>
          <textarea id={record} readOnly rows={4} value={dkim.record} />
        </div>
      ) : null}
      <details className="fold">
        <summary>{say(dkim ? 'app.signature.change' : 'app.signature.set')}</summary>
        <ActForm
          error={set.error}
          isPending={set.isPending}
          button={say('app.ways.keep')}
          onSubmit={value =>
            set.mutate(
              { domain: value('domain'), selector: value('selector'), privateKey: value('privateKey') },
              { onSuccess: () => toast({ text: say('app.signature.done') }) },
            )
          }
        >
          <div className="two">
            <TextField name="domain" label={say('app.signature.domain')} placeholder="example.com" error={set.error} />
            <TextField name="selector" label={say('app.signature.selector')} defaultValue="dunwell" error={set.error} />
          </div>
          <Field name="privateKey" label={say('app.signature.key')} hint={say('app.signature.keyHint')} error={set.error}>
            {(id, invalid) => (
              <textarea id={id} name="privateKey" rows={4} spellCheck={false} autoComplete="off" aria-invalid={invalid || undefined} />
            )}
          </Field>
        </ActForm>
      </details>
      {dkim ? (
        <p>
          <button type="button" className="link" onClick={() => forget.mutate({ way: 'dkim' })}>
            {say('app.ways.forget')}
          </button>
        </p>
      ) : null}
    </section>
  )
}
