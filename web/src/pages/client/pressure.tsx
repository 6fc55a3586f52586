import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { PressureView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

/** How much of their patience is used, under which limits, and what earned and spent goodwill. */
export function Pressure({ clientId, onLimits }: { clientId: string; onLimits: () => void }) {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['pressure', clientId], queryFn: () => ask<PressureView>('GET', `/clients/${clientId}/pressure`) })
  const end = useAct('end-limits')
  if (!data) return null
  const { month, week, limits, lastOn, freeOn } = data
  const used = say('app.pressure.month', { used: month.used, most: month.most })
  return (
    <>
      <Goodwill data={data} />
      <section className="part">
        <h2>{say('app.pressure.title')}</h2>
        <p>
          <b>{used}</b> {say('app.pressure.week', { used: week.used, most: week.most })}
        </p>
        <div className="beats" role="img" aria-label={used}>
          {Array.from({ length: month.most }, (_, at) => (
            <span key={`beat ${String(at)}`} className={at < month.used ? 'on' : ''} />
          ))}
        </div>
        <p className="meta">
          {lastOn ? say('app.pressure.last', { lastDay: lastOn, freeDay: freeOn }) : say('app.pressure.free')}{' '}
          {say('app.pressure.rules', { gap: limits.gapDays, from: limits.hours[0], to: limits.hours[1], zone: limits.zone })}{' '}
          {limits.isOwn ? say('app.pressure.own') : say('app.pressure.policy', { name: data.byPolicy.name })}
        </p>
        <p className="acts">
          <button type="button" className="link" onClick={onLimits}>
            {say('app.pressure.change')}
          </button>
          {limits.isOwn ? (
            <button type="button" className="link" onClick={() => end.mutate({ client: clientId })}>
              {say('app.pressure.end')}
            </button>
          ) : null}
        </p>
        <Changes data={data} />
      </section>
    </>
  )
}

function Changes({ data }: { data: PressureView }) {
  const { say } = useWords()
  if (data.changes.length === 0) return null
  return (
    <details>
      <summary>{say('app.pressure.history')}</summary>
      <ul className="standing">
        {data.changes.map(c => (
          <li key={c.at} className="meta">
            {say(c.ended ? 'app.pressure.ended' : 'app.pressure.set', { onDay: c.on, who: c.who, reason: c.reason })}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Goodwill({ data }: { data: PressureView }) {
  const { say, day } = useWords()
  const { entries, points } = data.goodwill
  return (
    <section className="part">
      <h2>{say('app.goodwill.title')}</h2>
      <p>
        <b>{say(`app.goodwill.${data.standing}`)}</b> {say('app.goodwill.sum', { points })}
      </p>
      {entries.length > 0 ? (
        <details>
          <summary>{say('app.goodwill.entries')}</summary>
          <ul className="standing">
            {entries.map((e, at) => (
              <li key={`${e.on} ${e.kind} ${String(at)}`} className="meta">
                {day(e.on)}, {say(`app.goodwill.${e.kind}`)}: {e.points > 0 ? '+' : '−'}
                {Math.abs(e.points)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
