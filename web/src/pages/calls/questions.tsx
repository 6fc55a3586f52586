import type { RefObject } from 'react'
import type { CallView, DraftWire } from '../../api/calls.ts'
import { faultText } from '../../parts/fault-text.ts'
import { LATENESS_REASONS } from '../../parts/lateness-reasons.ts'
import { PlanBuilder } from '../../parts/plan-builder.tsx'
import { decimalOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import type { KeptDraft } from './use-draft.ts'

export interface Refs {
  readonly when: RefObject<HTMLButtonElement | null>
  readonly how: RefObject<HTMLInputElement | null>
  readonly again: RefObject<HTMLInputElement | null>
  readonly plan: RefObject<HTMLButtonElement | null>
}
interface Props {
  readonly view: CallView
  readonly kept: KeptDraft
  readonly refs: Refs
}
const MEANS = ['transfer', 'cheque', 'card', 'direct-debit', 'cash'] as const
/** A talk that leaves the reason open says nothing. */
const REASONS = LATENESS_REASONS.filter(reason => reason !== 'unknown')
type Text = { [K in keyof DraftWire]: DraftWire[K] extends string ? K : never }[keyof DraftWire]

function Entry({ kept, name, label, type = 'text' }: { kept: KeptDraft; name: Text; label: string; type?: 'text' | 'date' | 'time' }) {
  return (
    <div className="field">
      <label htmlFor={`q-${name}`}>{label}</label>
      <input id={`q-${name}`} type={type} value={kept.draft[name]} onChange={e => kept.change({ [name]: e.target.value })} />
    </div>
  )
}

function About({ view, kept }: Pick<Props, 'view' | 'kept'>) {
  const { say, figure } = useWords()
  const { draft, change } = kept
  const toggle = (id: string): void =>
    change({ invoices: draft.invoices.includes(id) ? draft.invoices.filter(i => i !== id) : [...draft.invoices, id] })
  return (
    <fieldset className="q">
      <legend className="lbl">{say('app.call.about')}</legend>
      {view.brief.invoices.map(i => (
        <label className="pick" key={i.id}>
          <input type="checkbox" checked={draft.invoices.includes(i.id)} onChange={() => toggle(i.id)} />
          {i.number}, {figure(i.openMinor, i.currency)}
        </label>
      ))}
    </fieldset>
  )
}

function Plan({ kept }: Pick<Props, 'kept'>) {
  const words = useWords()
  const { say } = words
  const { draft, check, change } = kept
  return (
    <PlanBuilder typed={draft} change={change} laid={check}>
      {check.fault ? <p className="note is-lost">{faultText(words, check.fault)}</p> : null}
      {check.parts.length > 0 ? (
        <p className="note open">{say(check.against.every(a => a.within) ? 'app.call.within' : 'app.call.over')}</p>
      ) : null}
    </PlanBuilder>
  )
}

/** A discount is given only within what was set before the call, and only for money that comes in time. */
function LetGo({ view, kept }: Pick<Props, 'view' | 'kept'>) {
  const words = useWords()
  const { say } = words
  const { draft, check, change } = kept
  if (view.floor.discountPercent === 0 && !draft.letsGo) return null
  const given = check.against.find(a => a.what === 'discount')
  return (
    <>
      <label className="pick">
        <input type="checkbox" checked={draft.letsGo} onChange={e => change({ letsGo: e.target.checked })} />
        {say('app.call.letsGo')}
      </label>
      {given ? (
        <p className={given.within ? 'note open' : 'note is-lost'} role="status">
          {say('app.call.letsGoHow', { given: given.given, set: given.set })}
        </p>
      ) : null}
    </>
  )
}

function When({ view, kept, refs }: Props) {
  const words = useWords()
  const { say } = words
  const { draft, check, change } = kept
  const once = (): void => change({ kind: 'once', amount: draft.amount || decimalOf(check.openMinor, check.currency) })
  return (
    <div className="q">
      <h2 className="lbl">{say('app.call.when')}</h2>
      <p className="meta" lang={view.brief.language}>
        {view.brief.three.when}
      </p>
      <div className="acts">
        <button type="button" className="btn" ref={refs.when} aria-pressed={draft.kind === 'once'} onClick={once}>
          {say('app.call.once')}
        </button>
        <button
          type="button"
          className="btn"
          ref={refs.plan}
          aria-pressed={draft.kind === 'plan'}
          onClick={() => change({ kind: 'plan', parts: draft.parts || '3' })}
        >
          {say('app.call.inParts')}
        </button>
      </div>
      {draft.kind === 'once' ? (
        <>
          <div className="two-up">
            <Entry kept={kept} name="on" label={say('app.call.day')} type="date" />
            <Entry kept={kept} name="amount" label={say('app.call.amount', { currency: check.currency })} />
          </div>
          <LetGo view={view} kept={kept} />
        </>
      ) : null}
      {draft.kind === 'plan' ? <Plan kept={kept} /> : null}
      {check.missing.includes('first-part-today') || draft.noPartToday ? (
        <Entry kept={kept} name="noPartToday" label={say('app.call.noPartToday')} />
      ) : null}
    </div>
  )
}

function Again({ view, kept, refs }: Props) {
  const { say } = useWords()
  const { draft, change } = kept
  return (
    <fieldset className="q">
      <legend className="lbl">
        {say('app.call.again')} {draft.again === '' ? <span className="mark amber">{say('app.call.notAsked')}</span> : null}
      </legend>
      <p className="meta" lang={view.brief.language}>
        {view.brief.three.again}
      </p>
      <div className="acts">
        {(['yes', 'no'] as const).map((a, at) => (
          <label className="pick" key={a}>
            <input
              type="radio"
              name="again"
              ref={at === 0 ? refs.again : null}
              checked={draft.again === a}
              onChange={() => change({ again: a })}
            />
            {say(`app.call.${a}`)}
          </label>
        ))}
      </div>
      {draft.again === 'yes' ? (
        <div className="two-up">
          <Entry kept={kept} name="againOn" label={say('app.call.againOn')} type="date" />
          <Entry kept={kept} name="againAt" label={say('app.call.againAt')} type="time" />
        </div>
      ) : null}
    </fieldset>
  )
}

/** The three questions, always in sight, and what was agreed. */
export function Questions({ view, kept, refs }: Props) {
  const { say } = useWords()
  const { draft, change } = kept
  const ours = draft.ourPart[0] ?? { what: '', by: '' }
  return (
    <section className="close" aria-label={say('app.call.when')}>
      {view.brief.invoices.length > 1 ? <About view={view} kept={kept} /> : null}
      <When view={view} kept={kept} refs={refs} />
      <fieldset className="q">
        <legend className="lbl">{say('app.call.how')}</legend>
        <p className="meta" lang={view.brief.language}>
          {view.brief.three.how}
        </p>
        <div className="acts">
          {MEANS.map((m, at) => (
            <label className="pick" key={m}>
              <input
                type="radio"
                name="how"
                ref={at === 0 ? refs.how : null}
                checked={draft.means === m}
                onChange={() => change({ means: m })}
              />
              {say(`app.call.means.${m}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Again view={view} kept={kept} refs={refs} />
      <div className="q stack">
        <div className="field">
          <label htmlFor="q-reason">{say('app.call.whyLate')}</label>
          <select id="q-reason" value={draft.reason} onChange={e => change({ reason: e.target.value as DraftWire['reason'] })}>
            <option value="" />
            {REASONS.map(r => (
              <option key={r} value={r}>
                {say(`app.reason.${r}`)}
              </option>
            ))}
          </select>
        </div>
        {draft.kind === 'plan' ? null : (
          <label className="pick">
            <input type="checkbox" checked={draft.dropsCosts} onChange={e => change({ dropsCosts: e.target.checked })} />
            {say('app.plan.switch.dropsCosts')}
          </label>
        )}
        <div className="two-up">
          <div className="field">
            <label htmlFor="q-ours">{say('app.call.ours')}</label>
            <input id="q-ours" type="text" value={ours.what} onChange={e => change({ ourPart: [{ ...ours, what: e.target.value }] })} />
          </div>
          <div className="field">
            <label htmlFor="q-ours-by">{say('app.call.oursBy')}</label>
            <input id="q-ours-by" type="date" value={ours.by} onChange={e => change({ ourPart: [{ ...ours, by: e.target.value }] })} />
          </div>
        </div>
      </div>
    </section>
  )
}
