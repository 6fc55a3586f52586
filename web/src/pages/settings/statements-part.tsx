import type { FormEvent } from 'react'
import type { SettingsView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useSetting } from '../../parts/use-setting.ts'
import { useWords } from '../../words/words.tsx'

/** Statements of account by mail: to whom, from which day of the month, read before or not. */
export function StatementsForm({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const now = settings.settings.statements as Readonly<Record<string, unknown>> | undefined // the server checked its fields
  const change = useSetting('statements')
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    change.mutate({ everyone: form.get('everyone') === 'on', byItself: form.get('byItself') === 'on', day: Number(form.get('day')) })
  }
  return (
    <form className="form" noValidate onSubmit={submit} aria-labelledby="statements">
      <h3 id="statements">{say('app.statements.title')}</h3>
      <p className="prose">{say('app.statements.lead')}</p>
      <Problem error={change.error} />
      {(['everyone', 'byItself'] as const).map(name => (
        <label className="pick" key={name}>
          <input type="checkbox" name={name} defaultChecked={now?.[name] === true} />
          <span>{say(`app.statements.${name}`)}</span>
        </label>
      ))}
      <TextField
        name="day"
        type="number"
        min={1}
        max={28}
        label={say('app.statements.day')}
        defaultValue={Number(now?.day ?? 1)}
        error={change.error}
      />
      <div className="acts">
        <button type="submit" className="btn" aria-disabled={change.isPending}>
          {say('app.save')}
        </button>
      </div>
    </form>
  )
}
