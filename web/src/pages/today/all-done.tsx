import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TodayView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'
import { LookedDialog } from './looked.tsx'
import { waitForMoney } from './next-to-hear.ts'
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
  const waiting = waitForMoney(today).length
  if (waiting > 0) return <WaitForMoney today={today} count={waiting} />
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

/** Nothing is done yet: clients would hear from us, had somebody looked at the bank. */
function WaitForMoney({ today, count }: { today: TodayView; count: number }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="empty">
      <p className="lead">{say('app.looked.waiting', { count })}</p>
      <p>{say('app.looked.waitingWhy')}</p>
      <button type="button" className="btn main" onClick={() => setOpen(true)}>
        {say('app.looked.title')}
      </button>
      <LookedDialog today={today} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  )
}
