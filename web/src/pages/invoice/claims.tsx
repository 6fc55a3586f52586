import type { InvoiceView } from '../../api/types.ts'
import { Segments } from '../../parts/segments.tsx'
import { useWords } from '../../words/words.tsx'

type Claim = InvoiceView['claims'][number]

/** Late costs that letters asked for: what stands, and what fell away by itself; each opens to what it was made of on its day. */
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
            {c.segments.length > 0 ? <Opened claim={c} currency={invoice.currency} /> : <p className="fine">{c.basis}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Opened({ claim, currency }: { claim: Claim; currency: string }) {
  const { say, figure } = useWords()
  const label = say('app.costs.title')
  return (
    <details className="fold">
      <summary>{say('app.claims.working')}</summary>
      <Segments
        label={label}
        currency={currency}
        segments={claim.segments.map(({ baseMinor, amount = '', ...s }) => ({
          ...s,
          base: figure(baseMinor, currency),
          amount,
          confidence: 'seen',
        }))}
        interest={{ how: label, clause: claim.basis, amount: figure(claim.minor, currency) }}
        compensation={null}
        total={null}
      />
    </details>
  )
}
