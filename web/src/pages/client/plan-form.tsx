import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type ActBody, useAct } from '../../api/acts.ts'
import { ApiRefusal, ask } from '../../api/client.ts'
import type { ClientView } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import type { FormProps } from './dialogs.tsx'
import { ActForm } from './form.tsx'

const SHAPES = ['parts', 'until-done', 'now-and-rest'] as const
type Shape = (typeof SHAPES)[number]
const SWITCHES = ['endOfMonth', 'wholeUnits', 'withInterest', 'dropsCosts'] as const

interface Typed {
  readonly shape: Shape
  readonly parts: string
  readonly part: string
  readonly now: string
  readonly restOn: string
  readonly firstOn: string
  readonly agreedWith: string
  readonly what: string
  readonly by: string
  readonly approvedBy: string
}
type Switches = Readonly<Record<(typeof SWITCHES)[number], boolean>>

interface Preview {
  readonly currency: string
  readonly totalMinor: string
  readonly interestMinor: string
  readonly parts: readonly { readonly position: number; readonly dueOn: string; readonly minor: string }[]
}

/** What is typed, as the act takes it: an amount that can be read is written with a point. */
function bodyOf(invoices: readonly string[], currency: string, typed: Typed, on: Switches): ActBody {
  const money = (text: string): string => {
    const minor = minorOf(text, currency)
    return minor === undefined ? text : decimalOf(minor, currency)
  }
  const shaped = {
    parts: { parts: Number(typed.parts) },
    'until-done': { part: money(typed.part) },
    'now-and-rest': { now: money(typed.now), restOn: typed.restOn },
  }[typed.shape]
  return {
    invoices,
    shape: typed.shape,
    ...shaped,
    ...(typed.firstOn ? { firstOn: typed.firstOn } : {}),
    ...on,
    ...(typed.agreedWith ? { agreedWith: typed.agreedWith } : {}),
    ...(typed.what && typed.by ? { ourPart: [{ what: typed.what, by: typed.by }] } : {}),
    ...(typed.approvedBy ? { approvedBy: typed.approvedBy } : {}),
  }
}

/** A payment plan over some invoices: laid out as it is typed, agreed by one button. */
export function PlanForm({ client, onDone }: FormProps) {
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const navigate = useNavigate()
  const act = useAct('plan')
  const [chosen, setChosen] = useState<readonly string[]>(client.invoices.filter(i => i.state === 'late').map(i => i.id))
  const [on, setOn] = useState<Switches>({ endOfMonth: false, wholeUnits: true, withInterest: false, dropsCosts: false })
  const [typed, setTyped] = useState<Typed>({
    ...{ shape: 'parts', parts: '3', part: '', now: '', restOn: '', firstOn: today },
    ...{ agreedWith: client.contacts[0]?.name ?? '', what: '', by: '', approvedBy: '' },
  })
  const currency = client.invoices.find(i => chosen.includes(i.id))?.currency ?? ''
  const body = bodyOf(chosen, currency, typed, on)
  const preview = useQuery({
    queryKey: ['plan-preview', body],
    queryFn: () => ask<Preview>('POST', '/acts/plan-preview', body),
    enabled: chosen.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const error = act.error ?? preview.error
  const needsName = error instanceof ApiRefusal && error.faults.some(f => f.field === 'approvedBy')
  const put = (more: Partial<Typed>): void => setTyped(now => ({ ...now, ...more }))
  const entry = (name: Exclude<keyof Typed, 'shape'>, label: string, type: 'text' | 'date' = 'text') => (
    <TextField name={name} label={label} type={type} value={typed[name]} onChange={e => put({ [name]: e.target.value })} error={error} />
  )
  const agree = (): void =>
    act.mutate(body, {
      onSuccess: () => {
        onDone()
        toast({ text: say('app.plan.made') })
        void navigate({ to: '/plans' })
      },
    })
  return (
    <ActForm error={error} isPending={act.isPending} button={say('app.plan.agree')} onSubmit={agree}>
      <Which client={client} chosen={chosen} currency={currency} onChange={setChosen} />
      <div className="field">
        <label htmlFor="plan-shape">{say('app.plan.how')}</label>
        <select id="plan-shape" value={typed.shape} onChange={e => put({ shape: e.target.value as Shape })}>
          {SHAPES.map(s => (
            <option key={s} value={s}>
              {say(`app.call.shape.${s}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="two">
        {typed.shape === 'parts' ? entry('parts', say('app.call.partsCount')) : null}
        {typed.shape === 'until-done' ? entry('part', say('app.call.part')) : null}
        {typed.shape === 'now-and-rest' ? entry('now', say('app.call.now')) : null}
        {typed.shape === 'now-and-rest'
          ? entry('restOn', say('app.call.restOn'), 'date')
          : entry('firstOn', say('app.call.firstOn'), 'date')}
      </div>
      <fieldset className="stack" aria-label={say('app.plan.how')}>
        {SWITCHES.filter(s => s !== 'wholeUnits' || typed.shape === 'parts').map(s => (
          <label className="pick" key={s}>
            <input type="checkbox" checked={on[s]} onChange={e => setOn({ ...on, [s]: e.target.checked })} />
            <span>{say(`app.plan.switch.${s}`)}</span>
          </label>
        ))}
      </fieldset>
      {preview.data && chosen.length > 0 ? <LaidOut preview={preview.data} /> : null}
      <details className="fold">
        <summary>{say('app.plan.bothSides')}</summary>
        {entry('agreedWith', say('app.plan.agreedWith'))}
        <div className="two">
          {entry('what', say('app.call.ours'))}
          {entry('by', say('app.call.oursBy'), 'date')}
        </div>
      </details>
      {needsName || typed.approvedBy ? entry('approvedBy', say('app.plan.approvedBy')) : null}
    </ActForm>
  )
}

/** The invoices it is about: one currency at a time. */
function Which(props: {
  readonly client: ClientView
  readonly chosen: readonly string[]
  readonly currency: string
  readonly onChange: (chosen: readonly string[]) => void
}) {
  const { say, day, amount } = useWords()
  const { client, chosen, currency, onChange } = props
  return (
    <fieldset className="field">
      <legend>{say('app.call.about')}</legend>
      <div>
        {client.invoices.map(i => (
          <label className="pick" key={i.id}>
            <input
              type="checkbox"
              checked={chosen.includes(i.id)}
              disabled={currency !== '' && i.currency !== currency}
              onChange={e => onChange(e.target.checked ? [...chosen, i.id] : chosen.filter(id => id !== i.id))}
            />
            <span>
              {say('app.field.invoiceOption', { number: i.number, due: day(i.dueOn, 'short'), open: amount(i.openMinor, i.currency) })}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function LaidOut({ preview }: { preview: Preview }) {
  const { say, day, figure } = useWords()
  const { currency, parts } = preview
  return (
    <table className="plan" aria-live="polite">
      <thead>
        <tr>
          <th scope="col">{say('app.call.planPart')}</th>
          <th scope="col">{say('app.call.planOn')}</th>
          <th scope="col" className="amount">
            {currency}
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map(p => (
          <tr key={p.position}>
            <td>{p.position}</td>
            <td>{day(p.dueOn, 'near')}</td>
            <td className="amount">{figure(p.minor, currency)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {preview.interestMinor === '0'
              ? say('app.plan.whole')
              : say('app.plan.ofInterest', { interestAmount: `${preview.interestMinor} ${currency}` })}
          </th>
          <td className="amount">{figure(preview.totalMinor, currency)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
