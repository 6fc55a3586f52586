import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CallDeskView } from '../../api/calls.ts'
import { useFirm } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

type Meeting = CallDeskView['meetings'][number]
type People = CallDeskView['people']

/** Meetings that were booked, and those that the ladder asks for. */
export function Meetings({ desk }: { desk: CallDeskView }) {
  const { say } = useWords()
  if (desk.meetings.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.meeting.list')}</h2>
      <ul className="call-list">
        {desk.meetings.map(m => (
          <Line key={m.taskId} meeting={m} people={desk.people} />
        ))}
      </ul>
    </section>
  )
}

function Line({ meeting: m, people }: { meeting: Meeting; people: People }) {
  const { say, day } = useWords()
  const cancel = useAct('meeting-cancel')
  const [open, setOpen] = useState(false)
  const told = m.isBooked ? [day(m.on, 'near'), m.at, m.where].filter(Boolean).join(', ') : say('app.meeting.asked', { sinceDay: m.on })
  return (
    <li>
      <div>
        <p className="who">
          <Link to="/clients/$clientId" params={{ clientId: m.clientId }}>
            {m.name}
          </Link>
        </p>
        <p className="meta">{told}</p>
        <div className="meta arrange">
          {m.takenBy ? <span>{say('app.meeting.goes', { name: m.takenBy })}</span> : null}
          <button type="button" className="link" onClick={() => setOpen(true)}>
            {say(m.isBooked ? 'app.meeting.move' : 'app.meeting.book')}
          </button>
          {m.isBooked ? (
            <button type="button" className="link" onClick={() => cancel.mutate({ meeting: m.taskId })}>
              {say('app.meeting.cancel')}
            </button>
          ) : null}
          <a href={`/api/v1/tasks/${encodeURIComponent(m.taskId)}/invite.ics`}>{say('app.meeting.calendar')}</a>
        </div>
        <Problem error={cancel.error} />
      </div>
      <span />
      <Link className="btn" to="/calls/brief/$clientId" params={{ clientId: m.clientId }}>
        {say('app.call.prepare')}
      </Link>
      {open ? <BookMeeting client={m} people={people} onClose={() => setOpen(false)} /> : null}
    </li>
  )
}

/** A day, an hour, a place, and who goes. */
export function BookMeeting(props: {
  readonly client: Pick<Meeting, 'clientId' | 'name'> & Partial<Pick<Meeting, 'isBooked' | 'on' | 'at' | 'where'>>
  readonly people: People
  readonly onClose: () => void
}) {
  const { say } = useWords()
  const { today } = useFirm()
  const { client, people, onClose } = props
  const act = useAct('meeting')
  const submit = (value: (name: string) => string): void => {
    const said = filled({ at: value('at'), where: value('where'), who: value('who') })
    act.mutate({ client: client.clientId, on: value('on'), ...said }, { onSuccess: onClose })
  }
  return (
    <Modal open onClose={onClose} title={say('app.meeting.book')} lead={client.name}>
      <ActForm error={act.error} isPending={act.isPending} button={say('app.meeting.bookButton')} onSubmit={submit}>
        <div className="two">
          <TextField
            name="on"
            type="date"
            label={say('app.call.day')}
            min={today}
            defaultValue={client.isBooked ? client.on : ''}
            error={act.error}
          />
          <TextField name="at" type="time" label={say('app.call.againAt')} defaultValue={client.at ?? ''} error={act.error} />
        </div>
        <TextField
          name="where"
          label={say('app.meeting.where')}
          hint={say('app.meeting.whereHint')}
          defaultValue={client.where ?? ''}
          error={act.error}
        />
        {people.length > 1 ? (
          <div className="field">
            <label htmlFor="meeting-who">{say('app.meeting.who')}</label>
            <select id="meeting-who" name="who">
              {people.map(p => (
                <option key={p.userId} value={p.userId}>
                  {p.name}
                </option>
              ))}
            </select>
          </div>
        ) : null}
      </ActForm>
    </Modal>
  )
}
