import { useAct, useRetract } from '../../api/acts.ts'
import { useFirm } from '../../app/session.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from './form.tsx'
import type { FormProps } from './form-props.ts'

export const HOLD_KINDS = [
  'paused-by-us',
  'payment-under-way',
  'mutual-balance',
  'collection-under-way',
  'factor',
  'vip',
  'sensitive-day',
  'vulnerable',
  'insolvency',
  'legal',
] as const

/** Leave this client in peace, and why. */
export function HoldForm({ client, onDone }: FormProps) {
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const act = useAct('hold')
  const retract = useRetract()
  const submit = (value: (name: string) => string): void =>
    act.mutate(
      { client: client.id, ...filled({ kind: value('kind'), until: value('until'), reason: value('reason') }) },
      {
        onSuccess: ({ id }) => {
          onDone()
          toast({ text: say('app.hold.done', { client: client.name }), undo: () => retract.mutate({ noun: 'hold', id }) })
        },
      },
    )
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say('app.hold.button')} onSubmit={submit}>
      <div className="two">
        <SelectField name="kind" label={say('app.hold.kind')} options={HOLD_KINDS.map(k => [k, say(`app.kind.${k}`)])} />
        <TextField name="until" type="date" label={say('app.hold.until')} min={today} error={act.error} />
      </div>
      <TextField name="reason" label={say('app.hold.reason')} error={act.error} required />
    </ActForm>
  )
}
