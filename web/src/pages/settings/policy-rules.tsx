import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/acts.ts'
import { ApiRefusal, ask } from '../../api/client.ts'
import type { PolicyRule } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

const KINDS = ['business', 'sole-trader', 'consumer', 'public', 'unknown'] as const

/** Faults of the rule that is being added, by the fields of its form. */
const ofTheNewOne = (error: Error | null): Error | null =>
  error instanceof ApiRefusal
    ? new ApiRefusal(
        error.status,
        error.faults.map(f => ({ ...f, ...(f.field ? { field: f.field.replace(/^rules\.\d+\./, '') } : {}) })),
      )
    : error

/** Which clients are reminded by which policy: by segment, kind or country; the first rule that fits counts. */
export function PolicyRules({ policies }: { policies: readonly string[] }) {
  const { say } = useWords()
  const toast = useToast()
  const set = useAct('policy-rules')
  const { data } = useQuery({
    queryKey: ['policy-rules'],
    queryFn: () => ask<{ rules: readonly PolicyRule[] }>('GET', '/policy-rules'),
  })
  if (!data) return null
  const error = ofTheNewOne(set.error)
  const put = (rules: readonly object[]): void => set.mutate({ rules }, { onSuccess: () => toast({ text: say('app.rules.done') }) })
  const whoOf = (r: PolicyRule): string => [r.segment, r.kind ? say(`app.kind.${r.kind}`) : null, r.country].filter(Boolean).join(', ')
  return (
    <section className="stack">
      <h3>{say('app.rules.title')}</h3>
      <p className="meta">{say(data.rules.length === 0 ? 'app.rules.none' : 'app.rules.says')}</p>
      <ol className="standing">
        {data.rules.map((r, at) => (
          <li key={`${whoOf(r)} ${r.policy}`}>
            <b>{whoOf(r)}</b>: {r.policy}. {r.reason}{' '}
            <button type="button" className="link" onClick={() => put(data.rules.filter((_, i) => i !== at))}>
              {say('app.rules.end')}
            </button>
          </li>
        ))}
      </ol>
      <ActForm
        key={data.rules.length}
        error={error}
        isPending={set.isPending}
        button={say('app.rules.add')}
        onSubmit={value =>
          put([
            ...data.rules,
            {
              segment: value('segment') || null,
              kind: value('kind') || null,
              country: value('country') || null,
              policy: value('policy'),
              reason: value('reason'),
            },
          ])
        }
      >
        <div className="two">
          <TextField name="segment" label={say('app.rules.segment')} error={error} />
          <SelectField
            name="kind"
            label={say('app.rules.kind')}
            options={[['', say('app.rules.any')] as const, ...KINDS.map(k => [k, say(`app.kind.${k}`)] as const)]}
          />
          <TextField name="country" label={say('app.rules.country')} maxLength={2} error={error} />
          <SelectField name="policy" label={say('app.rules.policy')} options={policies.map(p => [p, p])} />
        </div>
        <TextField name="reason" label={say('app.rules.reason')} />
      </ActForm>
    </section>
  )
}
