import { Link } from '@tanstack/react-router'
import { useId, useRef, useState } from 'react'
import type { InboxLine } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'
import { Words } from './marked-words.tsx'

/** What a person says that a reply means. */
export interface Asked {
  readonly reading?: string
  readonly day?: string
  readonly cause?: string
  readonly plan?: string
}

/** In the order of their keys, 1 to 8. */
const READINGS = ['paid-already', 'promise', 'dispute', 'asks-copy', 'asks-plan', 'wrong-person', 'out-of-office', 'hostile'] as const
const CAUSES = ['order', 'delivery', 'quality', 'price', 'not-mine', 'other'] as const
const WITH_DAY = ['paid-already', 'promise', 'out-of-office']

interface Props {
  readonly line: InboxLine
  readonly error: Error | null
  readonly onConfirm: (asked: Asked) => void
  readonly onAside: () => void
}

/** One reply, open: their words, what they may mean and why, and the keys that make it so. */
export function ReplyCard({ line, error, onConfirm, onAside }: Props) {
  const { say } = useWords()
  const [reading, setReading] = useState(line.suggested?.reading)
  const [plan, setPlan] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const confirm = (said: FormData): void => {
    if (line.answer !== null) onConfirm({})
    else if (reading !== undefined) {
      const [day, cause] = [said.get('day') ?? suggestedDay(line, reading) ?? '', said.get('cause')].map(v => String(v ?? ''))
      onConfirm({ reading, ...(day ? { day } : {}), ...(cause ? { cause } : {}), ...(plan && reading === 'asks-plan' ? { plan } : {}) })
    }
  }
  const submit = (): void => form.current?.requestSubmit()
  useKeys([
    { keys: 'y', does: say('app.inbox.accept'), run: submit },
    ...(line.answer === null ? READINGS : []).map((name, at) => ({
      keys: String(at + 1),
      does: say(`app.reading.${name}`),
      run: () => setReading(name),
    })),
  ])
  return (
    <section className="part reply" aria-current>
      <h2>
        <Link to="/clients/$clientId" params={{ clientId: line.clientId }}>
          {line.client}
        </Link>
      </h2>
      <p className="meta">
        {[
          say('app.inbox.about', { receivedOn: line.receivedOn, invoices: line.invoices.join(', ') }),
          line.from,
          say(line.holds ? 'app.inbox.holds' : 'app.inbox.holdsNothing'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {line.knownSender === false ? <p className="note">{say('app.inbox.unknownSender')}</p> : null}
      {line.text ? <Words text={line.text} marked={line.suggested?.words ?? []} /> : null}
      <Papers line={line} />
      <p>
        <b>{line.answer === null ? suggestion(say, line) : sentence(say, line)}</b>
      </p>
      <form
        ref={form}
        onSubmit={event => {
          event.preventDefault()
          confirm(new FormData(event.currentTarget))
        }}
      >
        {line.answer === null ? <Meaning reading={reading} onPick={setReading} /> : null}
        <Details line={line} reading={reading} error={error} />
        {line.answer === null && reading === 'asks-plan' ? <Plans line={line} plan={plan} onPick={setPlan} /> : null}
        <p className="acts">
          <button type="submit" className="btn main" disabled={line.answer === null && reading === undefined}>
            {makes(say, line, reading, plan)} <kbd>y</kbd>
          </button>{' '}
          <button type="button" className="btn" onClick={onAside}>
            {say(line.answer === null ? 'app.inbox.aside' : 'app.inbox.decline')} <kbd>n</kbd>
          </button>
        </p>
      </form>
    </section>
  )
}

function makes(say: Say, { answer }: InboxLine, reading: string | undefined, plan: string): string {
  if (answer !== null) return say('app.inbox.accept')
  if (reading === undefined) return say('app.inbox.choose')
  return say(reading === 'asks-plan' && plan ? 'app.inbox.agreePlan' : `app.makes.${reading}`)
}

/** Plans within the bounds, agreed on at once; else the plan form. */
function Plans({ line, plan, onPick }: { line: InboxLine; plan: string; onPick: (plan: string) => void }) {
  const { say, amount, day } = useWords()
  const id = useId()
  if (line.plans.length === 0) return null
  return (
    <div className="field">
      <label htmlFor={id}>{say('app.inbox.planLabel')}</label>
      <select id={id} value={plan} onChange={e => onPick(e.target.value)}>
        <option value="">{say('app.inbox.planForm')}</option>
        {line.plans.map(({ key, currency, parts }) => (
          <option key={key} value={key}>
            {parts.map(p => `${day(p.dueOn, 'short')} ${amount(p.minor, currency)}`).join(' · ')}
          </option>
        ))}
      </select>
    </div>
  )
}

const suggestedDay = (line: InboxLine, reading: string): string | null => (line.suggested?.reading === reading ? line.suggested.day : null)

function Meaning({ reading, onPick }: { reading: string | undefined; onPick: (reading: string) => void }) {
  const { say } = useWords()
  return (
    <fieldset className="meanings">
      <legend>{say('app.inbox.means')}</legend>
      {READINGS.map((name, at) => (
        <button key={name} type="button" className="chip" aria-pressed={reading === name} onClick={() => onPick(name)}>
          <kbd>{at + 1}</kbd> {say(`app.reading.${name}`)}
        </button>
      ))}
    </fieldset>
  )
}

function Details({ line, reading, error }: { line: InboxLine; reading: string | undefined; error: Error | null }) {
  const { say } = useWords()
  if (line.answer !== null || reading === undefined) return null
  if (reading === 'asks-copy' && !line.hasCopies) return <p className="note needs-you">{say('app.inbox.noCopy')}</p>
  if (reading === 'dispute')
    return (
      <SelectField
        label={say('app.inbox.causeLabel')}
        name="cause"
        initial="other"
        options={CAUSES.map(c => [c, say(`app.inbox.cause.${c}`)])}
      />
    )
  if (!WITH_DAY.includes(reading)) return null
  return (
    <TextField
      key={reading}
      label={say(`app.inbox.day.${reading}`)}
      name="day"
      type="date"
      defaultValue={suggestedDay(line, reading) ?? ''}
      error={error}
    />
  )
}

function Papers({ line }: { line: InboxLine }) {
  const { say } = useWords()
  if (line.papers.length === 0) return null
  return (
    <p className="meta">
      {say('app.inbox.papers')}{' '}
      {line.papers.map(paper => (
        <span key={paper.id}>
          <a href={`/api/v1/documents/${paper.id}`}>{paper.name}</a>{' '}
        </span>
      ))}
    </p>
  )
}

type Say = ReturnType<typeof useWords>['say']

function suggestion(say: Say, { suggested }: InboxLine): string {
  if (!suggested) return say('app.inbox.unclear')
  const what = say(`app.reading.${suggested.reading}`)
  return suggested.day ? say('app.inbox.readsDay', { what, onDay: suggested.day }) : say('app.inbox.reads', { what })
}

/** What they chose on the private page, in one sentence. */
function sentence(say: Say, { answer }: InboxLine): string {
  if (answer === null || Array.isArray(answer)) return say('app.inbox.wrote')
  const a = answer as Readonly<Record<string, unknown>> // the fields of a private answer
  const amount = `${a.minor} ${a.currency}`
  if (a.kind === 'paid') return say('app.inbox.paid', { paidOn: String(a.paidOn) })
  if (a.kind === 'wrong') return say('app.inbox.wrong', { cause: say(`app.inbox.cause.${a.cause}`) })
  if (a.kind === 'offer') return say('app.inbox.offer', { amount, byDay: String(a.by) })
  if (a.offer === 'promise') return say('app.inbox.promise', { amount, byDay: String(a.by) })
  if (a.offer === 'plan') return say('app.inbox.plan', { amount, parts: Array.isArray(a.parts) ? a.parts.length : 0 })
  return say('app.inbox.wrote')
}
