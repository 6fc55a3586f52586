import type { FormEvent, ReactNode } from 'react'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'

/** A small form in a dialog: what is wrong on top, the one button that says what will happen below. */
export function ActForm(props: {
  readonly error: Error | null
  readonly isPending: boolean
  readonly button: string
  readonly onSubmit: (value: (name: string) => string) => void
  readonly children: ReactNode
}) {
  const { say } = useWords()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (props.isPending) return
    const form = new FormData(event.currentTarget)
    props.onSubmit(name => String(form.get(name) ?? '').trim())
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Problem error={props.error} />
      {props.children}
      <div className="acts">
        <button type="submit" className="btn main" aria-disabled={props.isPending}>
          {props.isPending ? say('app.working') : props.button}
        </button>
      </div>
    </form>
  )
}

/** Only what was filled in. */
export const filled = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''))
