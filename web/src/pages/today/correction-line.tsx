import { Link } from '@tanstack/react-router'
import type { TodayView } from '../../api/types.ts'
import { Amount } from '../../parts/amount.tsx'
import { useWords } from '../../words/words.tsx'

/** An error of ours among the day’s contacts: it climbs a place each working day until somebody tells the client. */
export function CorrectionLine({ line }: { line: TodayView['corrections'][number] }) {
  const { say } = useWords()
  return (
    <Link className="item" to="/corrections/$correctionId" params={{ correctionId: line.id }}>
      <span className="who">{line.client}</span>
      <span className="sum">
        <Amount amount={{ minor: line.differenceMinor, currency: line.currency }} />
      </span>
      <span className="why">
        <b className="needs">{say(line.kind === 'untold' ? 'app.case.tellFirst' : 'app.case.lookBack', { months: line.months ?? 0 })}</b>{' '}
        {line.kind === 'untold' ? say('app.case.tellWhy') : ''}
      </span>
      <span className="age">{line.kind === 'untold' ? say('app.correction.waiting', { count: line.daysWaiting }) : ''}</span>
    </Link>
  )
}
