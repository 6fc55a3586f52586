import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { ClientView } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { Relief, useEndings } from '../../parts/endings.tsx'
import { Field, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import type { DeskFormProps } from './desk-forms.tsx'

const MAY_APPROVE: readonly (string | null)[] = ['manager', 'owner']

/** Gives one invoice up, with its reason, what proves it, and when its tax comes back; who may not approve asks for it. */
export function WriteOffForm({ desk, onDone }: DeskFormProps) {
  const { say, amount } = useWords()
  const toast = useToast()
  const mayApprove = MAY_APPROVE.includes(useSession().role)
  const act = useAct(mayApprove ? 'write-off' : 'propose-write-off')
  const [invoiceId, setInvoiceId] = useState(desk.invoices[0]?.id ?? '')
  const { data: endings } = useEndings(desk.clientId)
  const { data: client } = useQuery({
    queryKey: ['client', desk.clientId],
    queryFn: () => ask<ClientView>('GET', `/clients/${desk.clientId}`),
  })
  const papers = client?.papers ?? []
  const done = (): void => {
    onDone()
    toast({ text: say(mayApprove ? 'app.desk.writeOffDone' : 'app.endings.proposeDone') })
  }
  return (
    <ActForm
      error={act.error}
      isPending={act.isPending}
      button={say(mayApprove ? 'app.desk.writeOffButton' : 'app.endings.propose')}
      onSubmit={value => {
        const evidence = papers.filter(p => value(`paper-${p.id}`) === 'on').map(p => p.id)
        act.mutate({ invoice: invoiceId, reason: value('reason'), ...(mayApprove ? { evidence } : {}) }, { onSuccess: done })
      }}
    >
      <Field name="invoice" label={say('app.desk.writeOffInvoice')} error={act.error}>
        {id => (
          <select id={id} value={invoiceId} onChange={e => setInvoiceId(e.target.value)}>
            {desk.invoices.map(i => (
              <option key={i.id} value={i.id}>{`${i.number}, ${amount(i.open.minor, i.open.currency)}`}</option>
            ))}
          </select>
        )}
      </Field>
      <TextField name="reason" label={say('app.desk.writeOffReason')} error={act.error} autoFocus />
      {mayApprove ? null : <p className="meta">{say('app.endings.proposeLead')}</p>}
      {endings ? <Relief relief={endings.relief.find(r => r.invoiceId === invoiceId)} /> : null}
      {mayApprove && papers.length > 0 ? (
        <fieldset className="papers-of">
          <legend>{say('app.endings.proof')}</legend>
          {papers.map(p => (
            <label className="check" key={p.id}>
              <input type="checkbox" name={`paper-${p.id}`} /> {p.name}
            </label>
          ))}
        </fieldset>
      ) : null}
    </ActForm>
  )
}
