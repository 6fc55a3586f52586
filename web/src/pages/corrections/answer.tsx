import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CorrectionView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

const PAYS = ['next-invoice', 'separate'] as const
const LESS = ['compromise', 'waive'] as const

/** What they answered, and its carrying out. Two ways are offered; what is let go is ours to give, below. */
export function Answer({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  if (view.choice) return <Carried view={view} />
  return (
    <section className="part">
      <h2>{say('app.correction.two')}</h2>
      <p className="meta">{say('app.correction.twoLead')}</p>
      <Choose view={view} />
    </section>
  )
}

function Choose({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const choose = useAct('choose-correction')
  const [way, setWay] = useState('')
  const letsGo = way === 'compromise' || way === 'waive'
  const submit = (value: (name: string) => string): void => {
    const minor = minorOf(value('amount'), view.currency)
    const amount = minor === undefined ? value('amount') : decimalOf(minor, view.currency)
    choose.mutate({ correction: view.id, choice: way, ...filled({ amount, reason: value('reason'), future: value('future') }) })
  }
  const pick = (w: string) => (
    <label className="pick" key={w}>
      <input type="radio" name="choice" checked={way === w} onChange={() => setWay(w)} />
      <span>{say(`app.correction.choice-${w}`)}</span>
    </label>
  )
  return (
    <ActForm error={choose.error} isPending={choose.isPending} button={say('app.correction.choose')} onSubmit={submit}>
      <div className="two">{PAYS.map(pick)}</div>
      <p className="meta">{say('app.correction.ifRefuse')}</p>
      <div className="two">{LESS.map(pick)}</div>
      {way === 'compromise' ? (
        <TextField name="amount" label={say('app.correction.amount')} inputMode="decimal" error={choose.error} />
      ) : null}
      {letsGo ? <TextField name="reason" label={say('app.correction.why')} error={choose.error} /> : null}
      {letsGo ? <TextField name="future" label={say('app.correction.future')} error={choose.error} /> : null}
    </ActForm>
  )
}

function Carried({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const carry = useAct<{ invoiceId: string }>('carry-correction')
  const choice = view.choice ? say(`app.correction.choice-${view.choice.way}`) : ''
  const mustCarry = view.choice?.minor !== '0' && view.invoiceIds.length === 0
  const submit = (value: (name: string) => string): void =>
    carry.mutate({ correction: view.id, number: value('number'), ...filled({ dueOn: value('dueOn'), taxPercent: value('taxPercent') }) })
  return (
    <section className="part">
      <h2>{say('app.correction.chosen', { choice })}</h2>
      {view.waivers.map(w => (
        <p key={w.reason}>
          {say('app.correction.waived', { waivedAmount: `${w.amountMinor} ${view.currency}`, reason: w.reason, future: w.future ?? '' })}
        </p>
      ))}
      {view.invoiceIds.length > 0 ? <p>{say('app.correction.carried', { count: view.invoiceIds.length })}</p> : null}
      {mustCarry ? (
        <ActForm error={carry.error} isPending={carry.isPending} button={say('app.correction.carry')} onSubmit={submit}>
          <TextField name="number" label={say('app.correction.number')} error={carry.error} />
          <div className="two">
            <TextField name="dueOn" type="date" label={say('app.correction.due')} error={carry.error} />
            <TextField name="taxPercent" label={say('app.correction.tax')} error={carry.error} />
          </div>
        </ActForm>
      ) : null}
    </section>
  )
}
