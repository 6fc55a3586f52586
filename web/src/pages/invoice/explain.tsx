import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import type { ExplainView, InvoiceView, Obstacle } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { Field, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { reasonText, telling } from '../today/reasons.tsx'
import { stepName } from '../today/step-words.ts'

/** Why this invoice is, or is not, asked about on a day; and, for a step of the policy, why not that one. */
export function Explain({ invoice }: { invoice: InvoiceView }) {
  const words = useWords()
  const { say } = words
  const { today } = useFirm()
  const [on, setOn] = useState(today)
  const [step, setStep] = useState('')
  const { data, error } = useQuery({
    queryKey: ['explain', invoice.id, on, step],
    queryFn: () =>
      ask<ExplainView>('GET', `/explain?${new URLSearchParams({ invoice: invoice.id, on, ...(step ? { whyNot: step } : {}) })}`),
    enabled: on !== '',
    placeholderData: before => before,
  })
  if (invoice.state !== 'late' && invoice.state !== 'open') return null
  return (
    <section className="part">
      <h2>{say('app.explain.title')}</h2>
      <div className="stack">
        <Problem error={error} />
        {data ? <Answer view={data} /> : <p className="meta" aria-busy={!error} />}
        <div className="two">
          <TextField name="on" type="date" label={say('app.explain.on')} value={on} min={today} onChange={e => setOn(e.target.value)} />
          <Field name="step" label={say('app.explain.step')}>
            {id => (
              <select id={id} value={step} onChange={e => setStep(e.target.value)}>
                <option value="">{say('app.explain.anyStep')}</option>
                {data?.policy.steps.map(s => (
                  <option key={s.id} value={s.id}>
                    {stepName(words, s.id)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </div>
    </section>
  )
}

function Answer({ view }: { view: ExplainView }) {
  const words = useWords()
  const { say, day } = words
  const { outcome, reviewOn } = view.decision
  const isAct = outcome.kind === 'act'
  const verdict = view.thisInvoice === 'listed' ? 'why' : isAct ? 'leftOut' : 'whyNot'
  const asked = day(view.on, 'long')
  return (
    <>
      <p>
        <b>{say(`app.explain.${verdict}`, { asked, step: isAct ? stepName(words, outcome.step) : '' })}</b>
      </p>
      {isAct && view.thisInvoice === 'listed' ? <List reasons={telling(outcome.reasons)} /> : <List reasons={view.obstacles} />}
      {!isAct && reviewOn ? <p className="meta">{say('app.today.lookAgain', { reviewDay: reviewOn })}</p> : null}
      {view.whyNot ? <WhyNot whyNot={view.whyNot} isAct={isAct} /> : null}
    </>
  )
}

function List({ reasons }: { reasons: readonly (Obstacle | { code: Obstacle['code']; params: Obstacle['params'] })[] }) {
  const words = useWords()
  const { say, day } = words
  return (
    <ul className="why-list">
      {reasons.map((r, i) => (
        <li key={`${r.code} ${String(i)}`}>
          {reasonText(words, r)}{' '}
          {'until' in r && typeof r.until === 'string' ? (
            <span className="meta">{say('app.explain.until', { until: day(r.until, 'short') })}</span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function WhyNot({ whyNot, isAct }: { whyNot: NonNullable<ExplainView['whyNot']>; isAct: boolean }) {
  const words = useWords()
  const { say } = words
  const step = stepName(words, whyNot.step)
  return (
    <div className="note open">
      <p>
        {whyNot.instead ? say('app.explain.instead', { step: stepName(words, whyNot.instead) }) : null}{' '}
        {whyNot.doneOn ? say('app.explain.doneOn', { step, doneDay: whyNot.doneOn }) : null}{' '}
        {whyNot.comesOn
          ? say('app.explain.comesOn', { step, comesDay: whyNot.comesOn })
          : whyNot.doneOn
            ? null
            : say('app.explain.neverComes', { step })}
      </p>
      {isAct && whyNot.obstacles.length > 0 ? <List reasons={whyNot.obstacles} /> : null}
    </div>
  )
}
