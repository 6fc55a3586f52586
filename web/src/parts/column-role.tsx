import { useWords } from '../words/words.tsx'

/** What was said of columns, counted from 0, the last word last: of two columns with one role the later said has it. */
export type Said = readonly { readonly at: number; readonly role: string }[]

/** Which column has which role. */
export const rolesOf = (said: Said): Readonly<Record<string, number>> => Object.fromEntries(said.map(({ role, at }) => [role, at]))

export const saidOf = (roles: Readonly<Record<string, number>>): Said => Object.entries(roles).map(([role, at]) => ({ role, at }))

/** Whoever goes through the roles by arrow key takes none away from another column for good. */
const withRole = (said: Said, at: number, role: string): Said => [
  ...said.filter(one => one.at !== at),
  ...(role === '' ? [] : [{ at, role }]),
]

interface Props {
  readonly at: number
  readonly label: string
  readonly said: Said
  readonly options: readonly (readonly [role: string, label: string])[]
  readonly onChange: (said: Said) => void
}

/** Asks what one column of a list is. */
export function RoleSelect({ at, label, said, options, onChange }: Props) {
  const { say } = useWords()
  const role = Object.entries(rolesOf(said)).find(([, column]) => column === at)?.[0] ?? ''
  return (
    <select aria-label={label} value={role} onChange={event => onChange(withRole(said, at, event.target.value))}>
      <option value="">{say('app.columns.none')}</option>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  )
}
