import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { InterestAnswer } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { lawName } from '../../words/law-name.ts'
import { useWords } from '../../words/words.tsx'
import { Answer } from './answer.tsx'

interface Laws {
  readonly laws: readonly { readonly code: string; readonly name: string; readonly currency: string }[]
}
const KINDS = ['business', 'consumer', 'public', 'public-health'] as const

/** The interest calculator: for anybody, without an account; nothing is kept. */
export function InterestPage() {
  const words = useWords()
  const { say, language } = words
  useTitle(say('app.interest.title'))
  const { data } = useQuery({ queryKey: ['laws'], queryFn: () => ask<Laws>('GET', '/interest/laws'), staleTime: Number.POSITIVE_INFINITY })
  const answer = useMutation({ mutationFn: (question: object) => ask<InterestAnswer>('POST', '/interest', question) })
  const [law, setLaw] = useState<string | undefined>()
  const laws = data?.laws ?? []
  const chosen = law ?? (laws.some(l => l.code === language.slice(0, 2).toUpperCase()) ? language.slice(0, 2).toUpperCase() : 'GB')
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (name: string): string => String(form.get(name) ?? '').trim()
    const pay = said('pay')
      .split(/[\s,;]+/)
      .filter(Boolean)
    const names = ['principal', 'due', 'until', 'kind', 'rate', 'contract', 'demand'] as const
    answer.mutate({
      law: chosen,
      ...Object.fromEntries(names.map(n => [n, said(n)]).filter(([, v]) => v)),
      ...(pay.length > 0 ? { pay } : {}),
    })
  }
  const error = answer.error
  return (
    <main className="page interest" id="main">
      <h1>{say('app.interest.title')}</h1>
      <p className="lead">{say('app.interest.lead')}</p>
      <div className="cols">
        <form className="form" onSubmit={submit} noValidate>
          <Problem error={error} />
          <div className="field">
            <label htmlFor="law">{say('app.interest.law')}</label>
            <select id="law" value={chosen} onChange={e => setLaw(e.target.value)}>
              {laws.map(l => (
                <option key={l.code} value={l.code}>
                  {lawName(words, l.code)} ({l.currency})
                </option>
              ))}
            </select>
          </div>
          <div className="two">
            <TextField name="principal" label={say('app.interest.principal')} inputMode="decimal" placeholder="1000.00" error={error} />
            <SelectField name="kind" label={say('app.interest.kind')} options={KINDS.map(k => [k, say(`app.law.variant-${k}`)])} />
          </div>
          <div className="two">
            <TextField name="due" type="date" label={say('app.interest.due')} error={error} />
            <TextField name="until" type="date" label={say('app.interest.until')} error={error} />
          </div>
          <details className="fold">
            <summary>{say('app.interest.more')}</summary>
            <div className="form">
              <TextField name="rate" label={say('app.interest.rate')} hint={say('app.interest.rateHint')} error={error} />
              <TextField name="contract" type="date" label={say('app.interest.contract')} error={error} />
              <TextField name="demand" type="date" label={say('app.interest.demand')} error={error} />
              <TextField name="pay" label={say('app.interest.pay')} hint="2025-03-01=400.00" error={error} />
            </div>
          </details>
          <div className="acts">
            <button type="submit" className="btn main" aria-disabled={answer.isPending}>
              {say('app.interest.button')}
            </button>
          </div>
        </form>
        <aside className="side" aria-live="polite" aria-label={say('app.interest.answer')}>
          {answer.data ? <Answer answer={answer.data} /> : <p className="quiet">{say('app.interest.empty')}</p>}
        </aside>
      </div>
    </main>
  )
}
