import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { CorrectionView } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { Advice } from './advice.tsx'
import { Answer } from './answer.tsx'
import { Gate } from './gate.tsx'
import { Outcomes } from './outcomes.tsx'
import { Watch } from './watch.tsx'

/** One case: the page leads from the evidence to the second right invoice. */
export function CasePage() {
  const { say } = useWords()
  const { correctionId = '' } = useParams({ strict: false })
  const { data, error } = useQuery({
    queryKey: ['correction', correctionId],
    queryFn: () => ask<CorrectionView>('GET', `/corrections/${correctionId}`),
  })
  return (
    <main className="page correction" id="main" aria-busy={!data && !error}>
      {error ? <h1>{say('app.correction.title')}</h1> : null}
      <Problem error={error} />
      {data ? <Loaded view={data} /> : null}
    </main>
  )
}

function Loaded({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  useTitle(view.client)
  const short = view.rows.filter(r => r.kind !== 'right').length
  return (
    <>
      <div className="title-line">
        <div>
          <h1>{say('app.correction.heading', { client: view.client, count: short })}</h1>
          <p className="lead">
            {view.cause} {say('app.correction.unaffected')}
          </p>
          <p className="meta">
            {say('app.correction.foundOn', { foundOn: view.foundOn })}{' '}
            {view.told === null && view.daysWaiting > 0 ? (
              <span className="needs">{say('app.correction.waiting', { count: view.daysWaiting })}. </span>
            ) : null}
            {say('app.correction.grows', { growsAmount: `${view.growsMinor} ${view.currency}` })}{' '}
            {view.barredFrom ? say('app.correction.barred', { barredDay: view.barredFrom }) : ''}
          </p>
        </div>
        <div className="owed">
          <div>
            <Amount amount={{ minor: view.differenceMinor, currency: view.currency }} className="l" />
            <p className="meta">{say('app.correction.neverBilled')}</p>
          </div>
        </div>
      </div>
      <div className="cols">
        <div>
          <Periods view={view} />
          <Delivered view={view} />
          <Outcomes view={view} />
          <Advice view={view} />
          <Answer view={view} />
          <Watch view={view} />
        </div>
        <Gate view={view} />
      </div>
    </>
  )
}

/** What was delivered in these periods: the ground for the claim (A9). */
function Delivered({ view }: { view: CorrectionView }) {
  const { say, day } = useWords()
  return (
    <section className="part">
      <h2>{say('app.case.delivered')}</h2>
      {view.delivered.length === 0 ? <p className="quiet">{say('app.case.deliveredNone')}</p> : null}
      <ul className="standing">
        {view.delivered.map(d => (
          <li key={`${d.on} ${d.what}`}>
            {day(d.on, 'short')}, {d.documentId ? <a href={`/api/v1/documents/${d.documentId}`}>{d.what}</a> : d.what}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Periods({ view }: { view: CorrectionView }) {
  const { say, day, figure } = useWords()
  const { currency } = view
  return (
    <section className="part">
      <Scroll label={say('app.correction.difference', { currency })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('app.correction.period')}</th>
              <th scope="col">{say('app.correction.invoice')}</th>
              {(['agreed', 'billed', 'difference'] as const).map(name => (
                <th key={name} scope="col" className="amount">
                  {say(`app.correction.${name}`, { currency })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map(r => (
              <tr key={r.from}>
                <th scope="row">
                  {day(r.from, 'short')} – {day(r.to, 'short')}
                </th>
                <td>
                  {r.invoices.map(i => (
                    <Link key={i.id} to="/invoices/$invoiceId" params={{ invoiceId: i.id }}>
                      {i.number}
                    </Link>
                  ))}
                </td>
                <td className="amount" title={r.because ? say(`app.case.because-${r.because}`) : undefined}>
                  {figure(r.agreedMinor, currency)}
                </td>
                <td className="amount">{figure(r.billedMinor, currency)}</td>
                <td className="amount">
                  <b>{figure(r.differenceMinor, currency)}</b>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {say('app.correction.total')}
              </th>
              <td className="amount">{figure(view.agreedMinor, currency)}</td>
              <td className="amount">{figure(view.billedMinor, currency)}</td>
              <td className="amount">{figure(view.differenceMinor, currency)}</td>
            </tr>
          </tfoot>
        </table>
      </Scroll>
      {view.taxUnknown ? <p className="meta needs">{say('app.correction.taxUnknown')}</p> : null}
    </section>
  )
}
