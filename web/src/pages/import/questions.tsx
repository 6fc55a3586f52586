import { useState } from 'react'
import type { ImportAnswers, ImportPreview, Question } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { AskTerms } from '../../parts/ask-terms.tsx'
import { TextField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'

interface Props {
  readonly preview: ImportPreview
  readonly answers: ImportAnswers
  readonly onAnswer: (more: ImportAnswers) => void
}

/** What nobody may guess: due dates nobody states, what became of vanished invoices, what was sent before. */
export function Questions({ preview, answers, onAnswer }: Props) {
  const { say } = useWords()
  if (preview.questions.length === 0) return null
  return (
    <section className="part questions">
      <h2>{say('app.import.questions')}</h2>
      {preview.questions.map(q => (
        <OneQuestion key={q.ask} question={q} answers={answers} onAnswer={onAnswer} />
      ))}
    </section>
  )
}

function OneQuestion({ question, answers, onAnswer }: { question: Question; answers: ImportAnswers; onAnswer: Props['onAnswer'] }) {
  if (question.ask === 'due-date') return <DueDates question={question} onAnswer={onAnswer} />
  if (question.ask === 'refused') return <Refused question={question} onAnswer={onAnswer} />
  if (question.ask === 'settled') return <Settled question={question} answers={answers} onAnswer={onAnswer} />
  return <OldDebts question={question} answers={answers} onAnswer={onAnswer} />
}

function DueDates({ question, onAnswer }: { question: Extract<Question, { ask: 'due-date' }>; onAnswer: Props['onAnswer'] }) {
  const { say } = useWords()
  return (
    <div className="note needs-you">
      <p>{say('app.import.askDue', { count: question.count, examples: question.examples.join(', ') })}</p>
      <AskTerms onAnswer={termsDays => onAnswer({ termsDays })} />
    </div>
  )
}

function Refused({ question, onAnswer }: { question: Extract<Question, { ask: 'refused' }>; onAnswer: Props['onAnswer'] }) {
  const { say } = useWords()
  return (
    <div className="note needs-you">
      <p>{say('app.import.askRefused', { count: question.count })}</p>
      <button type="button" className="btn" onClick={() => onAnswer({ skipRefused: true })}>
        {say('app.import.skipRefused', { count: question.count })}
      </button>
    </div>
  )
}

const VANISHED = ['paid', 'credited', 'cancelled', 'kept'] as const

function Settled({
  question,
  answers,
  onAnswer,
}: {
  question: Extract<Question, { ask: 'settled' }>
  answers: ImportAnswers
  onAnswer: Props['onAnswer']
}) {
  const { say } = useWords()
  return (
    <fieldset className="note needs-you">
      <legend>
        {say('app.import.askSettled', {
          count: question.rows.length,
          numbers: question.rows
            .slice(0, 5)
            .map(r => r.number)
            .join(', '),
        })}
      </legend>
      {VANISHED.map(v => (
        <label className="pick" key={v}>
          <input type="radio" name="vanished" checked={answers.vanished === v} onChange={() => onAnswer({ vanished: v })} />
          <span>{say(`app.import.vanished-${v}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function OldDebts({
  question,
  answers,
  onAnswer,
}: {
  question: Extract<Question, { ask: 'old-debts' }>
  answers: ImportAnswers
  onAnswer: Props['onAnswer']
}) {
  const { say } = useWords()
  const { today } = useFirm()
  const said = answers.oldDebts
  const [times, setTimes] = useState('1')
  const [lastOn, setLastOn] = useState(today)
  const reminded = (): void => onAnswer({ oldDebts: { times: Number(times), lastOn } } as ImportAnswers) // the server checks the day
  return (
    <fieldset className="note needs-you">
      <legend>{say('app.import.askOld', { count: question.clients.length })}</legend>
      <label className="pick">
        <input type="radio" name="old" checked={said === 'nothing-sent'} onChange={() => onAnswer({ oldDebts: 'nothing-sent' })} />
        <span>{say('app.import.oldNothing')}</span>
      </label>
      <label className="pick">
        <input type="radio" name="old" checked={typeof said === 'object'} onChange={reminded} />
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
    </fieldset>
  )
}
