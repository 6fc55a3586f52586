import type { ClientView } from '../../api/types.ts'
import { Field } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'

/** One of the client’s open invoices. */
export function InvoiceChoice(props: {
  readonly client: ClientView
  readonly value: string
  readonly onChange: (id: string) => void
  readonly error: Error | null
  /** Choices that are no one of them: money for several. */
  readonly several?: readonly (readonly [value: string, label: string])[]
}) {
  const { say, day, amount } = useWords()
  return (
    <Field label={say('app.field.invoice')} name="invoice" error={props.error}>
      {id => (
        <select id={id} name="invoice" value={props.value} onChange={e => props.onChange(e.target.value)}>
          {props.several?.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
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
