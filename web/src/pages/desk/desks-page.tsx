import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { DesksView } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { units } from './figures.ts'
import { DeskSettings, Whole } from './whole-record.tsx'

const SHOWN = 200

/** Everybody there is something to decide about; who is with somebody else stands below, still a client. */
export function DesksPage() {
  const { say } = useWords()
  const { data, error } = useQuery({ queryKey: ['desks'], queryFn: () => ask<DesksView>('GET', '/desks') })
  useTitle(say('app.desk.listTitle'))
  return (
    <main className="page desk" id="main" aria-busy={!data && !error}>
      <h1>{say('app.desk.listTitle')}</h1>
      <Problem error={error} />
      {data ? <Lists view={data} /> : null}
      <Whole />
      <DeskSettings />
    </main>
  )
}

function Lists({ view }: { view: DesksView }) {
  const { say, language } = useWords()
  return (
    <>
      <p className="lead">{view.lines.length === 0 ? say('app.desk.listEmpty') : say('app.desk.listLead', { due: view.due })}</p>
      {view.lines.length > 0 ? (
        <table className="desk-list">
          <thead>
            <tr>
              <th>{say('app.desk.client')}</th>
              <th>{say('app.desk.bestWay')}</th>
              <th className="amount only-wide">{say('app.desk.netHead')}</th>
              <th className="amount">{say('app.desk.owed')}</th>
            </tr>
          </thead>
          <tbody>
            {view.lines.slice(0, SHOWN).map(l => (
              <tr key={`${l.clientId} ${l.owed.currency}`}>
                <th scope="row">
                  <Link to="/clients/$clientId/decide" params={{ clientId: l.clientId }}>
                    {l.name}
                  </Link>
                  <br />
                  <span className={l.isDue ? 'meta needs' : 'meta'}>{say('app.desk.daysLate', { days: l.age })}</span>
                </th>
                <td>
                  {l.best === null ? null : say(`app.desk.way.${l.best}`)}
                  <br />
                  <span className="meta">{say('app.desk.untried', { count: l.untried })}</span>
                </td>
                <td className="amount only-wide">{l.net === null ? null : units(language, l.net)}</td>
                <td className="amount">
                  <Amount amount={l.owed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {view.out.length > 0 ? (
        <section className="part">
          <h2>{say('app.desk.outTitle')}</h2>
          <ul>
            {view.out.map(o => (
              <li key={o.handOverId}>
                <Link to="/clients/$clientId" params={{ clientId: o.clientId }}>
                  {o.name}
                </Link>{' '}
                <span className="meta">
                  {say(o.draft ? 'app.desk.draftLine' : 'app.desk.outLine', { to: o.to, startedOn: o.startedOn })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
