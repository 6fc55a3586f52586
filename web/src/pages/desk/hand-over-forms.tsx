import { useQuery } from '@tanstack/react-query'
import { useAct, useRecord } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { CourtSheet } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Trust } from '../../parts/segments.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { CourtFee } from './court-fee.tsx'
import type { DeskFormProps } from './desk-forms.tsx'

interface Party {
  readonly id: string
  readonly name: string
  readonly kind: string
}

/** Prepares a hand-over to a known lawyer or agency, or records a new one first. Nothing leaves. */
export function PrepareForm({ desk, kind, onDone }: DeskFormProps & { readonly kind: 'lawyer' | 'agency' }) {
  const { say } = useWords()
  const toast = useToast()
  const { data } = useQuery({ queryKey: ['intermediaries'], queryFn: () => ask<{ facts: Party[] }>('GET', '/facts/intermediary') })
  const known = (data?.facts ?? []).filter(p => p.kind === kind)
  const act = useAct('prepare-hand-over')
  if (!data) return <p className="meta" aria-busy="true" />
  if (known.length === 0) return <PartyForm kind={kind} currency={desk.currency} />
  return (
    <ActForm
      error={act.error}
      isPending={act.isPending}
      button={say('app.handOver.prepare')}
      onSubmit={value =>
        act.mutate(
          { client: desk.clientId, currency: desk.currency, ...filled({ to: value('to'), answerBy: value('answerBy') }) },
          {
            onSuccess: () => {
              onDone()
              toast({ text: say(`app.handOver.prepared-${kind}`) })
            },
          },
        )
      }
    >
      <SelectField name="to" label={say(`app.handOver.${kind}`)} options={known.map(p => [p.id, p.name])} />
      <TextField name="answerBy" type="date" label={say('app.handOver.answerBy')} error={act.error} />
    </ActForm>
  )
}

function PartyForm({ kind, currency }: { kind: 'lawyer' | 'agency'; currency: string }) {
  const { say } = useWords()
  const record = useRecord('intermediary')
  return (
    <ActForm
      error={record.error}
      isPending={record.isPending}
      button={say('app.handOver.add')}
      onSubmit={value =>
        record.mutate({
          kind,
          currency,
          ...filled({
            name: value('name'),
            email: value('email'),
            feePercent: value('feePercent').replace(',', '.'),
            conductRules: value('conductRules'),
          }),
        })
      }
    >
      <p className="meta">{say(`app.handOver.none-${kind}`)}</p>
      <div className="two">
        <TextField name="name" label={say('app.handOver.name')} error={record.error} autoFocus />
        <TextField name="email" type="email" label={say('app.handOver.email')} error={record.error} />
      </div>
      {kind === 'agency' ? (
        <>
          <TextField name="feePercent" label={say('app.handOver.feePercent')} error={record.error} />
          <TextField name="conductRules" label={say('app.handOver.rules')} error={record.error} />
        </>
      ) : null}
    </ActForm>
  )
}

/** The data sheet of a court procedure. Prepared, never filed. */
export function Sheet({ clientId, code }: { clientId: string; code: string }) {
  const { say } = useWords()
  const { data, error } = useQuery({
    queryKey: ['court', clientId, code],
    queryFn: () => ask<CourtSheet>('GET', `/clients/${clientId}/court/${code}`),
  })
  if (error) return <Problem error={error} />
  if (!data) return <p className="meta" aria-busy="true" />
  return (
    <div lang={data.language}>
      <p className="meta">
        {data.form}, {data.where}
      </p>
      {data.against.length > 0 ? (
        <p className="needs">{say('app.handOver.against', { list: data.against.map(a => say(`app.handOver.why.${a}`)).join(', ') })}</p>
      ) : null}
      <CourtFee sheet={data} />
      <dl className="court-sheet">
        {data.lines.map(l => (
          <div key={l.label}>
            <dt className="meta">{l.label}</dt>
            <dd>
              {l.value || <span className="quiet">{say(l.byHand ? 'app.handOver.byHand' : 'app.handOver.unknown')}</span>}
              {l.note ? <span className="fine"> {l.note}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      {data.remarks.map(r => (
        <p className="meta" key={r}>
          {r}
        </p>
      ))}
      <p className="fine">
        {data.source} ({data.asOf}) <Trust confidence={data.confidence} />
      </p>
    </div>
  )
}
