import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { ClientView, PayResult } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { Field, SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from './form.tsx'
import { type FormProps, invoiceAtFirst } from './form-props.ts'
import { InvoiceChoice } from './invoice-choice.tsx'
import { InvoicePicks } from './invoice-picks.tsx'

const MEANS = ['transfer', 'card', 'cheque', 'cash', 'direct-debit'] as const

const SEVERAL = 'several '

/** A payment that came in: the whole of an invoice is proposed; a part is typed over it; one sum for several goes to those that are ticked. */
export function PayForm(props: FormProps) {
  const { client, onDone } = props
  const { say, amount } = useWords()
  const { currency: firmCurrency, today } = useFirm()
  const pay = usePay(client, onDone)
  const currencies = [...new Set(client.invoices.map(i => i.currency))]
  const [choice, setChoice] = useState(invoiceAtFirst(props)?.id ?? `${SEVERAL}${client.balances[0]?.currency ?? firmCurrency}`)
  const [left, setLeft] = useState<readonly string[]>([])
  const invoice = client.invoices.find(i => i.id === choice)
  const currency = invoice?.currency ?? choice.slice(SEVERAL.length)
  const several = client.invoices.filter(i => i.currency === currency)
  const meant = invoice ? [invoice] : several.filter(i => !left.includes(i.id))
  const proposed = String(meant.reduce((sum, i) => sum + BigInt(i.openMinor), 0n))
  const [typed, setTyped] = useState<string | undefined>()
  const [problem, setProblem] = useState<'amountWrong' | 'notMore' | undefined>()
  const submit = (value: (name: string) => string): void => {
    const amountMinor = minorOf(typed ?? decimalOf(proposed, currency), currency)
    const wrong = amountMinor === undefined ? 'amountWrong' : BigInt(amountMinor) <= 0n ? 'notMore' : undefined
    setProblem(wrong)
    if (amountMinor === undefined || wrong) return
    // all of them ticked: the client's money, oldest first, as with what comes in without a name
    const whom = invoice || left.length > 0 ? { invoices: meant.map(i => i.id) } : { client: client.id }
    const said = filled({ on: value('on'), means: value('means'), reference: value('reference') })
    pay.record({ ...whom, ...said, amount: decimalOf(amountMinor, currency), currency })
  }
  return (
    <ActForm error={pay.error} isPending={pay.isPending} button={say('app.pay.button')} onSubmit={submit}>
      <InvoiceChoice
        client={client}
        value={choice}
        error={pay.error}
        several={(currencies.length > 0 ? currencies : [currency]).map(c => [
          `${SEVERAL}${c}`,
          currencies.length > 1 ? say('app.pay.severalIn', { currency: c }) : say('app.pay.several'),
        ])}
        onChange={id => {
          setProblem(undefined)
          setChoice(id)
          setLeft([])
          setTyped(undefined)
        }}
      />
      {!invoice && several.length > 1 ? (
        <InvoicePicks
          invoices={several}
          legend={say('app.pay.which')}
          chosen={meant.map(i => i.id)}
          onChange={chosen => {
            setLeft(several.filter(i => !chosen.includes(i.id)).map(i => i.id))
            setTyped(undefined)
          }}
        />
      ) : null}
      <div className="two">
        <Field label={say('app.field.amountIn', { currency })} name="amount" error={pay.error}>
          {id => (
            <>
              {problem ? (
                <p className="fault" role="alert">
                  {problem === 'notMore' ? say('app.pay.notMore') : say('app.field.amountWrong', { example: amount('123450', currency) })}
                </p>
              ) : null}
              <input
                id={id}
                type="text"
                inputMode="decimal"
                className="money"
                aria-invalid={problem !== undefined || undefined}
                value={typed ?? decimalOf(proposed, currency)}
                onChange={e => {
                  setTyped(e.target.value)
                  setProblem(undefined)
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

/** Records the payment and says what came of it: all that it changed, with its undo. */
function usePay(client: ClientView, onDone: () => void) {
  const { say } = useWords()
  const toast = useToast()
  const pay = useAct<PayResult>('pay')
  const back = useAct('pay-undo')
  const told = (done: PayResult): string => {
    const left = minorOf(done.unapplied, done.currency) ?? '0'
    const paidAmount = `${minorOf(done.amount, done.currency) ?? '0'} ${done.currency}`
    return [
      say(done.twice ? 'app.pay.twice' : 'app.pay.done', { paidAmount, client: client.name }),
      BigInt(left) > 0n ? say('app.pay.left', { leftAmount: `${left} ${done.currency}` }) : '',
      done.withdrawn > 0 ? say('app.pay.withdrawn') : '',
    ]
      .filter(Boolean)
      .join(' ')
  }
  const record = (body: Record<string, unknown>): void =>
    pay.mutate(body, {
      onSuccess: done => {
        onDone()
        toast({
          text: told(done),
          undo: () => back.mutate({ paymentId: done.paymentId }),
          ...(done.twice ? { tone: 'lost' as const } : {}),
        })
      },
    })
  return { record, error: pay.error, isPending: pay.isPending }
}
