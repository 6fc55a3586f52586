import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { DocumentResult } from '../../api/types.ts'
import { findingText } from '../../parts/fault-text.ts'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

interface Props {
  readonly documents: readonly DocumentResult[]
  readonly form: () => FormData
  /** Nothing else was dropped that still waits to come in. */
  readonly isLast: boolean
}

/** E-invoices and their statuses before they come in: what each says, what is to be mended. */
export function EInvoices({ documents, form, isLast }: Props) {
  const words = useWords()
  const { say, day, amount } = words
  const toast = useToast()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const fresh = documents.filter(d => d.outcome !== 'same').length
  const confirm = useMutation({
    mutationFn: () => ask('POST', '/e-invoices', form()),
    onSuccess: async () => {
      toast({ text: say('app.eInvoice.done', { count: fresh }) })
      await queries.invalidateQueries()
      if (isLast) await navigate({ to: '/' })
    },
  })
  return (
    <section className="part">
      <h2>{say('app.eInvoice.title')}</h2>
      <p className="lead">{say('app.eInvoice.lead', { count: documents.length })}</p>
      <Problem error={confirm.error} />
      <ul className="standing">
        {documents.map(d => (
          <li key={`${d.file} ${d.number}`}>
            <p>
              <b>{d.number}</b> {d.client}
              {d.amount ? `, ${amount(d.amount.minor, d.amount.currency)}` : ''}{' '}
              <span className="meta">
                {say(`app.eInvoice.outcome-${d.outcome}`)} {d.dueOn ? day(d.dueOn, 'short') : ''}
              </span>
            </p>
            {d.findings.map(f => (
              <p key={`${f.code} ${f.message}`} className="meta">
                <b className={f.weight === 'mend' ? 'needs' : ''}>{say(`app.papers.${f.weight}`)}</b> · {findingText(words, f)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <div className="acts">
        <button
          type="button"
          className="btn main"
          aria-disabled={fresh === 0 || confirm.isPending || confirm.isSuccess}
          onClick={() => (fresh > 0 && !confirm.isPending && !confirm.isSuccess ? confirm.mutate() : undefined)}
        >
          {say(confirm.isSuccess ? 'app.eInvoice.done' : 'app.eInvoice.confirm', { count: fresh })}
        </button>
      </div>
    </section>
  )
}
