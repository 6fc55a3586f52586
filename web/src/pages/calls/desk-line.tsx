import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CallDeskView, CallLine } from '../../api/calls.ts'
import { useFirm } from '../../app/session.tsx'
import { Amounts } from '../../parts/amount.tsx'
import { BalanceLink } from '../../parts/balance-link.tsx'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { Counts } from './brief-side.tsx'
import { BookMeeting } from './meetings.tsx'

type People = CallDeskView['people']

/** What a call adds a minute, rounded; below one unit that is said, not shown as nothing. */
const gainOf = ({ gainPerMinute, currency }: CallLine): string =>
  gainPerMinute === null ? 'none' : gainPerMinute < 1 ? 'little' : `${Math.round(gainPerMinute)} ${currency}`

/** One client worth a call: who, when, why, and what can be arranged about it. */
export function Line({ line, people }: { line: CallLine; people: People }) {
  const { say } = useWords()
  const why = say(`app.call.why.${line.why}`, { time: line.bookedAt ?? 'none', gain: gainOf(line) })
  const reach = [line.person, line.phone ?? say('app.call.noPhone'), say('app.call.theirTime', { time: line.theirTime }), line.bestHours]
  return (
    <li>
      <div>
        <p className="who">
          <Link to="/clients/$clientId" params={{ clientId: line.clientId }}>
            {line.name}
          </Link>{' '}
          {line.meeting ? <span className="mark">{say('app.call.meetingDue')}</span> : null}
        </p>
        <p className="meta">{reach.filter(Boolean).join(', ')}</p>
        <div className="meta arrange">
          <p>
            {line.why === 'daily' ? null : `${why}. `}
            {line.daily ? <DailySaid daily={line.daily} /> : null} <Counts talks={line.talks} attempts={line.attempts} />
          </p>
          <Arrange line={line} people={people} />
        </div>
      </div>
      <p className="amount">
        <BalanceLink clientId={line.clientId}>
          <Amounts amounts={line.late} />
        </BalanceLink>
        <span className="meta">{say('app.call.daysLate', { days: line.daysLate })}</span>
      </p>
      {line.callId ? (
        <Link className="btn main" to="/calls/$callId" params={{ callId: line.callId }}>
          {say('app.call.takeUp')}
        </Link>
      ) : (
        <Link className="btn" to="/calls/brief/$clientId" params={{ clientId: line.clientId }}>
          {say('app.call.prepare')}
        </Link>
      )}
    </li>
  )
}

/** Daily calls, or why not today. */
export function DailySaid({ daily }: { daily: NonNullable<CallLine['daily']> }) {
  const { say } = useWords()
  const why = (daily.why ?? 'none').replaceAll('-', '_') // as the words name it
  return <>{say(`app.call.daily.${daily.state}`, { stopOn: daily.stopOn, why })}.</>
}

export function StopDaily({ clientId }: { clientId: string }) {
  const { say } = useWords()
  const stop = useAct('daily-calls-stop')
  return (
    <button type="button" className="link" onClick={() => stop.mutate({ client: clientId })}>
      {say('app.call.dailyStop')}
    </button>
  )
}

/** Who takes it, and calls every day. */
function Arrange({ line, people }: { line: CallLine; people: People }) {
  const { say } = useWords()
  const [open, setOpen] = useState<'give' | 'daily' | 'meeting' | undefined>()
  const close = (): void => setOpen(undefined)
  const isDaily = line.daily !== null && line.daily.state !== 'over'
  return (
    <>
      {line.takenBy ? <span>{say('app.call.takenBy', { name: line.takenBy.name })}</span> : null}
      {people.length > 1 ? (
        <button type="button" className="link" onClick={() => setOpen('give')}>
          {say('app.call.give')}
        </button>
      ) : null}
      {isDaily ? (
        <StopDaily clientId={line.clientId} />
      ) : (
        <button type="button" className="link" onClick={() => setOpen('daily')}>
          {say('app.call.dailyStart')}
        </button>
      )}
      <button type="button" className="link" onClick={() => setOpen('meeting')}>
        {say('app.meeting.book')}
      </button>
      {open === 'meeting' ? <BookMeeting client={line} people={people} onClose={close} /> : null}
      {open === 'give' ? <Give line={line} people={people} onClose={close} /> : null}
      {open === 'daily' ? <Daily line={line} onClose={close} /> : null}
    </>
  )
}

function Give({ line, people, onClose }: { line: CallLine; people: People; onClose: () => void }) {
  const { say } = useWords()
  const assign = useAct('assign')
  const submit = (value: (name: string) => string): void =>
    assign.mutate({ client: line.clientId, to: value('to'), note: value('note') }, { onSuccess: onClose })
  return (
    <Modal open onClose={onClose} title={say('app.call.give')} lead={line.name}>
      <ActForm error={assign.error} isPending={assign.isPending} button={say('app.call.giveButton')} onSubmit={submit}>
        <div className="field">
          <label htmlFor="give-to">{say('app.call.giveTo')}</label>
          <select id="give-to" name="to" defaultValue={line.takenBy?.userId}>
            {people.map(p => (
              <option key={p.userId} value={p.userId}>
                {p.away ? say('app.call.awayOption', { name: p.name, standIn: p.away.standIn }) : p.name}
              </option>
            ))}
          </select>
        </div>
        <TextField name="note" label={say('app.call.giveNote')} error={assign.error} />
      </ActForm>
    </Modal>
  )
}

const later = (today: string, days: number): string => {
  const at = new Date(`${today}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The last days that are proposed, and that are allowed. */
const DAYS = 10
const DAYS_MAX = 30

/** Calls every day until a day: somebody says so, and why. */
function Daily({ line, onClose }: { line: CallLine; onClose: () => void }) {
  const { say } = useWords()
  const { today } = useFirm()
  const start = useAct('daily-calls')
  const submit = (value: (name: string) => string): void =>
    start.mutate({ client: line.clientId, stopOn: value('stopOn'), reason: value('reason') }, { onSuccess: onClose })
  return (
    <Modal open onClose={onClose} title={say('app.call.dailyStart')} lead={line.name}>
      <p className="prose">{say('app.call.dailyLead')}</p>
      <ActForm error={start.error} isPending={start.isPending} button={say('app.call.dailyButton')} onSubmit={submit}>
        <TextField
          name="stopOn"
          type="date"
          label={say('app.call.dailyStopOn')}
          min={today}
          max={later(today, DAYS_MAX)}
          defaultValue={later(today, DAYS)}
          error={start.error}
        />
        <TextField name="reason" label={say('app.call.dailyWhy')} error={start.error} />
      </ActForm>
    </Modal>
  )
}
