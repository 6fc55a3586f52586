import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import type { CheckedPolicy, PolicyDetail, PolicyLine, PolicyPreview, PolicyView, SettingsView } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { stepName } from '../today/step-words.ts'
import { PolicyEditor } from './policy-editor.tsx'
import { PolicyRules } from './policy-rules.tsx'
import { PreviewTable } from './preview-table.tsx'
import { StepsCount } from './steps-count.tsx'

/** How clients are reminded: choose a policy, see whom it would contact in the next 30 days, or write it anew. */
export function PolicyPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const toast = useToast()
  const [name, setName] = useState(settings.policy)
  const [editing, setEditing] = useState<CheckedPolicy>()
  const chosen = settings.policies.find(p => p.name === name)
  const lines = useQuery({ queryKey: ['policies'], queryFn: () => ask<{ policies: readonly PolicyLine[] }>('GET', '/policies') })
  const done = async (text: string): Promise<void> => {
    toast({ text })
    await queries.invalidateQueries()
  }
  const choose = useMutation({
    mutationFn: (policy: string) => ask('POST', '/policies/use', { name: policy }),
    onSuccess: () => done(say('app.settings.saved')),
  })
  const drop = useMutation({
    mutationFn: () => ask('POST', '/policies/drop', { name }),
    onSuccess: () => done(say('app.policy.dropped')),
  })
  const open = useMutation({
    mutationFn: async (copy: boolean) => {
      const { yaml } = await ask<PolicyDetail>('GET', `/policies/${encodeURIComponent(name)}`)
      return ask<CheckedPolicy>('POST', '/policies/check', { yaml: copy ? yaml.replace(/^name: .*$/m, `name: ${name}-own`) : yaml })
    },
    onSuccess: setEditing,
  })
  if (editing)
    return (
      <PolicyEditor
        name={editing.policy.name}
        start={editing}
        onDone={kept => {
          setEditing(undefined)
          if (kept) setName(kept)
        }}
      />
    )
  const isOwn = lines.data?.policies.find(p => p.name === name)?.own
  return (
    <div className="stack">
      <Problem error={choose.error ?? drop.error ?? open.error} />
      <PolicyChoice lines={lines.data?.policies ?? []} name={name} onChoose={setName} />
      <p className="acts">
        {name === settings.policy ? null : (
          <button
            type="button"
            className="btn main"
            aria-disabled={choose.isPending}
            onClick={() => choose.isPending || choose.mutate(name)}
          >
            {say('app.settings.usePolicy', { name })}
          </button>
        )}
        <button type="button" className="btn" onClick={() => open.mutate(false)}>
          {say('app.policy.edit')}
        </button>
        <button type="button" className="btn text" onClick={() => open.mutate(true)}>
          {say('app.policy.copy')}
        </button>
        {isOwn ? (
          <button type="button" className="btn text" onClick={() => drop.mutate()}>
            {say('app.policy.drop')}
          </button>
        ) : null}
      </p>
      {chosen ? <Steps policy={chosen} /> : null}
      <Preview name={name} />
      <PolicyRules policies={settings.policies.map(p => p.name)} />
      <StepsCount />
    </div>
  )
}

function PolicyChoice(props: { readonly lines: readonly PolicyLine[]; readonly name: string; readonly onChoose: (name: string) => void }) {
  const { say, has } = useWords()
  const saysOf = (p: PolicyLine): string => (!p.own && has(`app.policySays.${p.name}`) ? say(`app.policySays.${p.name}`) : p.says)
  return (
    <fieldset>
      <legend className="vh">{say('app.settings.policy')}</legend>
      {props.lines.map(p => (
        <label className="pick" key={p.name}>
          <input type="radio" name="policy" checked={p.name === props.name} onChange={() => props.onChoose(p.name)} />
          <span>
            <b>{p.name}</b> {p.inForce ? <span className="mark">{say('app.settings.inForce')}</span> : null}{' '}
            {p.own ? <span className="mark">{say('app.policy.own')}</span> : null}
            <br />
            <span className="meta">{p.faults.length > 0 ? say('app.policy.wrong') : saysOf(p)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Steps({ policy }: { policy: PolicyView }) {
  const words = useWords()
  const { say, has } = words
  return (
    <table>
      <caption className="vh">{say('app.settings.steps')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('app.settings.step')}</th>
          <th scope="col">{say('app.settings.when')}</th>
          <th scope="col">{say('app.settings.how')}</th>
        </tr>
      </thead>
      <tbody>
        {policy.steps.map(s => (
          <tr key={s.id}>
            <th scope="row">{stepName(words, s.id)}</th>
            <td>
              {say('app.settings.daysAfter', { when: s.days === 0 ? 'on' : s.days < 0 ? 'before' : 'after', size: Math.abs(s.days) })}
            </td>
            <td>
              {has(`app.channel.${s.channel}`) ? say(`app.channel.${s.channel}`) : s.channel}, {say(`app.tone.${s.tone}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Preview({ name }: { name: string }) {
  const { data, error } = useQuery({
    queryKey: ['policy-preview', name],
    queryFn: () => ask<PolicyPreview>('GET', `/settings/preview?policy=${encodeURIComponent(name)}`),
  })
  return <PreviewTable preview={data} error={error} />
}
