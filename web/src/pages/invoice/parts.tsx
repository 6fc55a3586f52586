import { useAct, useRetract } from '../../api/acts.ts'
import type { InvoiceView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

/** The parts of an invoice with their own days, where it has any. */
export function DueParts({ invoice }: { invoice: InvoiceView }) {
  const { say, day, figure } = useWords()
  if (invoice.parts.length < 2) return null
  return (
    <section className="part">
      <h2>{say('app.parts.title')}</h2>
      <table className="segs">
        <thead>
          <tr>
            <th scope="col">{say('app.parts.due')}</th>
            <th scope="col" className="amount">
              {say('app.parts.amount', { currency: invoice.currency })}
            </th>
            <th scope="col" className="amount">
              {say('app.invoice.openNow')}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoice.parts.map((part, i) => (
            <tr key={`${part.dueOn} ${String(i)}`}>
              <td>{day(part.dueOn)}</td>
              <td className="amount">{figure(part.minor, invoice.currency)}</td>
              <td className="amount">{figure(part.openMinor, invoice.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Money the client keeps back by contract: how much, until when; said here or as the agreement has it. */
export function KeptBack({ invoice }: { invoice: InvoiceView }) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('keep-back')
  const retract = useRetract()
  const { currency, keptBack } = invoice
  if (invoice.state !== 'late' && invoice.state !== 'open' && keptBack.length === 0) return null
  const amountOf = (minor: string): string => `${minor} ${currency}`
  const submit = (value: (name: string) => string): void =>
    act.mutate(
      { invoice: invoice.id, until: value('until'), ...filled({ amount: value('amount') }) },
      { onSuccess: () => toast({ text: say('app.kept.done', { untilDay: value('until') }) }) },
    )
  return (
    <details className="fold" open={keptBack.some(k => k.until === null)}>
      <summary>{say('app.kept.title')}</summary>
      {keptBack.map(k => (
        <p key={k.id ?? ''} className={k.until === null ? 'needs' : ''}>
          {k.until === null
            ? say('app.kept.noDay', { keptAmount: amountOf(k.minor) })
            : say('app.kept.until', { keptAmount: amountOf(k.minor), untilDay: k.until })}{' '}
          {k.id === null ? (
            <span className="meta">{say('app.kept.agreed')}</span>
          ) : (
            <button type="button" className="link" onClick={() => retract.mutate({ noun: 'short-payment', id: k.id ?? '' })}>
              {say('app.kept.nothing')}
            </button>
          )}
        </p>
      ))}
      <Problem error={retract.error} />
      <ActForm error={act.error} isPending={act.isPending} button={say('app.kept.button')} onSubmit={submit}>
        <TextField
          name="amount"
          label={say('app.kept.amount', { currency })}
          inputMode="decimal"
          error={act.error}
          required={keptBack.length === 0}
        />
        <TextField name="until" type="date" label={say('app.kept.untilLabel')} min={invoice.dueOn} error={act.error} required />
      </ActForm>
    </details>
  )
}
