import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct, useRecord } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { CourtSheet } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
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

/** What stands ready or is out: rules first, then the hand-over with its dossier, then the way back. */
export function Standing({ desk }: { desk: DeskFormProps['desk'] }) {
  const { say } = useWords()
  const accept = useAct('accept-rules')
  const final = useAct<{ seal: string }>('hand-over')
  const recall = useAct('recall')
  const [seal, setSeal] = useState<string | undefined>()
  const [person, setPerson] = useState('')
  if (desk.out.length === 0 && !seal) return null
  return (
    <section className="part">
      <h2>{say('app.handOver.title')}</h2>
      <Problem error={accept.error ?? final.error ?? recall.error} />
      {seal ? <p className="meta">{say('app.handOver.seal', { seal })}</p> : null}
      <ul>
        {desk.out.map(o => (
          <li key={o.id}>
            <p>
              <b>{o.to}</b> <span className="mark">{say(o.draft ? 'app.handOver.draft' : 'app.handOver.out')}</span>
            </p>
            <div className="acts">
              {o.draft && o.kind === 'agency' ? (
                <>
                  <input
                    type="text"
                    className="short"
                    aria-label={say('app.handOver.person')}
                    placeholder={say('app.handOver.person')}
                    value={person}
                    onChange={event => setPerson(event.target.value)}
                  />
                  <button type="button" className="btn" onClick={() => accept.mutate({ handOver: o.id, by: person })}>
                    {say('app.handOver.accepted')}
                  </button>
                </>
              ) : null}
              {o.draft ? (
                <button
                  type="button"
                  className="btn main"
                  onClick={() => final.mutate({ handOver: o.id }, { onSuccess: done => setSeal(done.seal) })}
                >
                  {say('app.handOver.final')}
                </button>
              ) : null}
              <button
                type="button"
                className="link"
                onClick={() => recall.mutate({ handOver: o.id, reason: say('app.handOver.recallReason') })}
              >
                {say('app.handOver.recall')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
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
        {data.source} ({data.asOf})
      </p>
    </div>
  )
}
