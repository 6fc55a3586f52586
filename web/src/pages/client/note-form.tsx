import { useRecord, useRetract } from '../../api/acts.ts'
import { Field } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from './form.tsx'
import type { FormProps } from './form-props.ts'

export function NoteForm({ client, onDone }: FormProps) {
  const { say } = useWords()
  const toast = useToast()
  const note = useRecord('note')
  const retract = useRetract()
  const submit = (value: (name: string) => string): void =>
    note.mutate(
      { clientId: client.id, text: value('text') },
      {
        onSuccess: ({ id }) => {
          onDone()
          toast({ text: say('app.note.done'), undo: () => retract.mutate({ noun: 'note', id }) })
        },
      },
    )
  return (
    <ActForm error={note.error} isPending={note.isPending} button={say('app.note.button')} onSubmit={submit}>
      <Field label={say('app.note.text')} name="text" hint={say('app.note.hint')} error={note.error}>
        {id => <textarea id={id} name="text" rows={4} required />}
      </Field>
    </ActForm>
  )
}
