import { useState } from 'react'
import type { ImportAnswers, Question } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'

type Asked = Extract<Question, { ask: 'old-debts' }>
type Said = NonNullable<ImportAnswers['oldDebts']>

interface Props {
  readonly question: Asked
  readonly answers: ImportAnswers
  readonly onAnswer: (more: ImportAnswers) => void
}

/** What was sent before Dunwell: asked once, for all or client by client. */
export function OldDebts({ question: { clients }, answers, onAnswer }: Props) {
  const { say } = useWords()
  return (
    <fieldset className="note needs-you">
      <legend>{say('app.import.askOld', { count: clients.length })}</legend>
      <Answer name="old" said={answers.oldDebts} onSay={oldDebts => onAnswer({ oldDebts })} />
      {clients.length > 1 ? (
        <details className="fold">
          <summary>{say('app.import.oldByClient')}</summary>
          {clients.map(({ client }) => (
            <fieldset key={client} className="one-client">
              <legend>{say('app.import.oldAs', { client })}</legend>
              <Answer
                name={`old ${client}`}
                said={answers.oldDebtsByClient?.[client] ?? answers.oldDebts}
                onSay={said => onAnswer({ oldDebtsByClient: { ...answers.oldDebtsByClient, [client]: said } })}
              />
            </fieldset>
          ))}
        </details>
      ) : null}
    </fieldset>
  )
}

function Answer({ name, said, onSay }: { name: string; said: Said | undefined; onSay: (said: Said) => void }) {
  const { say } = useWords()
  const { today } = useFirm()
  const [times, setTimes] = useState('1')
  const [lastOn, setLastOn] = useState(today)
  const reminded = (): void => onSay({ times: Number(times), lastOn } as Said) // the server checks the day
  return (
    <>
      <label className="pick">
        <input type="radio" name={name} checked={said === 'nothing-sent'} onChange={() => onSay('nothing-sent')} />
        <span>{say('app.import.oldNothing')}</span>
      </label>
      <label className="pick">
        <input type="radio" name={name} checked={typeof said === 'object'} onChange={reminded} />
        <span>{say('app.import.oldReminded')}</span>
      </label>
      {typeof said === 'object' ? (
        <div className="two">
          <TextField
            name="times"
            type="number"
            min={1}
            max={99}
            label={say('app.import.oldTimes')}
            value={times}
            onChange={e => setTimes(e.target.value)}
            onBlur={reminded}
          />
          <TextField
            name="lastOn"
            type="date"
            max={today}
            label={say('app.import.oldLast')}
            value={lastOn}
            onChange={e => setLastOn(e.target.value)}
            onBlur={reminded}
          />
        </div>
      ) : null}
    </>
  )
}
