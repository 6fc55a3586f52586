import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../api/acts.ts'
import { ask } from '../api/client.ts'
import type { TermsView } from '../api/types.ts'
import { ActForm } from '../pages/client/form.tsx'
import { useWords } from '../words/words.tsx'
import { Field, TextField } from './field.tsx'
import { Problem } from './problem.tsx'
import { useToast } from './toast.tsx'

/** Terms for what comes next: what the client’s own record proposes, in one press, and any others by hand; the letter that says so waits. */
export function Terms({ clientId }: { clientId: string }) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('set-terms')
  const { data } = useQuery({ queryKey: ['terms', clientId], queryFn: () => ask<TermsView>('GET', `/clients/${clientId}/terms`) })
  if (!data) return null
  const { advice: t } = data
  const kept = { onSuccess: () => toast({ text: say('app.desk.termsDone') }) }
  return (
    <div className="stack terms">
      <Problem error={act.error} />
      <p>
        <b>{say(`app.desk.termsProposal.${t.proposal}`, { days: t.termsDays, percent: t.depositPercent })}</b>{' '}
        {t.reasons.map(r => say(`app.desk.termsReason.${r.code}`, r.params)).join(' ')}
      </p>
      {t.proposal === 'keep' ? null : (
        <p className="acts">
          <button
            type="button"
            className="btn"
            aria-disabled={act.isPending}
            onClick={() => (act.isPending ? undefined : act.mutate({ client: clientId, proposal: t.proposal }, kept))}
          >
            {say('app.desk.termsButton')}
          </button>
        </p>
      )}
      <details>
        <summary className="meta">
          <span className="glass">{say('app.terms.other')}</span>
        </summary>
        <Others terms={data} />
      </details>
    </div>
  )
}

function Others({ terms }: { terms: TermsView }) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('set-terms')
  const [proposal, setProposal] = useState<string>(terms.choices[0]?.proposal ?? 'relax')
  const chosen = terms.choices.find(c => c.proposal === proposal)
  return (
    <ActForm
      error={act.error}
      isPending={act.isPending}
      button={say('app.desk.termsButton')}
      onSubmit={value =>
        act.mutate(
          {
            ...{ client: terms.clientId, proposal },
            ...(proposal === 'prepay' ? {} : { days: Number(value('days') || Number.NaN) }),
            ...(proposal === 'deposit' ? { depositPercent: Number(value('depositPercent').replace(',', '.') || Number.NaN) } : {}),
          },
          { onSuccess: () => toast({ text: say('app.desk.termsDone') }) },
        )
      }
    >
      <Field name="proposal" label={say('app.terms.what')} error={act.error}>
        {id => (
          <select id={id} value={proposal} onChange={e => setProposal(e.target.value)}>
            {terms.choices.map(c => (
              <option key={c.proposal} value={c.proposal}>
                {say(`app.terms.choice.${c.proposal}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {proposal === 'prepay' ? null : (
        <TextField
          key={`days ${proposal}`}
          name="days"
          inputMode="numeric"
          label={say('app.terms.days')}
          defaultValue={String(chosen?.termsDays ?? terms.days)}
          error={act.error}
        />
      )}
      {proposal === 'deposit' ? (
        <TextField
          name="depositPercent"
          inputMode="decimal"
          label={say('app.terms.deposit')}
          defaultValue={String(chosen?.depositPercent ?? 50)}
          error={act.error}
        />
      ) : null}
    </ActForm>
  )
}
