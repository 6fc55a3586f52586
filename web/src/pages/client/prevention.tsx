import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { ClientView, PreventionView } from '../../api/types.ts'
import { Field, TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from './form.tsx'

/** What they said would prevent the next delay; it stands beside their next invoice. */
export function Prevention({ client }: { client: ClientView }) {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  const end = useAct('end-prevention')
  const { data } = useQuery({
    queryKey: ['prevention', client.id],
    queryFn: () => ask<{ answers: readonly PreventionView[] }>('GET', `/clients/${client.id}/prevention`),
  })
  if (!data) return null
  return (
    <section className="part">
      <h2>{say('app.prevention.title')}</h2>
      {data.answers.length === 0 ? <p className="quiet">{say('app.prevention.none')}</p> : null}
      <ul className="standing">
        {data.answers.map(a => (
          <li key={a.id}>
            <p>{a.answer}</p>
            <p className="meta">
              {say('app.prevention.said', { who: a.saidBy ?? client.name, saidDay: a.saidOn })}{' '}
              <button type="button" className="link" onClick={() => end.mutate({ id: a.id })}>
                {say('app.prevention.end')}
              </button>
            </p>
          </li>
        ))}
      </ul>
      <p className="acts">
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {say('app.prevention.add')}
        </button>
      </p>
      <Modal open={open} onClose={() => setOpen(false)} title={say('app.prevention.title')} lead={client.name}>
        <PreventionForm clientId={client.id} onDone={() => setOpen(false)} />
      </Modal>
    </section>
  )
}

function PreventionForm({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { say } = useWords()
  const toast = useToast()
  const keep = useAct('prevention')
  const submit = (value: (name: string) => string): void =>
    keep.mutate(
      { client: clientId, answer: value('answer'), ...filled({ saidBy: value('saidBy') }) },
      {
        onSuccess: () => {
          onDone()
          toast({ text: say('app.prevention.done') })
        },
      },
    )
  return (
    <ActForm error={keep.error} isPending={keep.isPending} button={say('app.prevention.keep')} onSubmit={submit}>
      <Field name="answer" label={say('app.prevention.answer')} error={keep.error}>
        {id => <textarea id={id} name="answer" rows={3} />}
      </Field>
      <TextField name="saidBy" label={say('app.prevention.saidBy')} error={keep.error} />
    </ActForm>
  )
}
