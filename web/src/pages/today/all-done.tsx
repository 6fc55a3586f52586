import { Link } from '@tanstack/react-router'
import type { TodayView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'
import { stepVerb } from './step-words.ts'

/** Nothing left today: what comes tomorrow, and nothing else. A firm without invoices learns what will stand here. */
export function AllDone({ today }: { today: TodayView }) {
  const words = useWords()
  const { say } = words
  if (today.sums.clientsOpen === 0 && today.silent.length === 0)
    return (
      <div className="empty">
        <p className="lead">{say('app.today.empty')}</p>
        <Link className="btn main" to="/import">
          {say('app.firstRun.own')}
        </Link>
      </div>
    )
  return (
    <div className="empty">
      <p className="lead">{say('app.today.allDone')}</p>
      {today.tomorrow.length > 0 ? (
        <>
          <p>{say('app.today.tomorrow', { count: today.tomorrow.length })}</p>
          <ul>
            {today.tomorrow.slice(0, 12).map(t => (
              <li key={t.clientId} className="meta">
                {t.name}: {stepVerb(words, t)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="quiet">{say('app.today.nothingTomorrow')}</p>
      )}
    </div>
  )
}
