import type { ClientView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

/** Which of the client’s open invoices something is about. */
export function InvoicePicks(props: {
  readonly client: ClientView
  readonly legend: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Only invoices of this currency can be ticked; any, where none is given. */
  readonly currency?: string
}) {
  const { say, day, amount } = useWords()
  const { client, legend, chosen, onChange, currency = '' } = props
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <div>
        {client.invoices.map(i => (
          <label className="pick" key={i.id}>
            <input
              type="checkbox"
              checked={chosen.includes(i.id)}
              disabled={currency !== '' && i.currency !== currency}
              onChange={e => onChange(e.target.checked ? [...chosen, i.id] : chosen.filter(id => id !== i.id))}
            />
            <span>
              {say('app.field.invoiceOption', { number: i.number, due: day(i.dueOn, 'short'), open: amount(i.openMinor, i.currency) })}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
