import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import type { OffenderLine, OutboxLine, RanOut } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amounts } from '../../parts/amount.tsx'
import { BalanceLink } from '../../parts/balance-link.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { reasonText } from '../today/reasons.tsx'
import { stepVerb } from '../today/step-words.ts'
import { Letters } from './letters.tsx'

const STATES = ['waiting', 'queued', 'leased', 'drafted', 'unsure', 'failed', 'sent', 'withdrawn'] as const
type State = (typeof STATES)[number]
/** What needs somebody is marked. */
const MARKS: Partial<Record<State, string>> = { unsure: 'mark amber', failed: 'mark red', drafted: 'mark amber', waiting: 'mark amber' }

/** Every message and where it stands; letters on paper; the cases that need a decision. */
export function OutboxPage() {
  const { say } = useWords()
  useTitle(say('app.outbox.title'))
  const [state, setState] = useState<State | undefined>()
  const { data, error } = useQuery({
    queryKey: ['outbox', state],
    queryFn: () => ask<{ lines: readonly OutboxLine[]; counts: Record<string, number> }>('GET', `/outbox${state ? `?state=${state}` : ''}`),
  })
  const total = Object.values(data?.counts ?? {}).reduce((sum, n) => sum + n, 0)
  return (
    <main className="page" id="main" aria-busy={!data}>
      <h1>{say('app.outbox.title')}</h1>
      <Problem error={error} />
      {data && total === 0 ? <Empty page="outbox" /> : null}
      {data && total > 0 ? <p className="lead">{say('app.outbox.lead', { count: total })}</p> : null}
      {total > 0 && data ? (
        <>
          <div className="acts filters">
            <button type="button" className="btn" aria-pressed={state === undefined} onClick={() => setState(undefined)}>
              {say('app.outbox.all')} {total}
            </button>
            {STATES.filter(s => data.counts[s]).map(s => (
              <button key={s} type="button" className="btn" aria-pressed={state === s} onClick={() => setState(s)}>
                {say(`app.outbox.${s}`)} {data.counts[s]}
              </button>
            ))}
          </div>
          <Lines lines={data.lines} />
        </>
      ) : null}
      <Letters />
      <Ended />
      <Offenders />
    </main>
  )
}

function Lines({ lines }: { lines: readonly OutboxLine[] }) {
  const words = useWords()
  const { say } = words
  return (
    <Scroll label={say('app.outbox.title')}>
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">{say('app.outbox.who')}</th>
            <th scope="col">{say('app.outbox.where')}</th>
            <th scope="col">{say('app.outbox.what')}</th>
            <th scope="col" className="amount">
              {say('app.outbox.sum')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.key}>
              <th scope="row">
                <Link to="/clients/$clientId" params={{ clientId: line.clientId }}>
                  {line.client}
                </Link>
              </th>
              <td>
                <span className={MARKS[line.state] ?? 'mark'}>{say(`app.outbox.${line.state}`)}</span>{' '}
                {line.doneOn ? say('app.outbox.on', { doneDay: line.doneOn }) : null}
                <Why line={line} />
              </td>
              <td>{stepVerb(words, line)}</td>
              <td className="amount">
                <BalanceLink clientId={line.clientId}>
                  <Amounts amounts={line.amounts} />
                </BalanceLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** What went wrong, or why it was taken back. */
function Why({ line }: { line: OutboxLine }) {
  const words = useWords()
  const { say, has } = words
  const why = line.why.filter(reason => has(`reason.${reason.code}`)).map(reason => reasonText(words, reason))
  const tries = line.attempts > 1 ? [say('app.outbox.tries', { count: line.attempts })] : []
  const said = [...why, ...(line.state === 'sent' ? [] : [line.lastError ?? '']), ...tries].filter(Boolean)
  return said.length === 0 ? null : <p className="meta">{said.join(' ')}</p>
}

/** Cases that ran out of steps. */
function Ended() {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['out-of-steps'], queryFn: () => ask<{ lines: readonly RanOut[] }>('GET', '/out-of-steps') })
  if (!data || data.lines.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.ended.title')}</h2>
      <p className="meta">{say('app.ended.says')}</p>
      <ul className="standing">
        {data.lines.map(l => (
          <li key={l.clientId}>
            <Link to="/clients/$clientId/decide" params={{ clientId: l.clientId }}>
              {l.name}
            </Link>{' '}
            <BalanceLink clientId={l.clientId}>
              <Amounts amounts={l.open} />
            </BalanceLink>{' '}
            {l.lateSince ? <span className="meta">{say('app.ended.line', { sinceDay: l.lateSince })}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The dearest, shown at most; the API and the command line tell of all. */
const OFFENDERS_MAX = 10

/** Who pays late again and again, and what it cost. */
function Offenders() {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['offenders'], queryFn: () => ask<{ lines: readonly OffenderLine[] }>('GET', '/offenders') })
  if (!data || data.lines.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.offender.title')}</h2>
      <ul className="standing">
        {data.lines.slice(0, OFFENDERS_MAX).map(l => (
          <li key={l.clientId}>
            <p>
              <Link to="/clients/$clientId" params={{ clientId: l.clientId }}>
                {l.name}
              </Link>{' '}
              {say('app.offender.says', { late: l.lateInvoices, due: l.dueInvoices, days: l.averageDays })}
            </p>
            {l.costs.map(c => (
              <p key={c.currency} className="meta">
                {say('app.offender.cost', {
                  capitalAmount: `${c.capitalMinor} ${c.currency}`,
                  percent: l.capitalPercent,
                  minutes: l.minutes,
                })}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
