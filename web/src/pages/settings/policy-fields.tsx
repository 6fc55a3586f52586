import { Field } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'
import { stepName } from '../today/step-words.ts'
import { nextStep, type PolicyForm, type StepDraft, THRESHOLDS, type Threshold, type ThresholdName } from './policy-draft.ts'

const NUMBERS = [
  'graceDays',
  'gapDays',
  'contactsPerWeek',
  'contactsPer30Days',
  'smallBalanceDays',
  'moneyFreshDays',
  'bankDays',
  'announceDays',
  'reviewDays',
]
const CHANNELS = ['email', 'sms', 'post', 'phone', 'meeting', 'webhook', 'desk'] as const
const SWITCHES = ['needsApproval', 'claimsCosts', 'byPerson', 'internal', 'onlyKnownLate', 'inGrace'] as const

interface Props {
  readonly form: PolicyForm
  readonly error: Error | null
  readonly onChange: (form: PolicyForm) => void
}

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** A number that is typed; empty where it may be left out. */
function NumberField(props: {
  readonly name: string
  readonly label: string
  readonly value: number | null
  readonly error: Error | null
  readonly onChange: (value: number | null) => void
}) {
  return (
    <Field label={props.label} name={props.name} error={props.error}>
      {(id, invalid) => (
        <input
          id={id}
          type="number"
          aria-invalid={invalid || undefined}
          value={props.value === null || Number.isNaN(props.value) ? '' : props.value}
          onChange={event => props.onChange(event.target.value === '' ? null : number(event.target.value))}
        />
      )}
    </Field>
  )
}

