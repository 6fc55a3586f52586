import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { PayResult } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { Field, SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from './form.tsx'
import type { FormProps } from './form-props.ts'
import { InvoiceChoice } from './invoice-choice.tsx'

const MEANS = ['transfer', 'card', 'cheque', 'cash', 'direct-debit'] as const

/** A payment that came in: the whole of an invoice is proposed; a part, or one sum for several, is typed over it. */
export function PayForm({ client, onDone }: FormProps) {
  const { say, amount } = useWords()
  const { currency: firmCurrency, today } = useFirm()
  const toast = useToast()
  const pay = useAct<PayResult>('pay')
  const back = useAct('pay-undo')
  const [invoiceId, setInvoiceId] = useState(client.invoices[0]?.id ?? '')
  const invoice = client.invoices.find(i => i.id === invoiceId)
  const currency = invoice?.currency ?? client.balances[0]?.currency ?? firmCurrency
  const proposed = invoice?.openMinor ?? client.balances.find(b => b.currency === currency)?.open.minor ?? '0'
  const [typed, setTyped] = useState<string | undefined>()
  const [problem, setProblem] = useState(false)
  const submit = (value: (name: string) => string): void => {
    const amountMinor = minorOf(typed ?? decimalOf(proposed, currency), currency)
    if (amountMinor === undefined || amountMinor === '0') {
      setProblem(true)
      return
    }
    const whom = invoiceId === '' ? { client: client.id } : { invoices: [invoiceId] }
    const said = filled({ on: value('on'), means: value('means'), reference: value('reference') })
    pay.mutate(
      { ...whom, ...said, amount: decimalOf(amountMinor, currency), currency },
      {
        onSuccess: ({ paymentId, twice }) => {
          onDone()
          const text = say(twice ? 'app.pay.twice' : 'app.pay.done', { paidAmount: `${amountMinor} ${currency}`, client: client.name })
          toast({ text, undo: () => back.mutate({ paymentId }), ...(twice ? { tone: 'lost' as const } : {}) })
        },
      },
    )
  }
  return (
    <ActForm error={pay.error} isPending={pay.isPending} button={say('app.pay.button')} onSubmit={submit}>
      <InvoiceChoice
        client={client}
        value={invoiceId}
        error={pay.error}
        none={say('app.pay.several')}
        onChange={id => {
          setInvoiceId(id)
          setTyped(undefined)
        }}
      />
      <div className="two">
        <Field label={say('app.field.amountIn', { currency })} name="amount" error={pay.error}>
          {id => (
            <>
              {problem ? <p className="fault">{say('app.field.amountWrong', { example: amount('123450', currency) })}</p> : null}
              <input
                id={id}
                type="text"
                inputMode="decimal"
                className="money"
                aria-invalid={problem || undefined}
                value={typed ?? decimalOf(proposed, currency)}
                onChange={e => {
                  setTyped(e.target.value)
                  setProblem(false)
                }}
              />
            </>
          )}
        </Field>
        <TextField name="on" type="date" label={say('app.field.paidOn')} defaultValue={today} max={today} error={pay.error} />
      </div>
      <div className="two">
        <SelectField name="means" label={say('app.field.means')} initial="transfer" options={MEANS.map(m => [m, say(`app.means.${m}`)])} />
        <TextField name="reference" label={say('app.field.reference')} error={pay.error} />
      </div>
    </ActForm>
  )
}
