import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAct } from '../../api/acts.ts'
import type { CallDeskView, CallLine } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'
import { useTitle } from '../../app/title.ts'
import { Amounts } from '../../parts/amount.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'

interface PracticeList {
  readonly clients: readonly { readonly id: string; readonly name: string; readonly language: string }[]
}

/** Whom to call, best first, each line with why it stands there. */
export function CallDeskPage() {
  const { say } = useWords()
  useTitle(say('app.call.desk'))
  const { data, error } = useQuery({ queryKey: ['calls'], queryFn: () => ask<CallDeskView>('GET', '/calls') })
  const practice = useQuery({ queryKey: ['practice'], queryFn: () => ask<PracticeList>('GET', '/calls/practice') })
  return (
    <main className="page" id="main" aria-busy={!data}>
      <h1>{say('app.call.desk')}</h1>
      <Problem error={error} />
      {data ? (
        <>
          <p className="lead">{say('app.call.deskLead', { count: data.lines.length })}</p>
          <ul className="call-list">
            {data.lines.map(line => (
              <Line key={line.clientId} line={line} />
            ))}
          </ul>
          <p className="meta">
            {data.lines.length > 0 ? say('app.call.order') : ''}{' '}
            {say('app.call.left', { below: data.left.belowLeast, held: data.left.held })}
          </p>
          {data.verify.length > 0 ? <Verify data={data} /> : null}
        </>
      ) : null}
      <section className="part">
        <h2>{say('app.call.practise')}</h2>
        <p className="meta">{say('app.call.practiseLead')}</p>
        <ul className="acts">
          {(practice.data?.clients ?? []).map(c => (
            <li key={c.id}>
              <Link className="btn" to="/calls/practice/$practiceId" params={{ practiceId: c.id }}>
                <span lang={c.language}>{c.name}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}

function Line({ line }: { line: CallLine }) {
  const { say } = useWords()
  const gain = line.gainPerMinute === null ? 'none' : `${Math.round(line.gainPerMinute)} ${line.currency}`
  const why = say(`app.call.why.${line.why}`, { time: line.bookedAt ?? 'none', gain })
  return (
    <li>
      <div>
        <p className="who">
          <Link to="/clients/$clientId" params={{ clientId: line.clientId }}>
            {line.name}
          </Link>
        </p>
        <p className="meta">
          {[line.person, line.phone, say('app.call.theirTime', { time: line.theirTime }), line.bestHours].filter(Boolean).join(', ')}
        </p>
        <p className="meta">
          {why}. {say('app.call.counts', { talks: line.talks, attempts: line.attempts })}
          {line.daily
            ? `, ${say(`app.call.daily.${line.daily.state}`, { stopOn: line.daily.stopOn, why: (line.daily.why ?? 'none').replaceAll('-', '_') })}`
            : ''}
        </p>
      </div>
      <p className="amount">
        <Amounts amounts={line.late} />
        <span className="meta">{say('app.call.daysLate', { days: line.daysLate })}</span>
      </p>
      {line.callId ? (
        <Link className="btn main" to="/calls/$callId" params={{ callId: line.callId }}>
          {say('app.call.takeUp')}
        </Link>
      ) : (
        <Link className="btn" to="/calls/brief/$clientId" params={{ clientId: line.clientId }}>
          {say('app.call.prepare')}
        </Link>
      )}
    </li>
  )
}

function Verify({ data }: { data: CallDeskView }) {
  const { say } = useWords()
  const verify = useAct('excuse-verify')
  return (
    <section className="part">
      <h2>{say('app.call.verify')}</h2>
      <Problem error={verify.error} />
      <ul className="call-list">
        {data.verify.map(v => (
          <li key={v.id}>
            <div>
              <p className="who">{v.name}</p>
              <p className="meta">
                “{v.excuse.replaceAll('-', ' ')}”. {say('app.call.verifyLead', { saidOn: v.saidOn, verifyOn: v.verifyOn })}{' '}
                {v.evidence && typeof v.evidence === 'object' ? Object.values(v.evidence).filter(Boolean).join(', ') : ''}
              </p>
            </div>
            <span className="acts">
              <button type="button" className="btn" onClick={() => verify.mutate({ excuse: v.id, cameTrue: true })}>
                {say('app.call.cameTrue')}
              </button>
              <button type="button" className="btn" onClick={() => verify.mutate({ excuse: v.id, cameTrue: false })}>
                {say('app.call.didNot')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
