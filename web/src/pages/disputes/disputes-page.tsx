import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DisputeView } from '../../api/calls.ts'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { useDisputes } from './use-disputes.ts'

/** What clients contest: those we owe an answer on first. */
export function DisputesPage() {
  const { say } = useWords()
  useTitle(say('app.dispute.place'))
  const [all, setAll] = useState(false)
  const { data, error } = useDisputes(all ? 'all' : 'open')
  return (
    <main className="page" id="main" aria-busy={!data && !error}>
      <h1>{say('app.dispute.place')}</h1>
      <p className="lead">{say('app.dispute.lead')}</p>
      <Problem error={error} />
      {data?.disputes.length === 0 ? <p className="quiet">{say('app.dispute.none')}</p> : null}
      <ul className="standing">
        {data?.disputes.map(d => (
          <DisputeLine key={d.id} dispute={d} withClient />
        ))}
      </ul>
      <p className="acts">
        <button type="button" className="link" aria-pressed={all} onClick={() => setAll(now => !now)}>
          {say(all ? 'app.dispute.onlyOpen' : 'app.dispute.showAll')}
        </button>
      </p>
    </main>
  )
}

/** How it stands, in a few words. */
export function stateOf({ say }: Pick<ReturnType<typeof useWords>, 'say'>, d: DisputeView): string {
  if (d.outcome) return say(`app.dispute.outcome.${d.outcome}`)
  if (d.overdueSince) return say('app.dispute.owed', { sinceDay: d.overdueSince })
  return d.answeredOn ? say('app.dispute.answered', { onDay: d.answeredOn }) : say('app.dispute.answerUntil', { byDay: d.answerBy })
}

export function DisputeLine({ dispute: d, withClient = false }: { dispute: DisputeView; withClient?: boolean }) {
  const words = useWords()
  const { say } = words
  return (
    <li className="row">
      <p>
        <Link to="/disputes/$disputeId" params={{ disputeId: d.id }}>
          {withClient ? `${d.name}, ${d.number}` : d.number}
        </Link>{' '}
        <span className="meta">{say(`app.cause.${d.cause}`)}</span>{' '}
        <span className={d.overdueSince ? 'meta needs' : 'meta'}>{stateOf(words, d)}</span>
      </p>
      <Amount amount={{ minor: d.contestedMinor, currency: d.currency }} />
    </li>
  )
}

/** The disputes of one client, or of one of its invoices; nothing where there is none. */
export function DisputesOf({ clientId, invoiceId }: { clientId: string; invoiceId?: string }) {
  const { say } = useWords()
  const { data } = useDisputes('all', clientId)
  const shown = (data?.disputes ?? []).filter(d => invoiceId === undefined || d.invoiceId === invoiceId)
  if (shown.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.dispute.place')}</h2>
      <ul className="standing">
        {shown.map(d => (
          <DisputeLine key={d.id} dispute={d} />
        ))}
      </ul>
    </section>
  )
}

/** On Today: what we have not answered in time. */
export function DisputesDue() {
  const { say, amount } = useWords()
  const { data } = useDisputes('due')
  return data?.disputes.flatMap(d => [
    ...(d.overdueSince
      ? [
          <Due key={d.id} dispute={d}>
            {say('app.dispute.onToday', {
              client: d.name,
              number: d.number,
              held: amount(d.contestedMinor, d.currency),
              sinceDay: d.overdueSince,
            })}
          </Due>,
        ]
      : []),
    ...d.asks.flatMap(a =>
      a.isUnread
        ? [
            <Due key={a.id} dispute={d}>
              {say('app.dispute.colleagueAnswered', { colleague: a.name, number: d.number, client: d.name })}
            </Due>,
          ]
        : [],
    ),
  ])
}

function Due({ dispute, children }: { dispute: DisputeView; children: string }) {
  return (
    <p className="note needs-you">
      <Link to="/disputes/$disputeId" params={{ disputeId: dispute.id }}>
        {children}
      </Link>
    </p>
  )
}
