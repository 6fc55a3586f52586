import type { FormEvent } from 'react'
import type { SettingsView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useSetting } from '../../parts/use-setting.ts'
import { useWords } from '../../words/words.tsx'

const KINDS = ['waitingReplies', 'dueToday', 'newlyLate', 'brokenPromises', 'goingOut'] as const

/** The owner’s mail of the day: to whom, and which kinds of news it tells. */
export function DailyPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const now = settings.settings['daily-mail'] as Readonly<Record<string, unknown>> | undefined // the server checked its fields
  const change = useSetting('daily-mail')
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const switches = Object.fromEntries(KINDS.map(kind => [kind, form.get(kind) === 'on']))
    change.mutate({ to: String(form.get('to') ?? '').trim(), ...switches })
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <p className="prose">{say('app.daily.lead')}</p>
      <Problem error={change.error} />
      <TextField
        name="to"
        type="email"
        label={say('app.daily.to')}
        hint={say('app.daily.toHint')}
        placeholder={settings.firm.email ?? ''}
        defaultValue={String(now?.to ?? '')}
        error={change.error}
      />
      <fieldset>
        <legend>{say('app.daily.kinds')}</legend>
        {KINDS.map(kind => (
          <label className="pick" key={kind}>
            <input type="checkbox" name={kind} defaultChecked={now?.[kind] !== false} />
            <span>{say(`app.daily.${kind}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className="acts">
        <button type="submit" className="btn main" aria-disabled={change.isPending}>
          {say('app.save')}
        </button>
      </div>
    </form>
  )
}
