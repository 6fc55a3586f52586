import { type FormEvent, type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'

/** A small form: what is wrong beside its field, else on top; the one button that says what will happen below. */
export function ActForm(props: {
  readonly error: Error | null
  readonly isPending: boolean
  readonly button: string
  readonly onSubmit: (value: (name: string) => string) => void
  readonly children: ReactNode
}) {
  const { say } = useWords()
  const form = useRef<HTMLFormElement>(null)
  const beside = useFaultsBeside(form, props.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (props.isPending) return
    const typed = new FormData(event.currentTarget)
    props.onSubmit(name => String(typed.get(name) ?? '').trim())
  }
  return (
    <form ref={form} className="form" onSubmit={submit} noValidate>
      <Problem error={props.error} beside={beside} />
      {props.children}
      <div className="acts">
        <button type="submit" className="btn main" aria-disabled={props.isPending}>
          {props.isPending ? say('app.working') : props.button}
        </button>
      </div>
    </form>
  )
}

/** The fields beside which a fault stands after a refusal; whoever typed is brought to the first of them. */
function useFaultsBeside(form: RefObject<HTMLFormElement | null>, error: Error | null): readonly string[] {
  const [beside, setBeside] = useState<readonly string[]>([])
  useLayoutEffect(() => {
    const marked = error ? [...(form.current?.querySelectorAll<HTMLInputElement>('[aria-invalid=true][name]') ?? [])] : []
    setBeside(marked.map(field => field.name))
    marked[0]?.focus()
  }, [form, error])
  return beside
}

/** Only what was filled in. */
export const filled = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''))
