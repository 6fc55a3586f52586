import type { ClientView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

/** Which of some open invoices of a client something is about. */
export function InvoicePicks(props: {
  readonly invoices: ClientView['invoices']
  readonly legend: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Only invoices of this currency can be ticked; any, where none is given. */
  readonly currency?: string
}) {
  const { say, day, amount } = useWords()
  const { invoices, legend, chosen, onChange, currency = '' } = props
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <div>
        {invoices.map(i => (
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
