import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { StatementOfAccount } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { Working } from '../invoice/invoice-working.tsx'

/** What a client owes on any day, as it was known on any day; and the paper of it. */
export function StatementPage() {
  const { clientId = '' } = useParams({ strict: false })
  const { say } = useWords()
  const { today } = useFirm()
  const [asOf, setAsOf] = useState(today)
  const [knownAt, setKnownAt] = useState('')
  useTitle(say('app.statement.title'))
  const query = new URLSearchParams({ asOf, ...(knownAt ? { knownAt } : {}) }).toString()
  const path = `/clients/${clientId}/statement`
  const { data, error } = useQuery({
    queryKey: ['statement', clientId, query],
    queryFn: () => ask<StatementOfAccount>('GET', `${path}?${query}`),
    enabled: asOf !== '',
  })
  return (
    <main className="page" id="main" aria-busy={!data && !error}>
      <h1>{say('app.statement.title')}</h1>
      {data ? (
        <p className="lead">
          <Link to="/clients/$clientId" params={{ clientId }}>
            {data.name}
          </Link>
        </p>
      ) : null}
      <div className="filters noprint">
        <TextField name="asOf" type="date" label={say('app.statement.asOf')} value={asOf} onChange={e => setAsOf(e.target.value)} />
        <TextField
          name="knownAt"
          type="date"
          label={say('app.statement.knownAt')}
          value={knownAt}
          max={today}
          onChange={e => setKnownAt(e.target.value)}
        />
        <a className="btn" href={`/api/v1${path}.pdf?${query}`}>
          {say('app.statement.pdf')}
        </a>
      </div>
      <Problem error={error} />
      {data?.parts.length === 0 ? <p>{say('app.statement.nothing')}</p> : null}
      {data?.parts.map(part => (
        <Part key={part.currency} part={part} />
      ))}
    </main>
  )
}

function Part({ part }: { part: StatementOfAccount['parts'][number] }) {
  const { say, day, figure } = useWords()
  const [opened, setOpened] = useState<string | undefined>()
  const { currency } = part
  return (
    <section className="part" aria-label={currency}>
      <div className="owed">
        <Amount amount={{ minor: part.balanceMinor, currency }} className="l" />
      </div>
      <Scroll label={say('app.statement.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('app.statement.number')}</th>
              <th scope="col">{say('app.statement.issued')}</th>
              <th scope="col">{say('app.statement.due')}</th>
              {['total', 'settled', 'open'].map(c => (
                <th key={c} scope="col" className="amount">
                  {say(`app.statement.${c}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {part.items.map(i => (
              <Fragment key={i.invoiceId}>
                <tr className={opened === i.invoiceId ? 'open-row' : ''}>
                  <th scope="row">
                    <Link to="/invoices/$invoiceId" params={{ invoiceId: i.invoiceId }}>
                      {i.number}
                    </Link>
                  </th>
                  <td className="nowrap">{day(i.issuedOn, 'short')}</td>
                  <td className="nowrap">
                    {day(i.dueOn, 'short')} {i.lateDays > 0 ? <span className="meta">{say('app.days', { count: i.lateDays })}</span> : null}
                    {i.later.map((l, at) => (
                      <span className="meta later" key={`${l.dueOn} ${String(at)}`}>
                        {say('app.statement.later', { laterAmount: `${l.minor} ${currency}`, laterDay: l.dueOn })}
                      </span>
                    ))}
                  </td>
                  <td className="amount">{figure(i.totalMinor, currency)}</td>
                  <td className="amount">{i.settledMinor === '0' ? '' : figure(i.settledMinor, currency)}</td>
                  <td className="amount">
                    <button
                      type="button"
                      className="glass"
                      aria-expanded={opened === i.invoiceId}
                      aria-label={say('app.client.working', { openAmount: `${i.openMinor} ${currency}` })}
                      onClick={() => setOpened(opened === i.invoiceId ? undefined : i.invoiceId)}
                    >
                      {figure(i.openMinor, currency)}
                    </button>
                  </td>
                </tr>
                {opened === i.invoiceId ? (
                  <tr className="opened">
                    <td colSpan={6}>
                      <Working invoice={{ ...i, currency }} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            ))}
          </tbody>
          <tfoot>
            {part.unappliedMinor === '0' ? null : (
              <tr className="plain">
                <th scope="row" colSpan={5}>
                  {say('app.statement.unapplied')}
                </th>
                <td className="amount">{figure((-BigInt(part.unappliedMinor)).toString(), currency)}</td>
              </tr>
            )}
            <tr>
              <th scope="row" colSpan={5}>
                {say('app.statement.balance', { currency })}
              </th>
              <td className="amount">{figure(part.balanceMinor, currency)}</td>
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </section>
  )
}
