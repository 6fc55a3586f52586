import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useSendFiles } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { AgreementImport, AgreementRow, Suggestion } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { DropZone } from '../../parts/drop-zone.tsx'
import { faultText } from '../../parts/fault-text.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

const PERIODS = ['month', 'quarter', 'year', 'week', 'once'] as const
const plain = (text: string): string => text.replace(/[\s\u00a0\u202f%]/g, '').replace(',', '.')

/** What was agreed: on file, by list, by hand, or drafted from the invoices and confirmed. */
export function Agreements() {
  const { say } = useWords()
  const [form, setForm] = useState<Partial<Suggestion> | undefined>()
  const { data } = useQuery({
    queryKey: ['agreements'],
    queryFn: () => ask<{ agreements: readonly AgreementRow[] }>('GET', '/agreements'),
  })
  return (
    <section className="part">
      <h2>{say('app.agreement.title')}</h2>
      <p className="meta">{say('app.agreement.lead')}</p>
      <ul className="standing">
        {data?.agreements.map(a => (
          <OnFile key={a.id} row={a} />
        ))}
      </ul>
      <div className="acts">
        <button type="button" className="btn" onClick={() => setForm({})}>
          {say('app.agreement.add')}
        </button>
      </div>
      <FromList />
      <Suggested onTake={setForm} />
      <Modal
        open={form !== undefined}
        onClose={() => setForm(undefined)}
        title={say('app.agreement.add')}
        lead={form?.of ? say('app.agreement.lookAgain') : null}
      >
        {form ? <AgreementForm start={form} onDone={() => setForm(undefined)} /> : null}
      </Modal>
    </section>
  )
}

function OnFile({ row }: { row: AgreementRow }) {
  const words = useWords()
  const { say } = words
  return (
    <li>
      <Link to="/clients/$clientId" params={{ clientId: row.clientId }}>
        {row.client}
      </Link>
      , {row.title}{' '}
      <span className="meta">
        {row.nowMinor === null || row.period === null
          ? ''
          : say(`app.agreement.now-${row.period}`, { nowAmount: `${row.nowMinor} ${row.currency}` })}{' '}
        {row.endsOn === null ? '' : say('app.agreement.ends', { endsOn: row.endsOn })}{' '}
        {row.documentId ? (
          <a href={`/api/v1/documents/${row.documentId}`}>{say('app.agreement.signed', { who: row.signedBy ?? '' })}</a>
        ) : null}
      </span>
      {row.faults.map(f => (
        <p key={f.code} className="needs">
          {faultText(words, f)}
        </p>
      ))}
    </li>
  )
}

function FromList() {
  const { say } = useWords()
  const toast = useToast()
  const send = useSendFiles<AgreementImport>('/agreements/import')
  const take = (files: readonly File[]): void =>
    send.mutate(
      { files },
      { onSuccess: ({ added, changed, same }) => toast({ text: say('app.agreement.brought', { added, changed, same }) }) },
    )
  return (
    <>
      <Problem error={send.error} />
      <DropZone
        accept=".csv,.xlsx,.txt"
        title={say('app.agreement.drop')}
        hint={say('app.agreement.dropHint')}
        onFiles={files => take(files.slice(0, 1))}
      />
    </>
  )
}

const SHOWN = 8

