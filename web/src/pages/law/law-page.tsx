import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { LawPageView } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { useTitle } from '../../app/title.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { LawNotes, Trust } from '../../parts/segments.tsx'
import { lawName } from '../../words/law-name.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { OwnRates } from './own-rates.tsx'

/** What the law says about lateness: for one client, or for the firm at home; why; and what nobody has confirmed. */
export function LawPage() {
  const { say } = useWords()
  const search: { client?: unknown } = useSearch({ strict: false })
  const client = typeof search.client === 'string' ? search.client : undefined
  useTitle(say('app.law.title'))
  const { data, error } = useQuery({
    queryKey: ['law', client],
    queryFn: () => ask<LawPageView>('GET', `/law${client ? `?client=${encodeURIComponent(client)}` : ''}`),
  })
  return (
    <main className="page" id="main" aria-busy={!data && !error}>
      <h1>{say('app.law.title')}</h1>
      <Problem error={error} />
      {data ? <Loaded law={data} /> : null}
    </main>
  )
}

function Loaded({ law }: { law: LawPageView }) {
  const words = useWords()
  const { say, has, day, language } = words
  const valueSaid = (v: LawPageView['values'][number]) => {
    if (v.key === 'paymentOrder')
      return v.value
        .split(', ')
        .map(debt => (has(`app.law.debt-${debt}`) ? say(`app.law.debt-${debt}`) : debt))
        .join(' → ')
    if (v.days?.standard != null || v.days?.max != null)
      return (
        <>
          {say('app.law.termsSaid', { standard: v.days.standard ?? 0, max: v.days.max ?? 0, hard: v.days.hard ? 'yes' : 'no' })}{' '}
          <span className="meta" lang="en">
            {v.value}
          </span>
        </>
      )
    return has(`app.law.is-${v.value}`) ? say(`app.law.is-${v.value}`) : v.value || say('app.law.none')
  }
  const [editing, setEditing] = useState<string | undefined>()
  const reason = (r: LawPageView['reasons'][number]): string =>
    has(`app.law.why-${r.code}`) ? say(`app.law.why-${r.code}`, { law: lawName(words, law.law), also: law.also ?? '' }) : r.text
  return (
    <>
      <p className="lead">
        {say('app.law.lead', { law: lawName(words, law.law), variant: say(`app.law.variant-${law.variant}`) })}{' '}
        {law.client ? (
          <Link to="/clients/$clientId" params={{ clientId: law.client.id }}>
            {law.client.name}
          </Link>
        ) : null}
      </p>
      <ul className="why-list">
        {law.reasons.map(r => (
          <li key={r.code}>{reason(r)}</li>
        ))}
      </ul>
      {law.claimable ? null : <p className="needs">{say('app.costs.notClaimable')}</p>}
      {law.missing ? <p className="needs">{law.missing}</p> : null}
      <LawNotes notes={law.unsure} />
      <div className="cols">
        <div>
          <section className="part">
            <h2>{say('app.law.values')}</h2>
            <Scroll label={say('app.law.values')}>
              <table>
                <thead>
                  <tr>
                    {['what', 'value', 'since', 'source'].map(c => (
                      <th key={c} scope="col">
                        {say(`app.law.col-${c}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {law.values.map(v => (
                    <tr key={v.key}>
                      <th scope="row">
                        {say(`app.law.key-${v.key}`)}{' '}
                        {v.field ? (
                          <button
                            type="button"
                            className="link"
                            aria-label={say('app.law.changeOf', { what: say(`app.law.key-${v.key}`) })}
                            onClick={() => setEditing(v.field ?? undefined)}
                          >
                            {say('app.law.change')}
                          </button>
                        ) : null}
                      </th>
                      <td>
                        {valueSaid(v)} <Trust confidence={v.confidence} />
                      </td>
                      <td className="nowrap">{v.since ? day(v.since, 'short') : ''}</td>
                      <td className="meta">
                        {v.source} {v.note ? <span lang="en">{v.note}</span> : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
            {language === 'en' ? null : <p className="meta">{say('app.law.asWritten')}</p>}
          </section>
        </div>
        <aside className="side" aria-label={say('app.law.rates')}>
          <Rates law={law} />
          <Overrides law={law} />
          <OwnRates law={law} />
        </aside>
      </div>
      <OverrideForm law={law} field={editing} onClose={() => setEditing(undefined)} />
    </>
  )
}

function Rates({ law }: { law: LawPageView }) {
  const { say, day } = useWords()
  return (
    <section className="part">
      <h2>{say('app.law.rates')}</h2>
      {law.rates.length === 0 ? <p className="quiet">{say('app.law.noRates')}</p> : null}
      <ul className="stack">
        {law.rates.map(r => (
          <li key={r.from}>
            <p>
              <b>{r.percent} %</b> {say('app.law.from', { fromDay: r.from, day: day(r.from) })} <Trust confidence={r.confidence} />
            </p>
            <p className="fine">{r.source}</p>
          </li>
        ))}
      </ul>
      <p className="meta">
        <Link to="/interest">{say('app.law.calculator')}</Link>
      </p>
    </section>
  )
}

function Overrides({ law }: { law: LawPageView }) {
  const { say, day } = useWords()
  const drop = useAct('law-drop-override')
  return (
    <section className="part">
      <h2>{say('app.law.own')}</h2>
      <Problem error={drop.error} />
      {law.overrides.length === 0 ? <p className="quiet">{say('app.law.noOwn')}</p> : null}
      <ul className="stack">
        {law.overrides.map(o => (
          <li key={o.id}>
            <p>
              {say(`app.law.key-${o.field === 'limitationYears' ? 'limitation' : o.field}`)}: <b>{o.value}</b>
            </p>
            <p className="meta">
              {o.source}, {day(o.since, 'short')}
            </p>
            <button type="button" className="link" onClick={() => drop.mutate({ id: o.id })}>
              {say('app.side.end')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  rateMode: ['each-half-year', 'fixed-at-start', 'fixed-at-end', 'each-change', 'constant'],
  dayCount: ['act/365', 'act/act', 'act/360', '30/360', 'years+days'],
  compounding: ['none', 'yearly'],
}

function OverrideForm({ law, field, onClose }: { law: LawPageView; field: string | undefined; onClose: () => void }) {
  const { say } = useWords()
  const { today } = useFirm()
  const override = useAct('law-override')
  if (!field) return null
  const choices = CHOICES[field]
  const label = say(`app.law.key-${field === 'limitationYears' ? 'limitation' : field}`)
  return (
    <Modal open onClose={onClose} title={label} lead={say('app.law.ownLead')}>
      <ActForm
        error={override.error}
        isPending={override.isPending}
        button={say('app.save')}
        onSubmit={value =>
          override.mutate(
            { law: law.law, variant: law.variant, field, value: value('value'), writtenIn: value('source'), since: value('since') },
            { onSuccess: onClose },
          )
        }
      >
        {choices ? (
          <SelectField name="value" label={say('app.law.col-value')} options={choices.map(c => [c, c])} error={override.error} />
        ) : (
          <TextField
            name="value"
            label={say('app.law.col-value')}
            hint={say(`app.law.hint-${field}`, { currency: law.currency })}
            error={override.error}
          />
        )}
        <TextField name="source" label={say('app.law.col-source')} hint={say('app.law.sourceHint')} error={override.error} />
        <TextField
          name="since"
          type="date"
          label={say('app.law.sinceContracts')}
          defaultValue={`${today.slice(0, 4)}-01-01`}
          error={override.error}
        />
      </ActForm>
    </Modal>
  )
}
