import type { ContactLine, TodayView } from '../../api/types.ts'
import { Amounts } from '../../parts/amount.tsx'
import { useWords } from '../../words/words.tsx'
import { Reasons, telling } from './reasons.tsx'
import { stepVerb } from './step-words.ts'

const SHOWN_AT_FIRST = 200

/** Whom to contact, in order, one line each. */
export function Worklist(props: { today: TodayView; openId: string | undefined; onOpen: (clientId: string) => void }) {
  const { say } = useWords()
  const { contacts } = props.today
  const shown = contacts.slice(0, SHOWN_AT_FIRST)
  return (
    <>
      <h2>
        <span>{say('app.today.inOrder')}</span>
        <span>{say('app.today.open')}</span>
      </h2>
      <ul>
        {shown.map(line => (
          <li key={line.clientId}>
            <button
              type="button"
              className="item"
              aria-current={line.clientId === props.openId ? 'true' : undefined}
              onClick={() => props.onOpen(line.clientId)}
            >
              <Line line={line} />
            </button>
          </li>
        ))}
      </ul>
      {contacts.length > shown.length ? (
        <p className="meta rest">{say('app.today.andMore', { count: contacts.length - shown.length })}</p>
      ) : null}
    </>
  )
}

function Line({ line }: { line: ContactLine }) {
  const words = useWords()
  const { say } = words
  const state = line.message?.state
  const isOut = state !== undefined && ['queued', 'leased', 'sent', 'drafted'].includes(state)
  return (
    <>
      <span className="who">{line.name}</span>
      <span className="sum">
        <Amounts amounts={line.act.amounts} />
      </span>
      <span className="why">
        <b className={line.byPerson ? 'needs' : ''}>{stepVerb(words, line.act)}</b>{' '}
        <Reasons reasons={telling(line.act.reasons).slice(0, 1)} />
        {isOut ? <span className="mark">{say(`app.state.${state}`)}</span> : null}
      </span>
      <span className="age">
        {line.daysLate !== null && line.daysLate > 0 ? say('app.days', { count: line.daysLate }) : say('app.today.notLate')}
      </span>
    </>
  )
}
