import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { BankView } from '../../api/types.ts'
import { Amount } from '../../parts/amount.tsx'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { useLineAsks } from './line-asks.tsx'

/** Money that went out and points to no client: folded, for most of it is nobody's here. A refund among it is booked, the rest set aside at once. */
export function OutLines({ out }: { out: BankView['out'] }) {
  const { say, day } = useWords()
  const toast = useToast()
  const { ask, error, modals } = useLineAsks()
  const [isAsking, setAsking] = useState(false)
  const all = useAct<{ readonly line: string | null }>('bank-aside-out')
  const undo = useAct('bank-undo-aside')
  if (out.count === 0) return null
  return (
    <details className="fold">
      <summary>
        {say('app.bank.out')} <span className="meta">{out.count}</span>
      </summary>
      <p>{say('app.bank.outLead')}</p>
      <Problem error={error ?? undo.error} />
      <ul className="stack">
        {out.lines.map(line => (
          <li key={line.id}>
            <p className="row">
              <span>
                <span className="meta nowrap">{day(line.valueOn, 'short')}</span> {line.counterparty ?? line.text}
              </span>
              <Amount amount={{ minor: line.minor, currency: line.currency }} />
            </p>
            {line.counterparty ? <p className="meta">{line.text}</p> : null}
            <p className="acts">
              <button type="button" className="link" onClick={() => ask('elsewhere', line)}>
                {say('app.bank.refundElsewhere')}
              </button>
              <button type="button" className="link" onClick={() => ask('aside', line)}>
                {say('app.bank.aside')}
              </button>
            </p>
          </li>
        ))}
      </ul>
      {out.count > out.lines.length ? <p className="meta">{say('app.bank.outMore', { count: out.count - out.lines.length })}</p> : null}
      <p className="acts">
        <button type="button" className="btn" onClick={() => setAsking(true)}>
          {say('app.bank.outAside', { count: out.count })}
        </button>
      </p>
      {modals}
      <Modal open={isAsking} onClose={() => setAsking(false)} title={say('app.bank.outAside', { count: out.count })}>
        <ActForm
          error={all.error}
          isPending={all.isPending}
          button={say('app.bank.aside')}
          onSubmit={value =>
            all.mutate(
              { why: value('why') },
              {
                onSuccess: ({ line }) => {
                  setAsking(false)
                  toast({ text: say('app.bank.asideDone'), ...(line ? { undo: () => undo.mutate({ line }) } : {}) })
                },
              },
            )
          }
        >
          <TextField name="why" label={say('app.bank.asideWhy')} hint={say('app.bank.outHint')} error={all.error} />
        </ActForm>
      </Modal>
    </details>
  )
}
