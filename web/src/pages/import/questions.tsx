import type { ImportAnswers, ImportPreview, Question } from '../../api/types.ts'
import { AskTerms } from '../../parts/ask-terms.tsx'
import { SelectField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'
import { CURRENCIES } from '../first-run/countries.ts'
import { OldDebts } from './old-debts.tsx'
import { Settled } from './settled.tsx'

interface Props {
  readonly preview: ImportPreview
  readonly answers: ImportAnswers
  readonly onAnswer: (more: ImportAnswers) => void
}

/** What nobody may guess: due dates nobody states, what became of vanished invoices, what was sent before. */
export function Questions({ preview, answers, onAnswer }: Props) {
  const { say } = useWords()
  const nameless = preview.counts.newClients - preview.counts.numberedClients
  if (preview.questions.length + nameless === 0) return null
  return (
    <section className="part questions">
      <h2>{say('app.import.questions')}</h2>
      {preview.questions.map(q => (
        <OneQuestion key={q.ask} question={q} answers={answers} onAnswer={onAnswer} />
      ))}
      {nameless > 0 ? <Kinds preview={preview} count={nameless} answers={answers} onAnswer={onAnswer} /> : null}
    </section>
  )
}

const KINDS = ['unknown', 'business', 'sole-trader', 'consumer', 'public'] as const
const NAMED = 5

/** What kind the new clients are of which the list shows no number: whoever imports confirms it. */
function Kinds({ preview, count, answers, onAnswer }: Props & { count: number }) {
  const { say } = useWords()
  const names = preview.clients.filter(c => c.why === 'no-id' || c.why === 'said').map(c => c.name)
  const named = names.slice(0, NAMED).join(', ') + (count > NAMED ? ' …' : '')
  return (
    <fieldset className="note">
      <legend>{say('app.import.askKind', { count, names: named })}</legend>
      {KINDS.map(kind => (
        <label className="pick" key={kind}>
          <input
            type="radio"
            name="kind"
            checked={(answers.kind ?? 'unknown') === kind}
            onChange={() => onAnswer({ kind: kind === 'unknown' ? undefined : kind })}
          />
          <span>{say(`app.kind.${kind}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function OneQuestion({ question, answers, onAnswer }: { question: Question; answers: ImportAnswers; onAnswer: Props['onAnswer'] }) {
  if (question.ask === 'due-date') return <DueDates question={question} onAnswer={onAnswer} />
  if (question.ask === 'refused') return <Refused question={question} onAnswer={onAnswer} />
  if (question.ask === 'date-order') return <DateOrder question={question} answers={answers} onAnswer={onAnswer} />
  if (question.ask === 'currency') return <Currency question={question} onAnswer={onAnswer} />
  if (question.ask === 'decimal') return <Decimal question={question} answers={answers} onAnswer={onAnswer} />
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

type Reading = { question: Extract<Question, { ask: 'date-order' | 'currency' | 'decimal' }>; onAnswer: Props['onAnswer'] }

/** What is picked shows at once, before the list is read anew. */
type Answered = Reading & Pick<Props, 'answers'>

/** Says where an answer comes from that nobody has given here. */
function AsLastTime({ question }: Pick<Reading, 'question'>) {
  const { say } = useWords()
  return question.by === 'last-time' ? <p className="meta">{say('app.import.asLastTime')}</p> : null
}

/** Which comes first in `03/04/2026`, where no date of the list shows it. */
function DateOrder({ question, answers, onAnswer }: Answered) {
  const { say } = useWords()
  const orders = /\d{4}$/.test(question.example) ? (['dmy', 'mdy'] as const) : (['dmy', 'mdy', 'ymd'] as const)
  return (
    <fieldset className="note">
      <legend>{say('app.import.askDateOrder', { example: question.example })}</legend>
      {orders.map(order => (
        <label className="pick" key={order}>
          <input
            type="radio"
            name="dateOrder"
            checked={(answers.dateOrder ?? question.value) === order}
            onChange={() => onAnswer({ dateOrder: order })}
          />
          <span>{say(`app.import.dateOrder-${order}`)}</span>
        </label>
      ))}
      <AsLastTime question={question} />
    </fieldset>
  )
}

const MARKS = [[',', 'comma'], ['.', 'point']] as const // biome-ignore format: pairs

/** Whether `1.234` is more than a thousand, where no amount of the list shows it. */
function Decimal({ question, answers, onAnswer }: Answered) {
  const { say } = useWords()
  return (
    <fieldset className="note">
      <legend>{say('app.import.askDecimal', { example: question.example })}</legend>
      {MARKS.map(([mark, name]) => (
        <label className="pick" key={mark}>
          <input
            type="radio"
            name="decimal"
            checked={(answers.decimal ?? question.value) === mark}
            onChange={() => onAnswer({ decimal: mark })}
          />
          <span>{say(`app.import.decimal-${name}`)}</span>
        </label>
      ))}
      <AsLastTime question={question} />
    </fieldset>
  )
}

/** In which currency the amounts are, where neither a column nor a sign says it. */
function Currency({ question, onAnswer }: Reading) {
  const { say } = useWords()
  const codes = [...new Set([question.value, ...CURRENCIES])]
  return (
    <div className="note">
      <p>{say('app.import.askCurrency')}</p>
      <SelectField
        key={question.value}
        name="currency"
        label={say('app.import.listCurrency')}
        initial={question.value}
        options={codes.map(code => [code, code])}
        error={null}
        onChange={code => onAnswer({ currency: code })}
      />
      <AsLastTime question={question} />
    </div>
  )
}

function Refused({ question, onAnswer }: { question: Extract<Question, { ask: 'refused' }>; onAnswer: Props['onAnswer'] }) {
  const { say } = useWords()
  return (
    <div className="note needs-you">
      <p>{say('app.import.askRefused', { count: question.count })}</p>
      <p className="acts">
        <button type="button" className="btn" onClick={() => onAnswer({ skipRefused: true })}>
          {say('app.import.skipRefused', { count: question.count })}
        </button>
      </p>
    </div>
  )
}
