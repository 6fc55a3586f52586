import type { ImportAnswers, Question } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

type Asked = Extract<Question, { ask: 'settled' }>
const ANSWERS = ['paid', 'credited', 'cancelled', 'kept'] as const
type Answer = (typeof ANSWERS)[number]
const WHY = { vanished: 'app.import.settledVanished', paid: 'app.import.settledPaid', cancelled: 'app.import.settledCancelled' } as const
const NAMED = 5

interface Props {
  readonly question: Asked
  readonly answers: ImportAnswers
  readonly onAnswer: (more: ImportAnswers) => void
}

/** What became of invoices that the newer list shows as settled, or no longer shows: one answer for all, or one each. */
export function Settled({ question: { rows }, answers, onAnswer }: Props) {
  const { say } = useWords()
  const told = (['vanished', 'paid', 'cancelled'] as const).flatMap(why => {
    const numbers = rows.filter(r => r.why === why).map(r => r.number)
    const named = numbers.slice(0, NAMED).join(', ') + (numbers.length > NAMED ? ' …' : '')
    return numbers.length === 0 ? [] : [say(WHY[why], { count: numbers.length, numbers: named })]
  })
  const isForAll = answers.vanished !== undefined && Object.keys(answers.vanishedByNumber ?? {}).length === 0
  return (
    <fieldset className="note needs-you">
      <legend>{[...told, say('app.import.whatBecame', { count: rows.length })].join(' ')}</legend>
      {ANSWERS.map(answer => (
        <label className="pick" key={answer}>
          <input
            type="radio"
            name="vanished"
            checked={isForAll ? answers.vanished === answer : rows.every(r => r.answer === answer)}
            onChange={() => onAnswer({ vanished: answer, vanishedByNumber: {} })}
          />
          <span>{say(`app.import.vanished-${answer}`)}</span>
        </label>
      ))}
      {rows.length > 1 ? (
        <details className="fold">
          <summary>{say('app.import.oneByOne')}</summary>
          <OneByOne
            rows={rows}
            onAnswer={(number, answer) => onAnswer({ vanishedByNumber: { ...answers.vanishedByNumber, [number]: answer } })}
          />
        </details>
      ) : null}
    </fieldset>
  )
}

function OneByOne({ rows, onAnswer }: { rows: Asked['rows']; onAnswer: (number: string, answer: Answer) => void }) {
  const { say, amount } = useWords()
  return (
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col">{say('app.invoices.col-number')}</th>
          <th scope="col">{say('app.invoices.col-client')}</th>
          <th scope="col">{say('app.import.answer')}</th>
          <th scope="col" className="amount">
            {say('app.import.open')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(r => (
          <tr key={r.number}>
            <th scope="row">{r.number}</th>
            <td>{r.client}</td>
            <td>
              <select
                aria-label={`${r.number}: ${say('app.import.answer')}`}
                value={r.answer}
                onChange={e => onAnswer(r.number, ANSWERS.find(a => a === e.target.value) ?? 'kept')}
              >
                {ANSWERS.map(a => (
                  <option key={a} value={a}>
                    {say(`app.import.vanished-${a}`)}
                  </option>
                ))}
              </select>
            </td>
            <td className="amount">{amount(r.open.minor, r.open.currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
