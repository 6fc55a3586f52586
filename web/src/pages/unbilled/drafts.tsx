import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { BillingView, DraftView } from '../../api/types.ts'
import { Amount } from '../../parts/amount.tsx'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

/** Drafts that wait: for the invoicing tool’s invoice to come in, or to be issued here. */
export function Drafts({ view }: { view: BillingView }) {
  const { say } = useWords()
  if (view.drafts.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.unbilled.drafts')}</h2>
      <p className="meta">{say(view.issuing === 'issue' ? 'app.unbilled.draftsUs' : 'app.unbilled.draftsTool')}</p>
      <ul className="standing">
        {view.drafts.map(d => (
          <li key={d.id}>
            <OneDraft draft={d} issues={view.issuing === 'issue'} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One draft with its ways on. */
export function OneDraft({ draft, issues }: { draft: DraftView; issues: boolean }) {
  const { say } = useWords()
  const withdraw = useAct('withdraw-draft')
  const [open, setOpen] = useState<'match' | 'issue' | undefined>()
  const base = `/api/v1/drafts/${draft.id}`
  return (
    <div className="stack">
      <div className="row">
        <p>
          <Link to="/clients/$clientId" params={{ clientId: draft.clientId }}>
            {draft.client}
          </Link>{' '}
          <span className="meta">
            {say(`app.unbilled.kind-${draft.kind}`)}, {say('app.unbilled.lines', { count: draft.lines })}
            {draft.originals.length > 0 ? `, ${say('app.unbilled.refers', { numbers: draft.originals.join(', ') })}` : ''}
          </span>
        </p>
        <Amount amount={{ minor: draft.netMinor, currency: draft.currency }} />
      </div>
      <Problem error={withdraw.error} />
      {draft.perhaps.length > 0 ? (
        <p className="needs">{say('app.unbilled.perhaps', { numbers: draft.perhaps.map(p => p.number).join(', ') })}</p>
      ) : null}
      <div className="acts">
        {issues ? (
          <button type="button" className="btn main" onClick={() => setOpen('issue')}>
            {say('app.unbilled.issue')}
          </button>
        ) : null}
        <a className="btn" href={`${base}/lines.csv`}>
          {say('app.unbilled.csv')}
        </a>
        <a className="btn" href={`${base}/sheet.pdf`}>
          {say('app.unbilled.sheet')}
        </a>
        <button type="button" className="btn text" onClick={() => setOpen('match')}>
          {say('app.unbilled.match')}
        </button>
        <button type="button" className="btn text" onClick={() => withdraw.mutate({ draft: draft.id })}>
          {say('app.unbilled.withdraw')}
        </button>
      </div>
      {open === 'match' ? <Match draft={draft} /> : null}
      {open === 'issue' ? <Issue draft={draft} /> : null}
    </div>
  )
}

function Match({ draft }: { draft: DraftView }) {
  const { say } = useWords()
  const match = useAct('match-draft')
  return (
    <ActForm
      error={match.error}
      isPending={match.isPending}
      button={say('app.unbilled.match')}
      onSubmit={value => match.mutate({ draft: draft.id, invoice: value('invoice') })}
    >
      <TextField name="invoice" label={say('app.unbilled.became')} defaultValue={draft.perhaps[0]?.number} error={match.error} />
    </ActForm>
  )
}

function Issue({ draft }: { draft: DraftView }) {
  const { say } = useWords()
  const toast = useToast()
  const issue = useAct<{ number: string }>('issue-draft')
  const submit = (value: (name: string) => string): void =>
    issue.mutate(
      { draft: draft.id, ...filled({ dueOn: value('dueOn'), taxPercent: value('taxPercent').replace(',', '.') }) },
      { onSuccess: ({ number }) => toast({ text: say('app.unbilled.issued', { number }) }) },
    )
  return (
    <ActForm error={issue.error} isPending={issue.isPending} button={say('app.unbilled.issue')} onSubmit={submit}>
      <div className="two">
        <TextField name="dueOn" type="date" label={say('app.unbilled.due')} hint={say('app.unbilled.dueHint')} error={issue.error} />
        <TextField name="taxPercent" inputMode="decimal" label={say('app.unbilled.tax')} error={issue.error} />
      </div>
    </ActForm>
  )
}