/** What the invoices look like, where nothing is on file. */
function Suggested({ onTake }: { onTake: (s: Suggestion) => void }) {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['agreements', 'suggested'],
    queryFn: () => ask<{ suggestions: readonly Suggestion[] }>('GET', '/agreements/suggested'),
  })
  if (!data || data.suggestions.length === 0) return null
  return (
    <details className="fold">
      <summary>{say('app.agreement.suggested', { count: data.suggestions.length })}</summary>
      <p className="meta">{say('app.agreement.suggestedLead')}</p>
      <ul className="standing">
        {data.suggestions.slice(0, SHOWN).map(s => (
          <li key={s.clientId} className="row">
            <p>
              <b>{s.client}</b>{' '}
              <span className="meta">
                {say(`app.agreement.looks-${s.period}`, {
                  price: `${s.prices.at(-1)?.price ?? s.price} ${s.currency}`,
                  startsOn: s.startsOn,
                })}
                , {say('app.agreement.fits', { fitting: s.fitting, of: s.of })}
              </span>
            </p>
            <button type="button" className="btn" onClick={() => onTake(s)}>
              {say('app.agreement.take')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

const whole = (name: string, text: string): Record<string, number> => (/^\d+$/.test(text) ? { [name]: Number(text) } : {})

const clausesIn = (value: (name: string) => string) => ({
  ...filled({ lateInterestPercent: plain(value('lateInterestPercent')), earlyDiscountPercent: plain(value('earlyDiscountPercent')) }),
  ...filled({ retentionPercent: plain(value('retentionPercent')) }),
  ...whole('earlyDiscountDays', value('earlyDiscountDays')),
  ...whole('retentionMonths', value('retentionMonths')),
})

/** What was agreed about paying late, early and in part. */
function Clauses({ error }: { error: Error | null }) {
  const { say } = useWords()
  return (
    <details className="fold">
      <summary>{say('app.agreement.clauses')}</summary>
      <div className="two">
        <TextField name="lateInterestPercent" inputMode="decimal" label={say('app.agreement.lateInterest')} error={error} />
        <span />
        <TextField name="earlyDiscountPercent" inputMode="decimal" label={say('app.agreement.earlyDiscount')} error={error} />
        <TextField name="earlyDiscountDays" inputMode="numeric" label={say('app.agreement.earlyDays')} error={error} />
        <TextField name="retentionPercent" inputMode="decimal" label={say('app.agreement.retention')} error={error} />
        <TextField name="retentionMonths" inputMode="numeric" label={say('app.agreement.retentionMonths')} error={error} />
      </div>
    </details>
  )
}

function AgreementForm({ start, onDone }: { start: Partial<Suggestion>; onDone: () => void }) {
  const { say } = useWords()
  const { currency } = useFirm()
  const add = useAct('add-agreement')
  const submit = (value: (name: string) => string): void => {
    const termsDays = Number(value('termsDays'))
    add.mutate(
      {
        ...{ client: start.clientId ?? value('client'), title: value('title'), price: plain(value('price')), period: value('period') },
        ...{ startsOn: value('startsOn'), currency: start.currency ?? currency, prices: start.prices ?? [] },
        ...filled({ number: value('number'), endsOn: value('endsOn'), signedBy: value('signedBy'), taxRate: plain(value('taxRate')) }),
        ...filled({ indexPercent: plain(value('indexPercent')), quantity: plain(value('quantity')) }),
        ...filled({ discountPercent: plain(value('discountPercent')), discountTo: value('discountTo') }),
        ...(value('termsDays') && Number.isInteger(termsDays) ? { termsDays } : {}),
        ...clausesIn(value),
      },
      { onSuccess: onDone },
    )
  }
  const { error } = add
  return (
    <ActForm error={error} isPending={add.isPending} button={say('app.agreement.keep')} onSubmit={submit}>
      {start.client ? <p>{start.client}</p> : <TextField name="client" label={say('app.agreement.client')} error={error} />}
      <TextField name="title" label={say('app.agreement.what')} defaultValue={start.title} error={error} />
      <div className="two">
        <TextField
          name="price"
          inputMode="decimal"
          label={say('app.agreement.price', { currency: start.currency ?? currency })}
          defaultValue={start.price}
          error={error}
        />
        <SelectField
          name="period"
          label={say('app.agreement.period')}
          initial={start.period ?? 'month'}
          options={PERIODS.map(p => [p, say(`app.agreement.every-${p}`)] as const)}
        />
        <TextField name="startsOn" type="date" label={say('app.agreement.startsOn')} defaultValue={start.startsOn} error={error} />
        <TextField name="endsOn" type="date" label={say('app.agreement.endsOn')} error={error} />
        <TextField name="number" label={say('app.agreement.number')} error={error} />
        <TextField name="signedBy" label={say('app.agreement.signedBy')} error={error} />
        <TextField name="indexPercent" inputMode="decimal" label={say('app.agreement.index')} error={error} />
        <TextField name="taxRate" inputMode="decimal" label={say('app.agreement.tax')} error={error} />
        <TextField name="discountPercent" inputMode="decimal" label={say('app.agreement.discount')} error={error} />
        <TextField name="discountTo" type="date" label={say('app.agreement.discountTo')} error={error} />
        <TextField name="quantity" inputMode="decimal" label={say('app.agreement.quantity')} error={error} />
        <TextField name="termsDays" inputMode="numeric" label={say('app.agreement.terms')} error={error} />
      </div>
      <Clauses error={error} />
      {start.prices?.map(p => (
        <p key={p.from} className="meta">
          {say('app.agreement.later', { fromDay: p.from, price: `${p.price} ${start.currency ?? currency}` })}
        </p>
      ))}
    </ActForm>
  )
}
