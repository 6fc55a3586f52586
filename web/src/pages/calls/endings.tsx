import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CallView, DraftWire } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'
import { useKeys } from '../../app/keys.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import type { KeptDraft } from './use-draft.ts'

const WHY = ['says-paid', 'disputed', 'not-the-person', 'must-check', 'refused', 'insolvent', 'needs-approval', 'cut-off', 'other'] as const

interface Props {
  readonly view: CallView
  readonly kept: KeptDraft
  readonly onClose: () => void
  readonly onEnd: () => void
  readonly error: Error | null
}

/** The sentence, large, to be read to them; their yes, or their correction. */
export function ReadBack({ view, kept, onClose, onEnd, error }: Props) {
  const { say } = useWords()
  const { draft, check, change } = kept
  const set = (readBack: DraftWire['readBack']): void => change({ readBack })
  const mayEnd = check.missing.length === 0 && draft.readBack !== ''
  return (
    <Modal open onClose={onClose} title={say('app.call.readBackTitle')} wide>
      <p className="say" lang={view.brief.language}>
        {check.sentence}
      </p>
      <fieldset className="acts">
        {(['agreed', 'corrected'] as const).map(a => (
          <label className="pick" key={a}>
            <input type="radio" name="read-back" checked={draft.readBack === a} onChange={() => set(a)} />
            {say(`app.call.${a}`)}
          </label>
        ))}
      </fieldset>
      {draft.readBack === 'corrected' ? (
        <div className="field">
          <label htmlFor="correction">{say('app.call.correction')}</label>
          <input id="correction" type="text" value={draft.correction} onChange={e => change({ correction: e.target.value })} />
        </div>
      ) : null}
      <Problem error={error} />
      <div className="acts">
        <button type="button" className="btn main" aria-disabled={!mayEnd} onClick={() => (mayEnd ? onEnd() : undefined)}>
          {say('app.call.close')}
        </button>
      </div>
    </Modal>
  )
}

