import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import type { ContactLine } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { useFirm } from '../../app/session.tsx'
import { Choices } from '../../parts/choices.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { useMembers } from './whose.tsx'

const WAYS = ['snooze', 'move', 'skip', 'assign'] as const
type Way = (typeof WAYS)[number]
/** The act of each way, as the API calls it. */
const ACT: Readonly<Record<Way, string>> = { snooze: 'snooze', move: 'postpone', skip: 'skip', assign: 'assign' }
const NOUN: Readonly<Record<Way, string>> = { snooze: 'hold', move: 'steer', skip: 'steer', assign: 'assignment' }

/** Not today: leave in peace until a day, do the step on another day, leave it out with a reason, or give it to a colleague. */
export function NotToday({ line, onDone }: { line: ContactLine; onDone: () => void }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [way, setWay] = useState<Way>('snooze')
  useKeys([{ keys: 's', does: say('app.keys.notToday'), run: () => setOpen(true) }])
  return (
    <>
      <button type="button" className="btn text" onClick={() => setOpen(true)}>
        {say('app.notToday.open')}
      </button>
      <Modal open={isOpen} onClose={() => setOpen(false)} title={say('app.notToday.title')} lead={line.name}>
        <Choices label={say('app.notToday.title')} value={way} onChange={setWay} options={WAYS.map(w => [w, say(`app.notToday.${w}`)])} />
        <WayForm
          key={way}
          way={way}
          line={line}
          onDone={() => {
            setOpen(false)
            onDone()
          }}
        />
      </Modal>
    </>
  )
}

function WayForm({ way, line, onDone }: { way: Way; line: ContactLine; onDone: () => void }) {
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const members = useMembers()
  const act = useAct(ACT[way])
  const retract = useRetract()
  const submit = (value: (name: string) => string): void =>
    act.mutate(
      {
        client: line.clientId,
        ...(way === 'snooze' ? {} : { step: line.act.step }),
        ...filled({ until: value('until'), to: value('to'), reason: value('reason'), note: value('note') }),
      },
      {
        onSuccess: ({ id }) => {
          const name = members.find(m => m.userId === value('to'))?.name ?? ''
          const text = way === 'assign' ? say('app.whose.given', { name }) : say(`app.notToday.done-${way}`, { client: line.name })
          toast({ text, undo: () => retract.mutate({ noun: NOUN[way], id }) })
          onDone()
        },
      },
    )
  if (way === 'assign' && members.length === 1) return <Alone />
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say(`app.notToday.button-${way}`)} onSubmit={submit}>
      <p className="quiet">{say(`app.notToday.text-${way}`)}</p>
      {way === 'snooze' ? <TextField name="until" type="date" min={today} label={say('app.notToday.until')} error={act.error} /> : null}
      {way === 'move' ? <TextField name="to" type="date" min={today} label={say('app.notToday.to')} error={act.error} /> : null}
      {way === 'assign' ? <Colleague error={act.error} /> : null}
      {way === 'assign' ? (
        <TextField name="note" label={say('app.notToday.note')} error={act.error} />
      ) : (
        <TextField name="reason" label={say('app.hold.reason')} error={act.error} />
      )}
    </ActForm>
  )
}

/** Nobody to give it to: where a colleague is invited. */
function Alone() {
  const { say } = useWords()
  return (
    <>
      <p className="quiet">{say('app.whose.alone')}</p>
      <Link className="btn" to="/settings/$part" params={{ part: 'members' }}>
        {say('app.whose.invite')}
      </Link>
    </>
  )
}

function Colleague({ error }: { error: Error | null }) {
  const { say } = useWords()
  const data = useMembers()
  return <SelectField name="to" label={say('app.notToday.colleague')} error={error} options={data.map(m => [m.userId, m.name])} />
}
