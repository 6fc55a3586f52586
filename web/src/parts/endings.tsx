import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../api/acts.ts'
import { ask } from '../api/client.ts'
import type { EndingsView, ReliefView, WriteOffView } from '../api/types.ts'
import { ActForm, filled } from '../pages/client/form.tsx'
import { useWords } from '../words/words.tsx'
import { TextField } from './field.tsx'
import { Modal } from './modal.tsx'
import { Problem } from './problem.tsx'
import { Trust } from './segments.tsx'
import { useToast } from './toast.tsx'

export const useEndings = (clientId: string) =>
  useQuery({ queryKey: ['endings', clientId], queryFn: () => ask<EndingsView>('GET', `/clients/${clientId}/endings`) })

/** How claims on a client ended, or one invoice's: settled with its credit note, written off with its tax, and the way back. */
export function Endings({ clientId, invoice }: { clientId: string; invoice?: { readonly id: string; readonly number: string } }) {
  const { say } = useWords()
  const { data } = useEndings(clientId)
  if (!data) return null
  const isMine = (id: string): boolean => invoice === undefined || invoice.id === id
  const writeOffs = data.writeOffs.filter(w => isMine(w.invoiceId))
  const proposed = data.proposed.filter(p => isMine(p.invoiceId))
  const settled = data.settled.filter(s => invoice === undefined || s.numbers.includes(invoice.number))
  if (writeOffs.length + proposed.length + settled.length === 0) return null
  return (
    <section className="part endings">
      <h2>{say('app.endings.title')}</h2>
      {proposed.map(p => (
        <Proposed key={p.taskId} proposed={p} />
      ))}
      {writeOffs.map(w => (
        <WrittenOff key={w.id} w={w} />
      ))}
      {settled.map(s => (
        <Settled key={s.id} s={s} />
      ))}
    </section>
  )
}

const param = ({ minor, currency }: { readonly minor: string; readonly currency: string }): string => `${minor} ${currency}`

/** When the tax comes back, by which rule, and what is to be kept for it. */
export function Relief({ relief }: { relief: ReliefView | null | undefined }) {
  const { say, language } = useWords()
  if (!relief) return <p className="meta">{say('app.endings.reliefUnknown')}</p>
  const { from, until, needs, isOpen, clause, source, confidence, evidence, tax } = relief
  const days = { fromDay: from ?? '', untilDay: until ?? '', until: until === null ? 'none' : 'day' }
  const isWaiting = from !== null && !isOpen
  const key = isOpen ? 'reliefOpen' : needs !== 'nothing' ? 'reliefNeeds' : isWaiting ? 'reliefFrom' : 'reliefOver'
  return (
    <>
      <p>{say(`app.endings.${key}`, { taxAmount: param(tax), needs, ...days })}</p>
      <p className="fine">
        {say('app.endings.basis', { clause, source })} <Trust confidence={confidence} />{' '}
        {say('app.endings.keep', { list: new Intl.ListFormat(language).format(evidence) })}
      </p>
    </>
  )
}

function WrittenOff({ w }: { w: WriteOffView }) {
  const { say, amount } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="stack">
      <p>
        {say('app.endings.gaveUp', {
          ...{ number: w.number, amount: amount(w.amount.minor, w.amount.currency), onDay: w.on },
          ...{ reason: /[.!?。]$/.test(w.reason) ? w.reason : `${w.reason}.`, by: w.approvedBy },
        })}{' '}
        <span className="mark">{say('app.endings.mark')}</span>
      </p>
      {w.came ? <p className="needs">{say('app.endings.came', { cameAmount: param(w.came) })}</p> : null}
      <Relief relief={w.relief} />
      {w.papers.length > 0 ? (
        <p className="meta">
          {say('app.endings.papers')} {w.papers.map(p => p.name).join(', ')}
        </p>
      ) : null}
      <p className="acts">
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          {say('app.endings.undo')}
        </button>
      </p>
      <Modal open={isOpen} onClose={() => setOpen(false)} title={say('app.endings.undoTitle')} lead={say('app.endings.undoLead')}>
        {isOpen ? <UndoForm w={w} onDone={() => setOpen(false)} /> : null}
      </Modal>
    </div>
  )
}

function UndoForm({ w, onDone }: { w: WriteOffView; onDone: () => void }) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('undo-write-off')
  const done = (): void => {
    onDone()
    toast({ text: say('app.endings.undoDone') })
  }
  return (
    <ActForm
      error={act.error}
      isPending={act.isPending}
      button={say('app.endings.undo')}
      onSubmit={value => act.mutate({ invoice: w.invoiceId, ...filled({ amount: value('amount') }) }, { onSuccess: done })}
    >
      <TextField
        name="amount"
        inputMode="decimal"
        label={`${say('app.endings.undoAmount')} (${w.amount.currency})`}
        hint={say('app.endings.undoHint')}
        error={act.error}
        autoFocus
      />
    </ActForm>
  )
}

function Proposed({ proposed }: { proposed: EndingsView['proposed'][number] }) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('write-off')
  const { invoiceId, title, reason, amount } = proposed
  return (
    <div className="stack">
      <p className="needs">{say('app.endings.proposed', { what: title, reason })}</p>
      <Problem error={act.error} />
      <p className="acts">
        <button
          type="button"
          className="btn main"
          aria-disabled={act.isPending}
          onClick={() =>
            act.isPending
              ? undefined
              : act.mutate(
                  { invoice: invoiceId, reason, ...filled({ amount }) },
                  { onSuccess: () => toast({ text: say('app.desk.writeOffDone') }) },
                )
          }
        >
          {say('app.endings.approve')}
        </button>
      </p>
    </div>
  )
}

function Settled({ s }: { s: EndingsView['settled'][number] }) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('credit-settlement')
  const [isOpen, setOpen] = useState(false)
  const done = (): void => {
    setOpen(false)
    toast({ text: say('app.endings.creditDone') })
  }
  return (
    <div className="stack">
      <p>
        {say('app.endings.settled', { paidAmount: param(s.paid), letGoAmount: param(s.letGo), numbers: s.numbers.join(', ') })}{' '}
        {s.credited ? <span className="mark">{say('app.endings.credited')}</span> : null}
      </p>
      {s.credited ? null : (
        <p className="acts">
          <button type="button" className="btn" onClick={() => setOpen(true)}>
            {say('app.endings.credit')}
          </button>
        </p>
      )}
      <Modal open={isOpen} onClose={() => setOpen(false)} title={say('app.endings.credit')} lead={say('app.endings.creditLead')}>
        {isOpen ? (
          <ActForm
            error={act.error}
            isPending={act.isPending}
            button={say('app.endings.credit')}
            onSubmit={value => act.mutate({ offer: s.id, number: value('number') }, { onSuccess: done })}
          >
            <TextField name="number" label={say('app.endings.creditNumber')} error={act.error} autoFocus />
          </ActForm>
        ) : null}
      </Modal>
    </div>
  )
}
