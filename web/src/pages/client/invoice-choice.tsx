import type { ClientView } from '../../api/types.ts'
import { Field } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'

/** One of the client’s open invoices. */
export function InvoiceChoice(props: {
  readonly client: ClientView
  readonly value: string
  readonly onChange: (id: string) => void
  readonly error: Error | null
  /** A choice that is none of them: money without a name. */
  readonly none?: string
}) {
  const { say, day, amount } = useWords()
  return (
    <Field label={say('app.field.invoice')} name="invoice" error={props.error}>
      {id => (
        <select id={id} name="invoice" value={props.value} onChange={e => props.onChange(e.target.value)}>
          {props.none ? <option value="">{props.none}</option> : null}
          {props.client.invoices.map(i => (
            <option key={i.id} value={i.id}>
              {say('app.field.invoiceOption', { number: i.number, due: day(i.dueOn, 'short'), open: amount(i.openMinor, i.currency) })}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