/** The rules of a policy, its thresholds by currency and its steps, as fields. */
export function PolicyFields({ form, error, onChange }: Props) {
  const { say } = useWords()
  const rule = (name: string, value: string | number | boolean): void => onChange({ ...form, rules: { ...form.rules, [name]: value } })
  const setStep = (at: number, step: StepDraft | undefined): void =>
    onChange({ ...form, steps: form.steps.flatMap((s, i) => (i === at ? (step ? [step] : []) : [s])) })
  return (
    <div className="stack policy-fields">
      <div className="two">
        {(['name', 'says'] as const).map(name => (
          <Field key={name} name={name} label={say(`app.policy.${name}`)} error={error}>
            {(id, invalid) => (
              <input
                id={id}
                type="text"
                aria-invalid={invalid || undefined}
                value={String(form.rules[name] ?? '')}
                onChange={e => rule(name, e.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
      {form.steps.map((step, at) => (
        // a step is known by its place: its name is what is being typed
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity here
        <StepFields key={at} at={at} step={step} error={error} onChange={changed => setStep(at, changed)} />
      ))}
      <p>
        <button type="button" className="btn" onClick={() => onChange({ ...form, steps: [...form.steps, nextStep(form.steps)] })}>
          {say('app.policy.addStep')}
        </button>
      </p>
      <h3>{say('app.policy.rules')}</h3>
      <div className="numbers">
        {NUMBERS.map(name => (
          <NumberField
            key={name}
            name={name}
            label={say(`app.policy.${name}`)}
            value={Number(form.rules[name])}
            error={error}
            onChange={v => rule(name, v ?? Number.NaN)}
          />
        ))}
        <NumberField
          name="hours.0"
          label={say('app.policy.hourFrom')}
          value={form.hours[0]}
          error={error}
          onChange={v => onChange({ ...form, hours: [v ?? Number.NaN, form.hours[1]] })}
        />
        <NumberField
          name="hours.1"
          label={say('app.policy.hourTo')}
          value={form.hours[1]}
          error={error}
          onChange={v => onChange({ ...form, hours: [form.hours[0], v ?? Number.NaN] })}
        />
      </div>
      <label className="pick">
        <input type="checkbox" checked={form.rules.weekends === true} onChange={e => rule('weekends', e.target.checked)} />
        <span>{say('app.policy.weekends')}</span>
      </label>
      {THRESHOLDS.map(name => (
        <Thresholds
          key={name}
          name={name}
          rows={form.thresholds[name]}
          error={error}
          onChange={rows => onChange({ ...form, thresholds: { ...form.thresholds, [name]: rows } })}
        />
      ))}
    </div>
  )
}

function Thresholds(props: {
  readonly name: ThresholdName
  readonly rows: readonly Threshold[]
  readonly error: Error | null
  readonly onChange: (rows: readonly Threshold[]) => void
}) {
  const { say } = useWords()
  const set = (at: number, change: Partial<Threshold>): void =>
    props.onChange(props.rows.map((row, i) => (i === at ? { ...row, ...change } : row)))
  return (
    <fieldset className="thresholds">
      <legend>{say(`app.policy.${props.name}`)}</legend>
      {props.rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a threshold is known by its place while its currency is typed
        <div className="two" key={at}>
          <Field name={`${props.name}.${row.currency}`} label={say('app.policy.currency')}>
            {id => (
              <input
                id={id}
                type="text"
                maxLength={3}
                value={row.currency}
                onChange={e => set(at, { currency: e.target.value.toUpperCase() })}
              />
            )}
          </Field>
          <Field name={`${props.name}.${row.currency}`} label={say('app.policy.amount')} error={props.error}>
            {(id, invalid) => (
              <input
                id={id}
                type="text"
                inputMode="decimal"
                aria-invalid={invalid || undefined}
                value={row.amount}
                onChange={e => set(at, { amount: e.target.value })}
              />
            )}
          </Field>
        </div>
      ))}
      <button
        type="button"
        className="btn text"
        onClick={() => props.onChange([...props.rows, { currency: props.rows.length === 0 ? '*' : '', amount: '' }])}
      >
        {say('app.policy.addThreshold')}
      </button>
    </fieldset>
  )
}

function StepFields(props: {
  readonly at: number
  readonly step: StepDraft
  readonly error: Error | null
  readonly onChange: (step: StepDraft | undefined) => void
}) {
  const words = useWords()
  const { say } = words
  const { at, step, error } = props
  const set = (name: string, value: string | number | boolean | null): void => props.onChange({ ...step, [name]: value })
  const pick = (name: string, options: readonly (readonly [string | number, string])[]) => (
    <Field name={`steps.${at}.${name}`} label={say(`app.policy.${name}`)} error={error}>
      {(id, invalid) => (
        <select
          id={id}
          aria-invalid={invalid || undefined}
          value={String(step[name])}
          onChange={e => set(name, name === 'tone' ? Number(e.target.value) : e.target.value)}
        >
          {options.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <fieldset className="step-fields">
      <legend>
        {say('app.policy.stepOf', { number: at + 1 })}: {stepName(words, step.id)}
      </legend>
      <div className="numbers">
        <NumberField
          name={`steps.${at}.days`}
          label={say('app.policy.days')}
          value={Number(step.days)}
          error={error}
          onChange={v => set('days', v ?? Number.NaN)}
        />
        {pick(
          'channel',
          CHANNELS.map(c => [c, say(`app.channel.${c}`)]),
        )}
        {pick(
          'tone',
          [1, 2, 3, 4, 5].map(t => [t, say(`app.tone.${t}`)]),
        )}
      </div>
      <details className="fold">
        <summary>{say('app.policy.more')}</summary>
        <div className="numbers">
          <Field name={`steps.${at}.id`} label={say('app.policy.id')} error={error}>
            {(id, invalid) => (
              <input id={id} type="text" aria-invalid={invalid || undefined} value={step.id} onChange={e => set('id', e.target.value)} />
            )}
          </Field>
          {pick('signs', [
            ['person', say('app.policy.signs-person')],
            ['senior', say('app.policy.signs-senior')],
          ])}
          {(['deadlineDays', 'repeatDays'] as const).map(name => (
            <NumberField
              key={name}
              name={`steps.${at}.${name}`}
              label={say(`app.policy.${name}`)}
              value={step[name] === null ? null : Number(step[name])}
              error={error}
              onChange={v => set(name, v)}
            />
          ))}
        </div>
        {SWITCHES.map(name => (
          <label className="pick" key={name}>
            <input type="checkbox" checked={step[name] === true} onChange={e => set(name, e.target.checked)} />
            <span>{say(`app.policy.${name}`)}</span>
          </label>
        ))}
        <button type="button" className="btn text" onClick={() => props.onChange(undefined)}>
          {say('app.policy.removeStep')}
        </button>
      </details>
    </fieldset>
  )
}
