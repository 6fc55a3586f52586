import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import { useFirm } from '../../app/session.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from './form.tsx'
import { type FormProps, invoiceAtFirst } from './form-props.ts'
import { InvoiceChoice } from './invoice-choice.tsx'

export const CAUSES = ['order', 'delivery', 'quality', 'price', 'not-mine', 'other'] as const

const CLAIMS = ['credit', 'repair', 'delivery', 'explanation', 'other'] as const

/** They contest an invoice: that one is held, the others are not. */
export function DisputeForm(props: FormProps) {
  const { client, onDone } = props
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const act = useAct('dispute')
  const retract = useRetract()
  const [invoice, setInvoice] = useState(invoiceAtFirst(props)?.id ?? '')
  const amountOf = (text: string): string => {
    const currency = client.invoices.find(i => i.id === invoice)?.currency ?? ''
    const minor = text === '' ? undefined : minorOf(text, currency)
    return minor === undefined ? text : decimalOf(minor, currency)
  }
  const submit = (value: (name: string) => string): void =>
    act.mutate(
      {
        invoice,
        ...filled({ cause: value('cause'), claim: value('claim'), amount: amountOf(value('amount')), words: value('words') }),
        ...filled({ owner: value('owner'), answerBy: value('answerBy') }),
      },
      {
        onSuccess: ({ id }) => {
          onDone()
          toast({ text: say('app.dispute.done'), undo: () => retract.mutate({ noun: 'dispute', id }) })
        },
      },
    )
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say('app.dispute.button')} onSubmit={submit}>
      <InvoiceChoice client={client} value={invoice} onChange={setInvoice} error={act.error} />
      <div className="two">
        <SelectField name="cause" label={say('app.dispute.cause')} options={CAUSES.map(c => [c, say(`app.cause.${c}`)])} />
        <TextField name="answerBy" type="date" label={say('app.dispute.answerBy')} min={today} error={act.error} />
      </div>
      <TextField name="words" label={say('app.dispute.words')} error={act.error} />
      <div className="two">
        <SelectField
          name="claim"
          label={say('app.dispute.claimLabel')}
          options={[['', ''], ...CLAIMS.map(c => [c, say(`app.dispute.claim.${c}`)] as const)]}
        />
        <TextField
          name="amount"
          inputMode="decimal"
          className="money"
          label={say('app.dispute.amount')}
          hint={say('app.dispute.amountHint')}
          error={act.error}
        />
      </div>
      <TextField name="owner" label={say('app.dispute.owner')} error={act.error} />
    </ActForm>
  )
}
