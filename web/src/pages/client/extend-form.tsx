import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import { TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from './form.tsx'
import { type FormProps, invoiceAtFirst } from './form-props.ts'
import { InvoiceChoice } from './invoice-choice.tsx'

/** A later due day that we grant. */
export function ExtendForm(props: FormProps) {
  const { client, onDone } = props
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('extend')
  const retract = useRetract()
  const [invoice, setInvoice] = useState(invoiceAtFirst(props)?.id ?? '')
  const submit = (value: (name: string) => string): void =>
    act.mutate(
      { invoice, ...filled({ to: value('to'), reason: value('reason') }) },
      {
        onSuccess: ({ id }) => {
          onDone()
          toast({ text: say('app.extend.done', { toDay: value('to') }), undo: () => retract.mutate({ noun: 'extension', id }) })
        },
      },
    )
  const dueOn = client.invoices.find(i => i.id === invoice)?.dueOn
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say('app.extend.button')} onSubmit={submit}>
      <InvoiceChoice client={client} value={invoice} onChange={setInvoice} error={act.error} />
      <TextField name="to" type="date" label={say('app.extend.to')} min={dueOn} error={act.error} required />
      <TextField name="reason" label={say('app.hold.reason')} error={act.error} />
    </ActForm>
  )
}
