import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { CheckedPolicy, PolicyDetail, PolicyLine, PolicyPreview } from '../../api/types.ts'
import { Choices } from '../../parts/choices.tsx'
import { Field } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { formOf, type PolicyForm, wireOf } from './policy-draft.ts'
import { PolicyFields } from './policy-fields.tsx'
import { Replay } from './policy-replay.tsx'
import { PreviewTable } from './preview-table.tsx'

const PAUSE_MS = 700

/** What stands in the editor, and what the server says of it a moment after the last key. */
function useDraft(start: { readonly yaml: string; readonly form: PolicyForm }) {
  const [mode, setMode] = useState<'form' | 'text'>('form')
  const [yaml, setYaml] = useState(start.yaml)
  const [form, setForm] = useState(start.form)
  const wire = (): object => (mode === 'form' ? { form: wireOf(form), yaml } : { yaml })
  const key = JSON.stringify(wire())
  const [settled, setSettled] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key])
  const check = useQuery({
    queryKey: ['policy-check', settled],
    queryFn: () => ask<CheckedPolicy>('POST', '/policies/check', JSON.parse(settled) as object),
    retry: false,
  })
  const preview = useQuery({
    queryKey: ['policy-draft-preview', settled],
    queryFn: () => ask<PolicyPreview>('POST', '/policies/preview', JSON.parse(settled) as object),
    enabled: check.isSuccess,
    retry: false,
  })
  /** From one way of writing to the other; what cannot be read stays where it is. */
  const turn = async (to: 'form' | 'text'): Promise<void> => {
    if (to === mode) return
    const read = await ask<CheckedPolicy>('POST', '/policies/check', wire()).catch(() => undefined)
    if (!read) return
    setYaml(read.yaml)
    setForm(formOf(read))
    setMode(to)
  }
  return { mode, yaml, form, setYaml, setForm, turn, wire, check, preview }
}

/** A policy as fields or as text, with what it does to the next 30 days beside it, and what it would have done last year. */
export function PolicyEditor({ name, start, onDone }: { name: string; start: CheckedPolicy; onDone: (name?: string) => void }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const toast = useToast()
  const draft = useDraft({ yaml: start.yaml, form: formOf(start) })
  const { mode, check, preview } = draft
  const save = useMutation({
    mutationFn: () => ask<{ name: string }>('POST', '/policies', draft.wire()),
    onSuccess: async ({ name: kept }) => {
      toast({ text: say('app.policy.kept', { name: kept }) })
      await queries.invalidateQueries()
      onDone(kept)
    },
  })
  const error = save.error ?? check.error
  return (
    <div className="stack">
      <Choices
        label={say('app.policy.edit')}
        value={mode}
        options={[
          ['form', say('app.policy.asForm')],
          ['text', say('app.policy.asText')],
        ]}
        onChange={to => void draft.turn(to)}
      />
      <Problem error={error} />
      {mode === 'form' ? (
        <PolicyFields form={draft.form} error={error} onChange={draft.setForm} />
      ) : (
        <Field name="yaml" label={say('app.policy.text')}>
          {id => (
            <textarea
              id={id}
              className="yaml"
              rows={28}
              spellCheck={false}
              value={draft.yaml}
              onChange={e => draft.setYaml(e.target.value)}
            />
          )}
        </Field>
      )}
      <p className="acts">
        <button
          type="button"
          className="btn main"
          aria-disabled={save.isPending || !check.isSuccess}
          onClick={() => save.isPending || !check.isSuccess || save.mutate()}
        >
          {save.isPending ? say('app.working') : say('app.policy.keep', { name: check.data?.policy.name ?? name })}
        </button>
        <button type="button" className="btn text" onClick={() => onDone()}>
          {say('app.policy.leave')}
        </button>
      </p>
      <PreviewTable preview={check.isSuccess ? preview.data : undefined} error={null} />
      <Replay draft={draft.wire} />
      <Versions name={name} onOpen={draft.setYaml} onTurn={() => void draft.turn('text')} />
    </div>
  )
}

function Versions({ name, onOpen, onTurn }: { name: string; onOpen: (yaml: string) => void; onTurn: () => void }) {
  const { say, day } = useWords()
  const lines = useQuery({ queryKey: ['policies'], queryFn: () => ask<{ policies: readonly PolicyLine[] }>('GET', '/policies') })
  const { data } = useQuery({
    queryKey: ['policy', name],
    queryFn: () => ask<PolicyDetail>('GET', `/policies/${encodeURIComponent(name)}`),
    enabled: lines.data?.policies.some(p => p.name === name && p.own) === true,
  })
  if (!data || data.versions.length < 2) return null
  return (
    <section>
      <h3>{say('app.policy.versions')}</h3>
      <ul>
        {data.versions.slice(1).map(v => (
          <li key={v.at}>
            {say('app.policy.version', { at: day(v.at.slice(0, 10)), by: v.by })}{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                onTurn()
                onOpen(v.yaml)
              }}
            >
              {say('app.policy.bringBack')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
