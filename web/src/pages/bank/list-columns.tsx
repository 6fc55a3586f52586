import { useState } from 'react'
import type { ListColumns } from '../../api/types.ts'
import { RoleSelect, rolesOf, type Said, saidOf } from '../../parts/column-role.tsx'
import { useWords } from '../../words/words.tsx'

const ROLES = [
  ...(['day', 'valueDay', 'amount', 'debit', 'credit', 'side', 'currency', 'balance', 'text', 'text2'] as const),
  ...(['counterparty', 'counterpartyAccount', 'account', 'reference', 'endToEndId', 'bankId'] as const),
]
const ORDERS = ['DMY', 'MDY', 'YMD'] as const
const SIGNS = [',', '.'] as const

/** How a list is read, as the import takes it. */
export interface Mapping {
  readonly columns: Readonly<Record<string, number>>
  readonly dateOrder: string
  readonly decimal: string
}

/** The columns of one list with a few rows: what each is, corrected once and remembered. */
export function ListColumnsForm({
  list,
  isPending,
  onRead,
}: {
  list: ListColumns
  isPending: boolean
  onRead: (mapping: Mapping) => void
}) {
  const { say } = useWords()
  const [said, setSaid] = useState<Said>(() => saidOf({ ...list.mapping?.columns }))
  const [dateOrder, setDateOrder] = useState<string>(list.mapping?.dateOrder ?? 'DMY')
  const [decimal, setDecimal] = useState<string>(list.mapping?.decimal ?? ',')
  const width = Math.max(0, ...list.rows.map(row => row.length))
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        if (!isPending) onRead({ columns: rolesOf(said), dateOrder, decimal })
      }}
    >
      <p className="prose">{say(list.mapping ? 'app.columns.lead' : 'app.columns.unknown')}</p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              {Array.from({ length: width }, (_, at) => at).map(at => (
                <th key={at} scope="col">
                  <RoleSelect
                    at={at}
                    label={say('app.columns.column', { number: at + 1 })}
                    said={said}
                    options={ROLES.map(role => [role, say(`app.columns.${role}`)])}
                    onChange={setSaid}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
              <tr key={line}>
                {Array.from({ length: width }, (_, at) => at).map(at => (
                  <td key={at}>{row[at] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="two">
        <label className="field">
          <span>{say('app.columns.dateOrder')}</span>
          <select value={dateOrder} onChange={event => setDateOrder(event.target.value)}>
            {ORDERS.map(order => (
              <option key={order} value={order}>
                {say(`app.columns.${order}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{say('app.columns.decimal')}</span>
          <select value={decimal} onChange={event => setDecimal(event.target.value)}>
            {SIGNS.map(sign => (
              <option key={sign} value={sign}>
                {sign === ',' ? '1.234,50' : '1,234.50'}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="acts">
        <button type="submit" className="btn main" aria-disabled={isPending}>
          {say('app.columns.read')}
        </button>
      </p>
    </form>
  )
}
