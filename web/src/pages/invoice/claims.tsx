import type { InvoiceView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

/** Late costs that letters asked for: what stands, and what fell away by itself. */
export function Claims({ invoice }: { invoice: InvoiceView }) {
  const { say } = useWords()
  if (invoice.claims.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.claims.title')}</h2>
      <ul className="stack">
        {invoice.claims.map(c => (
          <li key={c.kind} className={c.dropped ? 'quiet' : ''}>
            <p>
              {say(`app.claims.${c.kind}`, { claimedAmount: `${c.minor} ${invoice.currency}`, claimedOn: c.claimedOn })}{' '}
              {c.dropIfPaidBy ? say(c.dropped ? 'app.claims.dropped' : 'app.claims.drops', { paidByDay: c.dropIfPaidBy }) : ''}
            </p>
            <p className="fine">{c.basis}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
