import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { PressureView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from './form.tsx'
import type { FormProps } from './form-props.ts'

/** How often and when this client may be contacted. The law’s own limits stay. */
export function LimitsForm({ client, onDone }: FormProps) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('limits')
  const { data } = useQuery({
    queryKey: ['pressure', client.id],
    queryFn: () => ask<PressureView>('GET', `/clients/${client.id}/pressure`),
  })
  if (!data) return null
  const { limits } = data
  const fields = [
    ['gapDays', 'app.pressure.gap', limits.gapDays],
    ['contactsPerWeek', 'app.pressure.perWeek', limits.contactsPerWeek],
    ['contactsPer30Days', 'app.pressure.perMonth', limits.contactsPer30Days],
    ['hoursFrom', 'app.pressure.from', limits.hours[0]],
    ['hoursTo', 'app.pressure.to', limits.hours[1]],
  ] as const
  const submit = (value: (name: string) => string): void => {
    const changed = fields.filter(([name, , before]) => value(name) !== '' && Number(value(name)) !== before)
    act.mutate(
      { client: client.id, reason: value('reason'), ...Object.fromEntries(changed.map(([name]) => [name, Number(value(name))])) },
      {
        onSuccess: () => {
          onDone()
          toast({ text: say('app.pressure.done') })
        },
      },
    )
  }
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say('app.pressure.button')} onSubmit={submit}>
      <div className="two">
        {fields.map(([name, key, before]) => (
          <TextField key={name} name={name} type="number" inputMode="numeric" label={say(key)} defaultValue={before} error={act.error} />
        ))}
      </div>
      <TextField name="reason" label={say('app.pressure.reason')} error={act.error} required />
    </ActForm>
  )
}
