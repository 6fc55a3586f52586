import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import { useFirm } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from './form.tsx'
import { type FormProps, tickedAtFirst } from './form-props.ts'
import { InvoicePicks } from './invoice-picks.tsx'

/** They said they would pay: these invoices are left in peace until then. */
export function PromiseForm(props: FormProps) {
  const { client, onDone } = props
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const act = useAct('promise')
  const retract = useRetract()
  const [chosen, setChosen] = useState<readonly string[]>(tickedAtFirst(props))
  const submit = (value: (name: string) => string): void => {
    const currency = client.invoices.find(i => chosen.includes(i.id))?.currency ?? 'EUR'
    const minor = value('amount') === '' ? undefined : minorOf(value('amount'), currency)
    const sum = minor === undefined ? value('amount') : decimalOf(minor, currency)
    act.mutate(
      { invoices: chosen, ...filled({ by: value('by'), amount: sum, givenBy: value('givenBy') }) },
      {
        onSuccess: ({ id }) => {
          onDone()
          toast({ text: say('app.promise.done', { byDay: value('by') }), undo: () => retract.mutate({ noun: 'promise', id }) })
        },
      },
    )
  }
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say('app.promise.button')} onSubmit={submit}>
      <InvoicePicks invoices={client.invoices} legend={say('app.promise.which')} chosen={chosen} onChange={setChosen} />
      <div className="two">
        <TextField name="by" type="date" label={say('app.promise.by')} min={today} error={act.error} required />
        <TextField
          name="amount"
          inputMode="decimal"
          className="money"
          label={say('app.promise.amount')}
          hint={say('app.promise.amountHint')}
          error={act.error}
        />
      </div>
      <TextField name="givenBy" label={say('app.promise.givenBy')} defaultValue={client.contacts[0]?.name ?? ''} error={act.error} />
    </ActForm>
  )
}
