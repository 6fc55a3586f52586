import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { ApiRefusal } from '../api/client.ts'
import { useWords } from '../words/words.tsx'
import { faultText } from './fault-text.ts'

interface FieldProps {
  readonly label: ReactNode
  readonly name: string
  readonly hint?: string | undefined
  /** The refusal of the last try: the fault that names this field is shown above it. */
  readonly error?: Error | null
  readonly children: (id: string, invalid: boolean, describedBy: string | undefined) => ReactNode
}

const faultOf = (error: Error | null | undefined, name: string) =>
  error instanceof ApiRefusal ? error.faults.find(f => f.field === name) : undefined

export function Field({ label, name, hint, error, children }: FieldProps) {
  const id = useId()
  const words = useWords()
  const fault = faultOf(error, name)
  const describedBy = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {fault ? (
        <p className="fault" id={`${id}-fault`}>
          {faultText(words, { ...fault, field: 'none' })}
        </p>
      ) : null}
      {children(id, fault !== undefined, describedBy)}
    </div>
  )
}

type TextProps = Omit<FieldProps, 'children'> & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>

export function TextField({ label, name, hint, error, type = 'text', ...input }: TextProps) {
  return (
    <Field label={label} name={name} hint={hint} error={error ?? null}>
      {(id, invalid, describedBy) => (
        <input id={id} name={name} type={type} aria-invalid={invalid || undefined} aria-describedby={describedBy} {...input} />
      )}
    </Field>
  )
}

type SelectProps = Omit<FieldProps, 'children'> & {
  readonly initial?: string
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly onChange?: (value: string) => void
}

export function SelectField({ label, name, hint, error, initial, options, onChange }: SelectProps) {
  return (
    <Field label={label} name={name} hint={hint} error={error ?? null}>
      {(id, invalid, describedBy) => (
        <select
          id={id}
          name={name}
          defaultValue={initial}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
          onChange={event => onChange?.(event.target.value)}
        >
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
