import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { TextField } from './field.tsx'

export const PLAN_SHAPES = ['parts', 'until-done', 'now-and-rest'] as const
export const PLAN_SWITCHES = ['endOfMonth', 'wholeUnits', 'withInterest', 'dropsCosts'] as const

/** How a plan is paid, as it is typed: in a talk and outside one. */
export interface PlanTyped {
  readonly shape: (typeof PLAN_SHAPES)[number]
  readonly parts: string
  readonly part: string
  readonly now: string
  readonly restOn: string
  readonly firstOn: string
  readonly endOfMonth: boolean
  readonly wholeUnits: boolean
  readonly withInterest: boolean
  readonly dropsCosts: boolean
}

/** What comes of it, as the server laid it out. Minor units. */
export interface PlanLaidOut {
  readonly currency: string
  readonly totalMinor: string
  readonly interestMinor: string
  readonly parts: readonly { readonly position: number; readonly dueOn: string; readonly minor: string }[]
}

/** The one builder of payment plans: a shape, its figures, and the parts that come of it at once. */
export function PlanBuilder(props: {
  readonly typed: PlanTyped
  readonly change: (patch: Partial<PlanTyped>) => void
  readonly laid: PlanLaidOut | undefined
  readonly error?: Error | null | undefined
  /** Beside the parts: what the person must know of them. */
  readonly children?: ReactNode
}) {
  const { say } = useWords()
  const { typed, change, laid, error = null } = props
  const entry = (name: 'parts' | 'part' | 'now' | 'restOn' | 'firstOn', label: string, type: 'text' | 'date' = 'text') => (
    <TextField name={name} label={label} type={type} value={typed[name]} onChange={e => change({ [name]: e.target.value })} error={error} />
  )
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor="plan-shape">{say('app.plan.how')}</label>
        <select id="plan-shape" value={typed.shape} onChange={e => change({ shape: e.target.value as PlanTyped['shape'] })}>
          {PLAN_SHAPES.map(s => (
            <option key={s} value={s}>
              {say(`app.call.shape.${s}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="two-up">
        {typed.shape === 'parts' ? entry('parts', say('app.call.partsCount')) : null}
        {typed.shape === 'until-done' ? entry('part', say('app.call.part')) : null}
        {typed.shape === 'now-and-rest' ? entry('now', say('app.call.now')) : null}
        {typed.shape === 'now-and-rest'
          ? entry('restOn', say('app.call.restOn'), 'date')
          : entry('firstOn', say('app.call.firstOn'), 'date')}
      </div>
      <fieldset className="stack tight" aria-label={say('app.plan.how')}>
        {PLAN_SWITCHES.filter(s => s !== 'wholeUnits' || typed.shape === 'parts').map(s => (
          <label className="pick" key={s}>
            <input type="checkbox" checked={typed[s]} onChange={e => change({ [s]: e.target.checked })} />
            <span>{say(`app.plan.switch.${s}`)}</span>
          </label>
        ))}
      </fieldset>
      {laid && laid.parts.length > 0 ? <Parts laid={laid} /> : null}
      {props.children}
    </div>
  )
}

function Parts({ laid }: { laid: PlanLaidOut }) {
  const { say, day, figure } = useWords()
  const { currency, parts, totalMinor, interestMinor } = laid
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
            {interestMinor === '0' ? say('app.plan.whole') : say('app.plan.ofInterest', { interestAmount: `${interestMinor} ${currency}` })}
          </th>
          <td className="amount">{figure(totalMinor, currency)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
