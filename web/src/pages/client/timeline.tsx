import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import type { TimelineEntry } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { namedIn } from '../../words/named.ts'
import { useWords } from '../../words/words.tsx'

const FIRST = 30
const TONE_CLASS: Readonly<Record<TimelineEntry['tone'], string>> = { us: 'us', money: 'money', them: '', silence: 'held', next: 'next' }

/** Everything that happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { say } = useWords()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? entries : entries.slice(0, FIRST)
  return (
    <section className="part bare">
      <h2>{say('app.time.title')}</h2>
      <ol className="time">
        {shown.map(e => (
          <Entry key={`${e.what} ${e.id}`} entry={e} />
        ))}
      </ol>
      {entries.length > shown.length ? (
        <button type="button" className="btn text" onClick={() => setWhole(true)}>
          {say('app.time.more', { count: entries.length - shown.length })}
        </button>
      ) : null}
    </section>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { say, has, day } = useWords()
  const retract = useRetract()
  const { user } = useSession()
  const payBack = useAct('pay-undo')
  const takeBack = (): void =>
    entry.noun === 'payment' ? payBack.mutate({ paymentId: entry.id }) : retract.mutate({ noun: entry.noun ?? '', id: entry.id })
  const params = namedIn({ has, say }, entry.params)
  const key = `app.time.${entry.what}`
  return (
    <li className={TONE_CLASS[entry.tone]}>
      <time dateTime={entry.on}>{day(entry.on, 'short')}</time>
      {has(key) ? say(key, params) : entry.what}
      {entry.tone === 'silence' ? <span className="mark">{say('app.time.silence')}</span> : null}
      {entry.text ? <p className="meta">{entry.text}</p> : null}
      {entry.what.startsWith('deed-') && entry.what !== 'deed-skipped' ? (
        <p className="meta noprint">
          <a href={`/api/v1/deeds/${entry.id}/proof`} target="_blank" rel="noreferrer">
            {say('app.time.proof')}
          </a>
        </p>
      ) : null}
      {(entry.noun === 'payment' || entry.noun === 'note') && entry.actor === user?.id ? (
        <p className="meta noprint">
          <button type="button" className="link" onClick={takeBack}>
            {say('app.time.takeBack')}
          </button>
        </p>
      ) : null}
    </li>
  )
}
