import type { FormEvent } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CorrectionView } from '../../api/types.ts'
import { Field } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

const OUTCOMES = ['pays', 'disputes', 'refuses'] as const
const LINES = ['say', 'offer', 'limit'] as const

/** Three answers, three lines each: filled before the talk. */
export function Outcomes({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const toast = useToast()
  const prepare = useAct('prepare-correction')
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const lines = (o: string) => Object.fromEntries(LINES.map(l => [l, String(form.get(`${o}.${l}`) ?? '')]))
    prepare.mutate(
      { correction: view.id, outcomes: Object.fromEntries(OUTCOMES.map(o => [o, lines(o)])) },
      { onSuccess: () => toast({ text: say('app.correction.kept') }) },
    )
  }
  return (
    <section className="part">
      <h2>{say('app.correction.outcomes')}</h2>
      <p className="meta">{say('app.correction.outcomesLead')}</p>
      <Problem error={prepare.error} />
      <form onSubmit={submit} className="stack">
        <div className="three">
          {OUTCOMES.map(o => (
            <fieldset key={o} className="stack">
              <legend>
                <b>{say(`app.correction.${o}`)}</b>
              </legend>
              {LINES.map(l => (
                <Field key={l} name={`${o}.${l}`} label={say(`app.correction.line-${l}`)}>
                  {id => <textarea id={id} name={`${o}.${l}`} rows={2} defaultValue={view.outcomes[o]?.[l] ?? ''} />}
                </Field>
              ))}
            </fieldset>
          ))}
        </div>
        <div className="acts">
          <button type="submit" className="btn" aria-disabled={prepare.isPending || view.closedOn !== null}>
            {say('app.correction.keep')}
          </button>
        </div>
      </form>
    </section>
  )
}
