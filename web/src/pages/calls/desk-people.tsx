import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CallDeskView } from '../../api/calls.ts'
import { useFirm } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useSetting } from '../../parts/use-setting.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** Whose list is shown; with one person there is nothing to choose. */
export function WhoseList(props: {
  readonly people: CallDeskView['people']
  readonly value: string
  readonly onChange: (userId: string) => void
}) {
  const { say } = useWords()
  if (props.people.length < 2) return null
  return (
    <p className="row">
      <label htmlFor="whose">{say('app.call.whose')}</label>
      <select id="whose" value={props.value} onChange={e => props.onChange(e.target.value)}>
        <option value="">{say('app.call.whoseAll')}</option>
        <option value="nobody">{say('app.call.whoseNobody')}</option>
        {props.people.map(p => (
          <option key={p.userId} value={p.userId}>
            {p.name}
          </option>
        ))}
      </select>
    </p>
  )
}

/** From how much on a call is worth making, and who is away. */
export function DeskArrangements({ desk }: { desk: CallDeskView }) {
  const { say } = useWords()
  return (
    <details className="fold">
      <summary>{say('app.call.arrange')}</summary>
      <LeastLate desk={desk} />
      {desk.people.length > 1 ? <Away people={desk.people} /> : null}
    </details>
  )
}

function LeastLate({ desk }: { desk: CallDeskView }) {
  const { say } = useWords()
  const { currency } = useFirm()
  const save = useSetting('call-desk')
  return (
    <ActForm
      error={save.error}
      isPending={save.isPending}
      button={say('app.save')}
      onSubmit={value => save.mutate({ leastLate: Number(value('leastLate').replace(',', '.')) })}
    >
      <TextField
        name="leastLate"
        inputMode="numeric"
        label={say('app.call.leastLate', { currency })}
        hint={say('app.call.leastLateHint')}
        defaultValue={String(desk.leastLate)}
        error={save.error}
      />
    </ActForm>
  )
}

function Away({ people }: { people: CallDeskView['people'] }) {
  const { say } = useWords()
  const { today } = useFirm()
  const away = useAct('away')
  const back = useAct('back')
  const [round, setRound] = useState(0)
  const submit = (value: (name: string) => string): void =>
    away.mutate(
      { who: value('who'), standIn: value('standIn'), fromOn: value('fromOn'), untilOn: value('untilOn') },
      { onSuccess: () => setRound(n => n + 1) },
    )
  const choice = (name: 'who' | 'standIn') => (
    <div className="field">
      <label htmlFor={`away-${name}`}>{say(`app.call.away.${name}`)}</label>
      <select id={`away-${name}`} name={name} defaultValue={people[name === 'who' ? 0 : 1]?.userId}>
        {people.map(p => (
          <option key={p.userId} value={p.userId}>
            {p.name}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <>
      <ul className="plain-list">
        {people.flatMap(({ userId, name, away: now }) =>
          now
            ? [
                <li key={userId}>
                  {say('app.call.away.until', { name, untilOn: now.untilOn, standIn: now.standIn })}{' '}
                  <button type="button" className="link" onClick={() => back.mutate({ absence: now.id })}>
                    {say('app.call.away.back')}
                  </button>
                </li>,
              ]
            : [],
        )}
      </ul>
      <Problem error={back.error} />
      <ActForm key={round} error={away.error} isPending={away.isPending} button={say('app.call.away.button')} onSubmit={submit}>
        <div className="two">
          {choice('who')}
          {choice('standIn')}
          <TextField name="fromOn" type="date" label={say('app.call.away.from')} defaultValue={today} error={away.error} />
          <TextField name="untilOn" type="date" label={say('app.call.away.last')} error={away.error} />
        </div>
      </ActForm>
    </>
  )
}
