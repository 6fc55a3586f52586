import { Fragment } from 'react'
import type { ContactLine, TodayView } from '../../api/types.ts'
import { Amounts } from '../../parts/amount.tsx'
import { useWords } from '../../words/words.tsx'
import { CorrectionLine } from './correction-line.tsx'
import { Reasons, telling } from './reasons.tsx'
import { stepVerb } from './step-words.ts'
import { Assignee } from './whose.tsx'

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
        {shown.map((line, at) => (
          <Fragment key={line.clientId}>
            <Cases today={props.today} at={at} />
            <li>
              <button
                type="button"
                className="item"
                aria-current={line.clientId === props.openId ? 'true' : undefined}
                onClick={() => props.onOpen(line.clientId)}
              >
                <Line line={line} />
              </button>
            </li>
          </Fragment>
        ))}
        <Cases today={props.today} at={shown.length} />
      </ul>
      {contacts.length > shown.length ? (
        <p className="meta rest">{say('app.today.andMore', { count: contacts.length - shown.length })}</p>
      ) : null}
    </>
  )
}

/** Our own errors that stand at this place of the list; those below its end stand last. */
function Cases({ today, at }: { today: TodayView; at: number }) {
  const last = Math.min(today.contacts.length, SHOWN_AT_FIRST)
  return today.corrections
    .filter(c => Math.min(c.place, last) === at)
    .map(c => (
      <li key={`${c.id} ${c.kind}`}>
        <CorrectionLine line={c} />
      </li>
    ))
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
        <Assignee userId={line.act.assignee} />
        {isOut ? <span className="mark">{say(`app.state.${state}`)}</span> : null}
      </span>
      <span className="age">
        {line.daysLate !== null && line.daysLate > 0 ? say('app.days', { count: line.daysLate }) : say('app.today.notLate')}
      </span>
    </>
  )
}
