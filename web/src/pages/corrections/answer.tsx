import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CorrectionView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { Carry } from './carry.tsx'

const PAYS = ['next-invoice', 'separate'] as const
/** How the second way may be paid, where the sum is heavy: it is no third way. */
const PLAN = 'plan'
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
    const parts = Number(value('parts'))
    const minor = minorOf(value('amount'), view.currency)
    const amount = minor === undefined ? value('amount') : decimalOf(minor, view.currency)
    choose.mutate({
      ...{ correction: view.id, choice: way },
      ...filled({ amount, reason: value('reason'), future: value('future'), firstOn: value('firstOn') }),
      ...(way === PLAN ? { parts: Number.isInteger(parts) ? parts : 0 } : {}),
    })
  }
  const pick = (w: string) => (
    <label className="pick" key={w}>
      <input type="radio" name="choice" checked={way === w} onChange={() => setWay(w)} />
      <span>{say(w === PLAN ? 'app.case.choice-plan' : `app.correction.choice-${w}`)}</span>
    </label>
  )
  return (
    <ActForm error={choose.error} isPending={choose.isPending} button={say('app.correction.choose')} onSubmit={submit}>
      <div className="two">{PAYS.map(pick)}</div>
      <p className="meta">{say('app.case.ifHeavy')}</p>
      <div className="two">{pick(PLAN)}</div>
      {way === PLAN ? (
        <div className="two">
          <TextField name="parts" inputMode="numeric" defaultValue="3" label={say('app.case.parts')} error={choose.error} />
          <TextField name="firstOn" type="date" label={say('app.case.firstOn')} error={choose.error} />
        </div>
      ) : null}
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
  const way = view.choice?.way
  const choice = way ? say(way === PLAN ? 'app.case.choice-plan' : `app.correction.choice-${way}`) : ''
  const mustCarry = view.choice?.minor !== '0' && view.invoiceIds.length === 0
  return (
    <section className="part">
      <h2>{say('app.correction.chosen', { choice })}</h2>
      {view.waivers.map(w => (
        <p key={w.reason}>
          {say('app.correction.waived', { waivedAmount: `${w.amountMinor} ${view.currency}`, reason: w.reason, future: w.future ?? '' })}
        </p>
      ))}
      <Confirmation view={view} />
      {view.invoiceIds.length > 0 ? <p>{say('app.correction.carried', { count: view.invoiceIds.length })}</p> : null}
      {mustCarry ? <Carry view={view} /> : null}
      <GiveUp view={view} />
    </section>
  )
}

/** The catch-up is invoiced and they refuse it after all: given up with a credit note, and with what was agreed for the future. */
function GiveUp({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const give = useAct('forgive-catch-up')
  const invoiced = view.rows.reduce((sum, r) => sum + BigInt(r.correctedMinor), 0n)
  if (view.closedOn !== null || invoiced === 0n || view.invoiceIds.length === 0) return null
  if (!isOpen)
    return (
      <p className="acts">
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          {say('app.giveUp.open')}
        </button>
      </p>
    )
  const submit = (value: (name: string) => string): void => {
    const minor = minorOf(value('amount'), view.currency)
    const amount = minor === undefined ? value('amount') : decimalOf(minor, view.currency)
    const { id: correction } = view
    give.mutate({ correction, ...filled({ amount, reason: value('reason'), future: value('future'), number: value('number') }) })
  }
  return (
    <ActForm error={give.error} isPending={give.isPending} button={say('app.giveUp.button')} onSubmit={submit}>
      <p className="meta">{say('app.giveUp.lead')}</p>
      <div className="two">
        <TextField
          name="amount"
          inputMode="decimal"
          label={`${say('app.giveUp.amount')} (${view.currency})`}
          defaultValue={decimalOf(invoiced.toString(), view.currency)}
          error={give.error}
        />
        <TextField name="number" label={say('app.giveUp.number')} hint={say('app.giveUp.numberHint')} error={give.error} />
      </div>
      <TextField name="reason" label={say('app.correction.why')} error={give.error} />
      <TextField name="future" label={say('app.correction.future')} error={give.error} />
    </ActForm>
  )
}

/** What was agreed goes out in writing, by one key. */
function Confirmation({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const approve = useAct('approve')
  const { confirmation } = view
  if (!confirmation) return null
  const words = (
    <details className="fold">
      <summary>{confirmation.subject}</summary>
      <p className="mail-text" lang={confirmation.language}>
        {confirmation.text}
      </p>
    </details>
  )
  if (confirmation.state !== 'waiting')
    return (
      <>
        <p className="meta">{say('app.case.confirmed')}</p>
        {words}
      </>
    )
  return (
    <div className="acts">
      <Problem error={approve.error} />
      {words}
      <button type="button" className="btn main" onClick={() => approve.mutate({ key: confirmation.key })}>
        {say('app.case.confirm')}
      </button>
      <span className="meta">{say('app.case.confirmLead')}</span>
    </div>
  )
}
