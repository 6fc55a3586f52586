import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { DisputeView } from '../../api/calls.ts'
import { TextField } from '../../parts/field.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

const OUTCOMES = ['credited', 'fixed', 'rejected', 'split'] as const

/** Only an outcome ends it: a credit note, mended, rejected, or split. */
export function End({ dispute: d }: { dispute: DisputeView }) {
  const { say } = useWords()
  const act = useAct('close-dispute')
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number] | ''>('')
  if (d.outcome)
    return (
      <section className="part">
        <h2>{say('app.dispute.ended', { onDay: d.closedOn ?? '' })}</h2>
        <p>
          {say(`app.dispute.outcome.${d.outcome}`)} {d.creditNumber ? say('app.dispute.creditNote', { number: d.creditNumber }) : ''}
        </p>
        {d.outcomeWords ? <p className="prose">{d.outcomeWords}</p> : null}
      </section>
    )
  const hasCredit = outcome === 'credited' || outcome === 'split'
  const creditOf = (text: string): string => {
    const minor = minorOf(text, d.currency)
    return minor === undefined ? text : decimalOf(minor, d.currency)
  }
  return (
    <section className="part">
      <h2>{say('app.dispute.end')}</h2>
      <p className="meta">{say('app.dispute.endLead')}</p>
      <ActForm
        error={act.error}
        isPending={act.isPending}
        button={say('app.dispute.endButton')}
        onSubmit={value =>
          act.mutate({
            dispute: d.id,
            outcome,
            ...filled({
              words: value('words'),
              creditNumber: hasCredit ? value('creditNumber') : '',
              credit: hasCredit && value('credit') ? creditOf(value('credit')) : '',
            }),
          })
        }
      >
        <fieldset className="stack" aria-label={say('app.dispute.end')}>
          {OUTCOMES.map(o => (
            <label className="pick" key={o}>
              <input type="radio" name="outcome" checked={outcome === o} onChange={() => setOutcome(o)} />
              <span>{say(`app.dispute.outcome.${o}`)}</span>
            </label>
          ))}
        </fieldset>
        {hasCredit ? (
          <div className="two">
            <TextField name="creditNumber" label={say('app.dispute.creditNumber')} error={act.error} />
            <TextField
              name="credit"
              inputMode="decimal"
              className="money"
              label={say('app.dispute.credit', { currency: d.currency })}
              defaultValue={outcome === 'credited' ? decimalOf(d.contestedMinor, d.currency) : ''}
              error={act.error}
            />
          </div>
        ) : null}
        <TextField name="words" label={say('app.dispute.endWords')} error={act.error} />
      </ActForm>
    </section>
  )
}
