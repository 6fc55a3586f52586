import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { Field, TextField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

export interface Band {
  readonly fromDays: number
  readonly fromAmount: string
  readonly percent: string
}

/** A lawyer or an agency with its terms. */
export interface Party {
  readonly id: string
  readonly name: string
  readonly kind: 'lawyer' | 'agency'
  readonly country: string | null
  readonly currency: string
  readonly person: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly feePercent: string | null
  readonly feeBands: readonly Band[] | null
  readonly flatFeeMinor: string | null
  readonly taxPercent: string | null
  readonly conductRules: string | null
  readonly endedOn: string | null
}

interface Props {
  readonly kind: Party['kind']
  readonly currency: string
  /** None: a new one. */
  readonly party?: Party | undefined
  readonly onDone: () => void
}

type Row = Record<keyof Band, string> & { readonly id: number }
const rowsOf = (bands: readonly Band[] | null): Row[] =>
  (bands ?? []).map((b, id) => ({ id, fromDays: String(b.fromDays), fromAmount: b.fromAmount, percent: b.percent }))

/** Records a lawyer or an agency with its terms, or changes them. */
export function PartyForm({ kind, currency, party, onDone }: Props) {
  const { say } = useWords()
  const act = useAct('intermediary')
  const [rows, setRows] = useState<readonly Row[]>(rowsOf(party?.feeBands ?? null))
  const text = (name: keyof Party, label: string, more: Parameters<typeof TextField>[0] | object = {}) => (
    <TextField name={name} label={label} defaultValue={String(party?.[name] ?? '')} error={act.error} {...more} />
  )
  const submit = (value: (name: string) => string): void =>
    act.mutate(
      {
        ...(party ? { known: party.id } : {}),
        ...{ kind, currency: party?.currency ?? currency, name: value('name'), country: value('country') },
        ...{ person: value('person'), email: value('email'), phone: value('phone'), taxPercent: value('taxPercent') },
        ...filled({ flatFee: value('flatFee').replace(',', '.') }),
        ...(kind === 'agency' ? { feePercent: value('feePercent'), conductRules: value('conductRules'), bands: rows.map(bandOf) } : {}),
      },
      { onSuccess: onDone },
    )
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say('app.handOver.add')} onSubmit={submit}>
      {party ? null : <p className="meta">{say(`app.handOver.none-${kind}`)}</p>}
      <div className="two">
        {text('name', say('app.handOver.name'), { autoFocus: true })}
        {text('person', say('app.handOver.party.person'))}
        {text('email', say('app.handOver.email'), { type: 'email' })}
        {text('phone', say('app.handOver.party.phone'), { type: 'tel' })}
        {text('country', say('app.handOver.party.country'), { hint: say('app.handOver.party.countryHint'), maxLength: 2 })}
        {kind === 'lawyer' ? (
          <TextField
            name="flatFee"
            inputMode="decimal"
            label={say('app.handOver.party.flatFee', { currency: party?.currency ?? currency })}
            error={act.error}
          />
        ) : (
          text('feePercent', say('app.handOver.feePercent'), { hint: say('app.handOver.party.feeHint'), inputMode: 'decimal' })
        )}
        {text('taxPercent', say('app.handOver.party.taxPercent'), { inputMode: 'decimal' })}
      </div>
      {kind === 'agency' ? (
        <>
          <Bands rows={rows} onChange={setRows} error={act.error} />
          <Field name="conductRules" label={say('app.handOver.rules')} error={act.error}>
            {id => <textarea id={id} name="conductRules" rows={3} defaultValue={party?.conductRules ?? ''} />}
          </Field>
        </>
      ) : null}
    </ActForm>
  )
}

const bandOf = ({ fromDays, fromAmount, percent }: Row): object => ({
  fromDays: Number(fromDays || 0),
  fromAmount: fromAmount.replace(',', '.') || '0',
  percent,
})

/** The fee by age and size: a row a step. */
function Bands(props: { readonly rows: readonly Row[]; readonly onChange: (rows: readonly Row[]) => void; readonly error: Error | null }) {
  const { say } = useWords()
  const { rows, onChange } = props
  const change = (id: number, name: keyof Band, value: string): void => onChange(rows.map(r => (r.id === id ? { ...r, [name]: value } : r)))
  const cell = (row: Row, name: keyof Band, label: string) => (
    <td>
      <input
        type="text"
        className="short"
        inputMode="decimal"
        aria-label={label}
        value={row[name]}
        onChange={e => change(row.id, name, e.target.value)}
      />
    </td>
  )
  return (
    <Field name="bands" label={say('app.handOver.party.bands')} error={props.error}>
      {id => (
        <div id={id} className="scroll-x">
          {rows.length > 0 ? (
            <table className="bands">
              <thead>
                <tr>
                  <th scope="col">{say('app.handOver.party.bandDays')}</th>
                  <th scope="col">{say('app.handOver.party.bandAmount')}</th>
                  <th scope="col">{say('app.handOver.party.bandPercent')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {rows.map(row => (
                  <tr key={row.id}>
                    {cell(row, 'fromDays', say('app.handOver.party.bandDays'))}
                    {cell(row, 'fromAmount', say('app.handOver.party.bandAmount'))}
                    {cell(row, 'percent', say('app.handOver.party.bandPercent'))}
                    <td>
                      <button type="button" className="link" onClick={() => onChange(rows.filter(r => r.id !== row.id))}>
                        {say('app.handOver.party.bandDrop')}
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          <button
            type="button"
            className="link"
            onClick={() => onChange([...rows, { id: Math.max(0, ...rows.map(r => r.id)) + 1, fromDays: '', fromAmount: '', percent: '' }])}
          >
            {say('app.handOver.party.bandAdd')}
          </button>
        </div>
      )}
    </Field>
  )
}
