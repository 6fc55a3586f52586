import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { CorrectionFinding, CorrectionRow, DriftFinding } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { Agreements } from './agreements.tsx'
import { OneFound } from './finding.tsx'

/** The desk: open cases, longest known first, and what comparing found. */
export function CorrectionsPage() {
  const { say } = useWords()
  useTitle(say('app.correction.place'))
  const cases = useQuery({
    queryKey: ['corrections'],
    queryFn: () => ask<{ corrections: readonly CorrectionRow[] }>('GET', '/corrections'),
  })
  const found = useQuery({
    queryKey: ['corrections', 'found'],
    queryFn: () => ask<{ found: readonly CorrectionFinding[]; drifts: readonly DriftFinding[] }>('GET', '/corrections/found'),
  })
  return (
    <main className="page" id="main" aria-busy={cases.isPending || found.isPending}>
      <h1>{say('app.correction.title')}</h1>
      <p className="lead">{say('app.correction.lead')}</p>
      <Problem error={cases.error ?? found.error} />
      {cases.data ? <Cases rows={cases.data.corrections} /> : null}
      {found.data ? <Found found={found.data.found} drifts={found.data.drifts} /> : null}
      <Agreements />
    </main>
  )
}

function Cases({ rows }: { rows: readonly CorrectionRow[] }) {
  const { say } = useWords()
  const state = (r: CorrectionRow): string =>
    r.closedOn
      ? say('app.correction.closed', { closedOn: r.closedOn })
      : r.told
        ? say('app.correction.told')
        : say('app.correction.waiting', { count: r.daysWaiting })
  return (
    <section className="part">
      <h2>{say('app.correction.cases')}</h2>
      {rows.length === 0 ? <p className="quiet">{say('app.correction.noCases')}</p> : null}
      <ul className="standing">
        {rows.map(r => (
          <li key={r.id} className="row">
            <p>
              {r.byHand ? (
                <Link to="/clients/$clientId" params={{ clientId: r.clientId }}>
                  {r.client}
                </Link>
              ) : (
                <Link to="/corrections/$correctionId" params={{ correctionId: r.id }}>
                  {r.client}
                </Link>
              )}{' '}
              <span className={r.told || r.closedOn ? 'meta' : 'meta needs'}>{state(r)}</span>
            </p>
            <Amount amount={{ minor: r.differenceMinor, currency: r.currency }} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Found({ found, drifts }: { found: readonly CorrectionFinding[]; drifts: readonly DriftFinding[] }) {
  const { say } = useWords()
  return (
    <section className="part">
      <h2>{say('app.correction.found')}</h2>
      {found.length + drifts.length === 0 ? <p className="quiet">{say('app.correction.nothing')}</p> : null}
      <ul className="standing">
        {found.map(f => (
          <OneFound key={f.agreementId} finding={f} />
        ))}
        {drifts.map(d => (
          <li key={`${d.clientId} ${d.currency} ${d.from}`}>
            <p>
              <b>{d.client}</b>{' '}
              {say(d.kind === 'rise-missing' ? 'app.case.drift-rise-missing' : `app.correction.drift-${d.kind}`, {
                usualAmount: `${d.usualMinor} ${d.currency}`,
                nowAmount: `${d.nowMinor} ${d.currency}`,
                fromDay: d.from,
              })}
            </p>
            <p className="meta">
              {say('app.case.perhaps', { count: d.months, perhapsAmount: `${d.perhapsMinor} ${d.currency}` })}{' '}
              {say(`app.correction.sure-${d.confidence}`)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
