import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { CourtSheet } from '../../api/types.ts'
import { Field, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Trust } from '../../parts/segments.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { CourtFee } from './court-fee.tsx'
import type { DeskFormProps } from './desk-forms.tsx'
import { type Party, PartyForm } from './party-form.tsx'

/** Prepares a hand-over to a known lawyer or agency, or records a new one first. Nothing leaves. */
export function PrepareForm({ desk, kind, onDone }: DeskFormProps & { readonly kind: Party['kind'] }) {
  const { say } = useWords()
  const toast = useToast()
  const { data } = useQuery({ queryKey: ['intermediaries'], queryFn: () => ask<{ facts: Party[] }>('GET', '/facts/intermediary') })
  const known = (data?.facts ?? []).filter(p => p.kind === kind && p.endedOn === null)
  const act = useAct('prepare-hand-over')
  const [chosen, setChosen] = useState<string>()
  const [edits, setEdits] = useState<'terms' | 'another'>()
  if (!data) return <p className="meta" aria-busy="true" />
  const party = known.find(p => p.id === chosen) ?? known[0]
  if (!party || edits)
    return (
      <PartyForm kind={kind} currency={desk.currency} party={edits === 'terms' ? party : undefined} onDone={() => setEdits(undefined)} />
    )
  return (
    <ActForm
      error={act.error}
      isPending={act.isPending}
      button={say('app.handOver.prepare')}
      onSubmit={value =>
        act.mutate(
          { client: desk.clientId, currency: desk.currency, ...filled({ to: party.id, answerBy: value('answerBy') }) },
          {
            onSuccess: () => {
              onDone()
              toast({ text: say(`app.handOver.prepared-${kind}`) })
            },
          },
        )
      }
    >
      <Field name="to" label={say(`app.handOver.${kind}`)} error={act.error}>
        {id => (
          <select id={id} name="to" value={party.id} onChange={e => setChosen(e.target.value)}>
            {known.map(p => (
              <option key={p.id} value={p.id}>
                {p.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Terms party={party} onEdit={setEdits} />
      <TextField name="answerBy" type="date" label={say('app.handOver.answerBy')} error={act.error} />
    </ActForm>
  )
}

/** What is agreed with the chosen one, and the way to change it. */
function Terms({ party, onEdit }: { readonly party: Party; readonly onEdit: (what: 'terms' | 'another') => void }) {
  const { say } = useWords()
  const toast = useToast()
  const end = useAct('intermediary')
  const fees = [
    ...(party.feePercent === null ? [] : [say('app.handOver.party.feeSaid', { percent: party.feePercent })]),
    ...(party.feeBands ?? []).map(b =>
      say('app.handOver.party.bandSaid', {
        ...{ percent: b.percent, days: b.fromDays, from: `${b.fromAmount} ${party.currency}` },
        amount: Number(b.fromAmount) > 0 ? 'some' : 'none',
      }),
    ),
    ...(party.flatFeeMinor === null ? [] : [say('app.handOver.party.flatSaid', { feeAmount: `${party.flatFeeMinor} ${party.currency}` })]),
    ...(party.taxPercent === null ? [] : [say('app.handOver.party.taxSaid', { percent: party.taxPercent })]),
  ]
  return (
    <section aria-label={say('app.handOver.party.termsTitle', { name: party.name })}>
      <p className="meta">
        {party.country ?? say('app.handOver.party.anyCountry')} · {fees.length > 0 ? fees.join(' · ') : say('app.handOver.party.noTerms')}
      </p>
      {party.kind === 'agency' ? <p className="meta">{party.conductRules ?? say('app.handOver.party.noRules')}</p> : null}
      <Problem error={end.error} />
      <p className="acts">
        <button type="button" className="link" onClick={() => onEdit('terms')}>
          {say('app.handOver.party.terms')}
        </button>
        <button type="button" className="link" onClick={() => onEdit('another')}>
          {say('app.handOver.party.another')}
        </button>
        <button
          type="button"
          className="link"
          onClick={() =>
            end.mutate(
              { known: party.id, end: true },
              { onSuccess: () => toast({ text: say('app.handOver.party.ended', { name: party.name }) }) },
            )
          }
        >
          {say('app.handOver.party.end')}
        </button>
      </p>
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
