import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CallDeskView } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'
import { useTitle } from '../../app/title.ts'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { DailySaid, Line, StopDaily } from './desk-line.tsx'
import { DeskArrangements, WhoseList } from './desk-people.tsx'
import { Meetings } from './meetings.tsx'

interface PracticeList {
  readonly clients: readonly { readonly id: string; readonly name: string; readonly language: string }[]
}

/** Whom to call, best first, each line with why it stands there. */
export function CallDeskPage() {
  const { say } = useWords()
  useTitle(say('app.call.desk'))
  const { data, error } = useQuery({ queryKey: ['calls'], queryFn: () => ask<CallDeskView>('GET', '/calls') })
  const [whose, setWhose] = useState('')
  const lines = (data?.lines ?? []).filter(l => whose === '' || (l.takenBy?.userId ?? 'nobody') === whose)
  const practice = useQuery({ queryKey: ['practice'], queryFn: () => ask<PracticeList>('GET', '/calls/practice') })
  return (
    <main className="page" id="main" aria-busy={!data}>
      <h1>{say('app.call.desk')}</h1>
      <Problem error={error} />
      {data ? (
        <>
          <p className="lead">{say('app.call.deskLead', { count: lines.length })}</p>
          <WhoseList people={data.people} value={whose} onChange={setWhose} />
          <ul className="call-list">
            {lines.map(line => (
              <Line key={line.clientId} line={line} people={data.people} />
            ))}
          </ul>
          <p className="meta">
            {lines.length > 0 ? say('app.call.order') : ''} {say('app.call.left', { below: data.left.belowLeast, held: data.left.held })}
          </p>
          <Meetings desk={data} />
          <DailyOff data={data} />
          {data.verify.length > 0 ? <Verify data={data} /> : null}
          <DeskArrangements desk={data} />
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

/** Daily calls that rest today, and why. */
function DailyOff({ data }: { data: CallDeskView }) {
  const { say } = useWords()
  if (data.dailyOff.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.call.dailyOff')}</h2>
      <ul className="plain-list">
        {data.dailyOff.map(d => (
          <li key={d.clientId}>
            <Link to="/clients/$clientId" params={{ clientId: d.clientId }}>
              {d.name}
            </Link>
            : <DailySaid daily={d} /> <StopDaily clientId={d.clientId} />
          </li>
        ))}
      </ul>
    </section>
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
                “{v.says}”. {say('app.call.verifyLead', { saidOn: v.saidOn, verifyOn: v.verifyOn })}{' '}
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
