import { useState } from 'react'
import type { ImportAnswers, LookedList, LookedLists } from '../../api/types.ts'
import { RoleSelect, rolesOf, type Said, saidOf } from '../../parts/column-role.tsx'
import { SelectField } from '../../parts/field.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'

type SaidList = NonNullable<ImportAnswers['lists']>[string]

interface Props {
  readonly list: LookedList
  readonly looked: LookedLists
  readonly onRead: (said: SaidList) => void
}

/** The columns of one list, each with a few of its cells: what each is, and what the list holds. */
export function ListColumnsForm({ list, looked, onRead }: Props) {
  const { say } = useWords()
  const [said, setSaid] = useState<Said>(() =>
    saidOf(Object.fromEntries(list.columns.flatMap((c, at) => (c.field ? [[c.field, at]] : [])))),
  )
  const roles = rolesOf(said)
  const [holds, setHolds] = useState(list.holds)
  const name = (field: string): string => say(`app.listField.${field}`)
  const missing = looked.needed[holds].filter(group => group.every(field => roles[field] === undefined)).flatMap(([field]) => field ?? [])
  const options = looked.fields.map(field => [field, name(field)] as const)
  const isKnown = list.columns.some(c => c.field)
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        if (missing.length > 0) return
        const named = Object.entries(roles).map(([field, at]) => [field, list.columns[at]?.name ?? ''])
        onRead({ holds, columns: Object.fromEntries(named) })
      }}
    >
      <p className="prose">{say(isKnown ? 'app.listColumns.listLead' : 'app.listColumns.listUnknown')}</p>
      <SelectField
        name="holds"
        label={say('app.listColumns.holds')}
        initial={holds}
        options={(['invoices', 'payments'] as const).map(what => [what, say(`app.listColumns.${what}`)])}
        error={null}
        onChange={what => setHolds(what === 'payments' ? 'payments' : 'invoices')}
      />
      <Scroll label={say('app.columns.title', { file: list.file })}>
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">{say('app.listColumns.header')}</th>
              <th scope="col">{say('app.listColumns.examples')}</th>
              <th scope="col">{say('app.listColumns.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {list.columns.map((column, at) => (
              <tr key={column.name}>
                <th scope="row">{column.header || say('app.listColumns.noHeader')}</th>
                <td className="quiet">{column.examples.join(' · ')}</td>
                <td>
                  <RoleSelect
                    at={at}
                    label={column.header || say('app.columns.column', { number: at + 1 })}
                    said={said}
                    options={options}
                    onChange={setSaid}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <div className="acts">
        <button type="submit" className="btn main" aria-disabled={missing.length > 0}>
          {say('app.columns.read')}
        </button>
        <p className="fine" role="status">
          {missing.length > 0
            ? say('app.listColumns.missing', { fields: missing.map(name).join(', ') })
            : say('app.listColumns.missingNone')}
        </p>
      </div>
    </form>
  )
}
