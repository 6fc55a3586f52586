import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import { useFirm } from '../../app/session.tsx'
import { Field, SelectField, TextField } from '../../parts/field.tsx'
import { LATENESS_REASONS } from '../../parts/lateness-reasons.ts'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { CAUSES } from './dispute-form.tsx'
import { ActForm, filled } from './form.tsx'
import type { FormProps } from './form-props.ts'

/** Why they are late; what that changes stands below the choice before it is kept. */
export function ReasonForm({ client, onDone }: FormProps) {
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const act = useAct<{ id: string; until: string }>('reason')
  const retract = useRetract()
  const [reason, setReason] = useState<string>(client.reason?.reason ?? 'cash-flow')
  const contested = reason === 'dispute'
  const submit = (value: (name: string) => string): void => {
    const texts = { words: value('words'), saidBy: value('saidBy'), until: value('until') }
    const about = contested ? { invoice: value('invoice'), cause: value('cause') } : {}
    act.mutate(
      { client: client.id, reason, ...filled({ ...texts, ...about }) },
      {
        onSuccess: ({ id, until }) => {
          onDone()
          toast({ text: say('app.why.done', { untilDay: until }), undo: () => retract.mutate({ noun: 'lateness-reason', id }) })
        },
      },
    )
  }
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say('app.why.button')} onSubmit={submit}>
      <Field label={say('app.why.reason')} name="reason" hint={say(`app.treated.${reason}`)} error={act.error}>
        {id => (
          <select id={id} name="reason" value={reason} onChange={e => setReason(e.target.value)}>
            {LATENESS_REASONS.map(r => (
              <option key={r} value={r}>
                {say(`app.reason.${r}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {contested ? (
        <div className="two">
          <SelectField
            name="invoice"
            label={say('app.why.invoice')}
            options={client.invoices.map(i => [i.id, i.number])}
            error={act.error}
          />
          <SelectField
            name="cause"
            label={say('app.dispute.cause')}
            options={CAUSES.map(c => [c, say(`app.cause.${c}`)])}
            error={act.error}
          />
        </div>
      ) : null}
      <TextField name="words" label={say('app.why.words')} error={act.error} />
      <div className="two">
        <TextField name="saidBy" label={say('app.why.saidBy')} error={act.error} />
        <TextField name="until" type="date" label={say('app.why.until')} hint={say('app.why.untilHint')} min={today} error={act.error} />
      </div>
    </ActForm>
  )
}
