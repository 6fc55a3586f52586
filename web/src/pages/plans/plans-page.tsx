import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useSendFiles } from '../../api/acts.ts'
import type { PlanView } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'
import { useTitle } from '../../app/title.ts'
import { Empty } from '../../parts/empty.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'

/** Every payment plan that runs, the missed ones first. */
export function PlansPage() {
  const { say } = useWords()
  useTitle(say('app.plan.title'))
  const { data, error } = useQuery({ queryKey: ['plans'], queryFn: () => ask<{ plans: PlanView[] }>('GET', '/plans') })
  return (
    <main className="page" id="main" aria-busy={!data}>
      <h1>{say('app.plan.title')}</h1>
      <Problem error={error} />
      {data ? <p className="lead">{say('app.plan.lead', { count: data.plans.length })}</p> : null}
      {data?.plans.length === 0 ? <Empty page="plans" /> : null}
      {data?.plans.map(plan => (
        <Plan key={plan.id} plan={plan} />
      ))}
    </main>
  )
}

function Plan({ plan }: { plan: PlanView }) {
  const { say, day, figure } = useWords()
  const done = useAct('our-part-done')
  const state = plan.state ?? 'completed'
  return (
    <section className="part plan-card">
      <div className="title-line">
        <div>
          <h2>
            <Link to="/clients/$clientId" params={{ clientId: plan.clientId }}>
              {plan.name}
            </Link>{' '}
            <span className={state === 'missed' ? 'mark red' : 'mark'}>{say(`app.plan.state.${state}`)}</span>
          </h2>
          <p className="meta">
            {plan.invoices.join(', ')}, {say('app.plan.agreedOn', { agreedOn: plan.agreedOn })}
            {state === 'missed' ? `. ${say('app.plan.missing', { missingAmount: `${plan.missingMinor} ${plan.currency}` })}` : ''}
            {plan.interestMinor === '0'
              ? ''
              : `. ${say('app.plan.ofInterest', { interestAmount: `${plan.interestMinor} ${plan.currency}` })}`}
          </p>
        </div>
        <p className="sum amount">
          <span className="cur">{plan.currency}</span>
          {figure(plan.totalMinor, plan.currency)}
        </p>
      </div>
      <table className="plan">
        <tbody>
          {plan.instalments.map(i => (
            <tr key={i.position}>
              <td>{i.position}</td>
              <td>{day(i.dueOn, 'near')}</td>
              <td>{say(`app.plan.state.${i.state}`)}</td>
              <td className="amount">{figure(i.minor, plan.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.ourPart.map((o, at) =>
        o.doneOn ? null : (
          <p key={o.what} className="note">
            {say('app.plan.ourOpen', { what: o.what, byOn: o.by })}{' '}
            <button type="button" className="btn text" onClick={() => done.mutate({ noun: 'plan', id: plan.id, at })}>
              {say('app.plan.done')}
            </button>
          </p>
        ),
      )}
      <div className="acts">
        <a className="btn text" href={`/api/v1/plans/${plan.id}/agreement.pdf`} target="_blank" rel="noreferrer">
          {say('app.plan.agreement')}
        </a>
        <a className="btn text" href={`/api/v1/plans/${plan.id}/payments.ics`}>
          {say('app.plan.calendar')}
        </a>
        <Signed plan={plan} />
      </div>
      {state === 'missed' ? (
        <details className="fold">
          <summary>{say('app.plan.lapse')}</summary>
          <Lapse plan={plan} />
        </details>
      ) : null}
    </section>
  )
}

/** The agreement that they signed: kept with the plan, for whoever has to prove the debt later. */
function Signed({ plan }: { plan: PlanView }) {
  const { say } = useWords()
  const keep = useSendFiles('/documents')
  if (plan.signedId)
    return (
      <a className="btn text" href={`/api/v1/documents/${plan.signedId}`}>
        {say('app.planSigned.paper')}
      </a>
    )
  const take = (file: File | undefined): void => {
    if (file) keep.mutate({ files: [file], fields: { plan: plan.id } })
  }
  return (
    <label className="btn text file">
      {say('app.planSigned.attach')}
      <input type="file" className="vh" accept="application/pdf,image/png,image/jpeg" onChange={e => take(e.target.files?.[0])} />
      <Problem error={keep.error} />
    </label>
  )
}

function Lapse({ plan }: { plan: PlanView }) {
  const { say } = useWords()
  const end = useAct('plan-end')
  const [reason, setReason] = useState('')
  return (
    <form
      className="form"
      onSubmit={e => {
        e.preventDefault()
        end.mutate({ plan: plan.id, how: 'lapsed', reason })
      }}
    >
      <Problem error={end.error} />
      <div className="field">
        <label htmlFor={`why-${plan.id}`}>{say('app.plan.why')}</label>
        <input id={`why-${plan.id}`} type="text" value={reason} onChange={e => setReason(e.target.value)} />
      </div>
      <button type="submit" className="btn">
        {say('app.plan.lapse')}
      </button>
    </form>
  )
}
