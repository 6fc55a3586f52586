import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { CorrectionView, MemberView } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

/** Somebody else makes the call: it then stands on their list (A12). */
export function HandTo({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const toast = useToast()
  const assign = useAct('assign')
  const [isOpen, setOpen] = useState(false)
  const { data = [] } = useQuery({ queryKey: ['members'], queryFn: () => ask<MemberView[]>('GET', '/members') })
  const whose = data.find(m => m.userId === view.assignedTo)?.name
  const submit = (value: (name: string) => string): void =>
    assign.mutate(
      { client: view.clientId, to: value('to'), step: 'correction', ...filled({ note: value('note') }) },
      {
        onSuccess: () => {
          toast({ text: say('app.case.handed') })
          setOpen(false)
        },
      },
    )
  return (
    <div className="stack">
      <p className="meta">
        {whose ? say('app.case.whose', { who: whose }) : ''}{' '}
        {isOpen || data.length < 2 ? null : (
          <button type="button" className="link" onClick={() => setOpen(true)}>
            {say('app.case.handTo')}
          </button>
        )}
      </p>
      {isOpen ? (
        <ActForm error={assign.error} isPending={assign.isPending} button={say('app.case.handTo')} onSubmit={submit}>
          <SelectField name="to" label={say('app.case.colleague')} options={data.map(m => [m.userId, m.name] as const)} />
          <TextField name="note" label={say('app.case.handNote')} />
        </ActForm>
      ) : null}
    </div>
  )
}