/** No plan: a stated reason, or the call stays open. */
export function NoPlan({ kept, onClose, onEnd, error }: Props) {
  const { say } = useWords()
  const { draft, check, change } = kept
  const mayEnd = draft.whyNone !== '' && check.missing.length === 0
  const leave = (): void => {
    change({ whyNone: '' })
    onClose()
  }
  return (
    <Modal open onClose={leave} title={say('app.call.noPlan')}>
      <fieldset className="stack" aria-label={say('app.call.noPlan')}>
        {WHY.map(w => (
          <label className="pick" key={w}>
            <input type="radio" name="why-none" checked={draft.whyNone === w} onChange={() => change({ whyNone: w })} />
            {say(`app.call.whyNone.${w}`)}
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="why-words">{say('app.call.correction')}</label>
        <input id="why-words" type="text" value={draft.whyNoneWords} onChange={e => change({ whyNoneWords: e.target.value })} />
      </div>
      {draft.whyNone !== '' && check.missing.length > 0 ? (
        <p className="note">{say('app.call.stillOpen', { list: check.missing.map(m => say(`app.call.missing.${m}`)).join(', ') })}</p>
      ) : null}
      <Problem error={error} />
      <div className="acts">
        <button type="button" className="btn main" aria-disabled={!mayEnd} onClick={() => (mayEnd ? onEnd() : undefined)}>
          {say('app.call.close')}
        </button>
      </div>
    </Modal>
  )
}

/** Keeps calm: ends here, calls back on a day at an hour. */
export function Pause({ view, kept, onClose, onDone }: { view: CallView; kept: KeptDraft; onClose: () => void; onDone: () => void }) {
  const { say } = useWords()
  const pause = useAct('call-pause')
  const [on, setOn] = useState(view.brief.on)
  const [at, setAt] = useState('15:00')
  const go = async (): Promise<void> => {
    await kept.flush()
    if (view.practice === null) await pause.mutateAsync({ call: view.call.id, backOn: on, backAt: at })
    onDone()
  }
  return (
    <Modal open onClose={onClose} title={say('app.call.pauseTitle')}>
      <p className="say" lang={view.brief.language}>
        {view.brief.calm[1]}
      </p>
      <form
        className="form"
        onSubmit={e => {
          e.preventDefault()
          void go()
        }}
      >
        <div className="two-up">
          <div className="field">
            <label htmlFor="back-on">{say('app.call.againOn')}</label>
            <input id="back-on" type="date" value={on} onChange={e => setOn(e.target.value as typeof on)} />
          </div>
          <div className="field">
            <label htmlFor="back-at">{say('app.call.againAt')}</label>
            <input id="back-at" type="time" value={at} onChange={e => setAt(e.target.value)} />
          </div>
        </div>
        <Problem error={pause.error} />
        <button type="submit" className="btn main">
          {say('app.call.pause')}
        </button>
      </form>
    </Modal>
  )
}

interface Preview {
  readonly mail: {
    readonly subject: string
    readonly text: string
    readonly to: readonly string[]
    readonly attachments: readonly string[]
  } | null
  readonly state: string | null
  readonly proof: {
    readonly deedId: string
    readonly at: string | null
    readonly response: string | null
    readonly recipient: string | null
    readonly events: readonly { readonly on: string; readonly what: string; readonly detail: string }[]
  } | null
}

/** What proves that it reached them: the server's answer, and what became known since. */
function Delivered({ proof }: { proof: NonNullable<Preview['proof']> }) {
  const { say, day } = useWords()
  return (
    <>
      {proof.response ? <p className="meta">{say('app.call.mailTaken', { response: proof.response })}</p> : null}
      {proof.events.length > 0 ? (
        <ul className="plain-list" aria-label={say('app.call.mailSince')}>
          {proof.events.map(e => (
            <li key={`${e.on} ${e.what} ${e.detail}`} className={e.what === 'bounced' ? 'is-lost' : ''}>
              {day(e.on, 'short')}: {say(`proof.event.${e.what}`)} {e.detail}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="meta">
        <a href={`/api/v1/deeds/${proof.deedId}/proof`} target="_blank" rel="noreferrer">
          {say('app.time.proof')}
        </a>
      </p>
    </>
  )
}

/** What was given away, limit by limit, beside what had been set before the call. */
function WasGiven({ view }: { view: CallView }) {
  const { say, day, figure } = useWords()
  const { against } = view.call
  if (against.length === 0) return null
  const told = (what: (typeof against)[number]['what'], value: string): string => {
    if (what === 'last') return day(value, 'short')
    if (what === 'costs') return say(value === 'true' ? 'app.call.mayDrop' : 'app.call.mayNotDrop')
    if (what === 'discount') return say('app.call.percent', { percent: value })
    const [minor = '0', currency = ''] = value.split(' ')
    return what === 'first' ? figure(minor, currency) : value
  }
  return (
    <section className="part">
      <h2>{say('app.call.given')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('app.call.limit')}</th>
            <th scope="col" className="amount">
              {say('app.call.wasSet')}
            </th>
            <th scope="col" className="amount">
              {say('app.call.wasGiven')}
            </th>
          </tr>
        </thead>
        <tbody>
          {against.map(a => (
            <tr key={a.what}>
              <th scope="row">
                {say(`app.call.limits.${a.what}`)} {a.within ? null : <span className="mark red">{say('app.call.over')}</span>}
              </th>
              <td className="end">{told(a.what, a.set)}</td>
              <td className="end">{told(a.what, a.given)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** After the call: what was given, and the read-back mail, which one key lets leave. */
export function After({ view }: { view: CallView }) {
  const { say } = useWords()
  const { call } = view
  const { data } = useQuery({
    queryKey: ['call-mail', call.id, call.mailKey],
    queryFn: () => ask<Preview>('GET', `/calls/${call.id}/mail`),
  })
  const send = useAct<{ stopped: string | null }>('call-send')
  const mail = data?.mail
  const waits = data?.state === 'waiting' && !send.isSuccess
  useKeys(waits ? [{ keys: 's', does: say('app.call.keys.send'), run: () => send.mutate({ call: call.id }) }] : [])
  return (
    <main className="page narrow after" id="main">
      <h1>{say('app.call.ended')}</h1>
      {mail ? (
        <section className="part">
          <h2>{say('app.call.mailTitle')}</h2>
          <p className="meta">
            {say('app.call.mailTo', { to: mail.to.join(', ') })}. {say('app.call.mailWith', { files: mail.attachments.join(', ') })}.
          </p>
          <Problem error={send.error} />
          {waits ? (
            <button type="button" className="btn main" onClick={() => send.mutate({ call: call.id })}>
              {say('app.call.mailSend')} <kbd>s</kbd>
            </button>
          ) : (
            <p className="note open" role="status">
              {say(data?.state === 'sent' ? 'app.call.mailSent' : 'app.call.mailHeld')}
            </p>
          )}
          {data?.proof ? <Delivered proof={data.proof} /> : null}
          <h3>{mail.subject}</h3>
          <pre className="mail-text" lang={view.brief.language}>
            {mail.text}
          </pre>
        </section>
      ) : null}
      {data && !mail && call.ending !== 'no-plan' && call.ending !== 'paused' ? <p>{say('app.call.mailNone')}</p> : null}
      <WasGiven view={view} />
      <Link to="/calls">{say('app.call.toDesk')}</Link>
    </main>
  )
}
