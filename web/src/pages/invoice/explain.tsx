import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { InvoiceView, TodayView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'
import { reasonText } from '../today/reasons.tsx'
import { stepVerb } from '../today/step-words.ts'

/** Why this invoice is, or is not, part of a message today: each reason, and the day it is looked at again. */
export function Explain({ invoice }: { invoice: InvoiceView }) {
  const words = useWords()
  const { say, day } = words
  const { data } = useQuery({ queryKey: ['today'], queryFn: () => ask<TodayView>('GET', '/today') })
  if (!data || invoice.state === 'settled' || invoice.state === 'cancelled') return null
  const contact = data.contacts.find(c => c.clientId === invoice.clientId)
  const silent = data.silent.find(s => s.clientId === invoice.clientId)
  const leftOut = contact?.act.leftOut.filter(o => o.invoiceId === invoice.id) ?? []
  const isIn = contact?.act.invoiceIds.includes(invoice.id) ?? false
  const obstacles = contact ? leftOut : (silent?.obstacles.filter(o => o.invoiceId === undefined || o.invoiceId === invoice.id) ?? [])
  return (
    <section className="part">
      <h2>{say(isIn ? 'app.explain.why' : 'app.explain.whyNot')}</h2>
      {isIn && contact ? (
        <p>
          <b>{stepVerb(words, contact.act)}</b>
        </p>
      ) : null}
      <ul className="why-list">
        {(isIn && contact ? contact.act.reasons : obstacles).map((r, i) => (
          <li key={`${r.code} ${String(i)}`}>
            {reasonText(words, r)}{' '}
            {'until' in r && typeof r.until === 'string' ? (
              <span className="meta">{say('app.explain.until', { until: day(r.until, 'short') })}</span>
            ) : null}
          </li>
        ))}
      </ul>
      {!isIn && silent?.reviewOn ? <p className="meta">{say('app.today.lookAgain', { reviewDay: silent.reviewOn })}</p> : null}
    </section>
  )
}
