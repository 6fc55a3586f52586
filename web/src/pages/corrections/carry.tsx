import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { BillingView, CorrectionView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

/** The catch-up becomes an invoice: of the firm’s invoicing tool from our lines, or of our own. */
export function Carry({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['unbilled'], queryFn: () => ask<BillingView>('GET', '/unbilled') })
  const prepare = useAct('draft-catch-up')
  const issue = useAct('carry-correction')
  const [isLinking, setLinking] = useState(false)
  const draft = data?.drafts.find(d => d.correctionId === view.id)
  const issues = data?.issuing === 'issue'
  return (
    <div className="stack">
      <Problem error={prepare.error ?? issue.error} />
      <p className="meta">{say(issues ? 'app.case.carryUs' : 'app.case.carryTool')}</p>
      <div className="acts">
        {issues ? (
          <button
            type="button"
            className="btn main"
            aria-disabled={issue.isPending}
            onClick={() => (issue.isPending ? undefined : issue.mutate({ correction: view.id }))}
          >
            {say('app.case.issue')}
          </button>
        ) : null}
        {draft ? (
          <>
            <a className="btn" href={`/api/v1/drafts/${draft.id}/lines.csv`}>
              {say('app.unbilled.csv')}
            </a>
            <a className="btn" href={`/api/v1/drafts/${draft.id}/sheet.pdf`}>
              {say('app.unbilled.sheet')}
            </a>
          </>
        ) : (
          <button type="button" className="btn" onClick={() => prepare.mutate({ correction: view.id })}>
            {say('app.case.prepare')}
          </button>
        )}
        <button type="button" className="btn text" onClick={() => setLinking(true)}>
          {say('app.case.hasNumber')}
        </button>
      </div>
      {isLinking ? <ByNumber view={view} /> : null}
    </div>
  )
}

function ByNumber({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const carry = useAct<{ invoiceId: string }>('carry-correction')
  const submit = (value: (name: string) => string): void =>
    carry.mutate({ correction: view.id, number: value('number'), ...filled({ dueOn: value('dueOn'), taxPercent: value('taxPercent') }) })
  return (
    <ActForm error={carry.error} isPending={carry.isPending} button={say('app.correction.carry')} onSubmit={submit}>
      <TextField name="number" label={say('app.correction.number')} error={carry.error} />
      <div className="two">
        <TextField name="dueOn" type="date" label={say('app.correction.due')} error={carry.error} />
        <TextField name="taxPercent" label={say('app.correction.tax')} error={carry.error} />
      </div>
    </ActForm>
  )
}
