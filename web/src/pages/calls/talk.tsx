import { type RefObject, useState } from 'react'
import type { CallView } from '../../api/calls.ts'
import { useWords } from '../../words/words.tsx'
import { timeOf } from './brief-side.tsx'
import { CorrectionScript } from './correction-script.tsx'
import type { KeptDraft } from './use-draft.ts'

type Excuse = CallView['excuses'][number]
const SHOWN = 4

const plainly = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word typed stands in one of the ways of saying it. */
const matches = (excuse: Excuse, typed: string): boolean => {
  const words = plainly(typed).split(/\s+/).filter(Boolean)
  return excuse.phrases.some(p => words.every(w => plainly(p).includes(w)))
}

function typeOf(field: string): 'date' | 'text' {
  return /On$/.test(field) ? 'date' : 'text'
}

function OneExcuse({ excuse, view, kept }: { excuse: Excuse; view: CallView; kept: KeptDraft }) {
  const { say } = useWords()
  const { draft, change } = kept
  const noted = draft.excuses.find(e => e.excuse === excuse.id)
  const until = new Date(`${view.brief.on}T00:00:00Z`)
  until.setUTCDate(until.getUTCDate() + excuse.verifyDays)
  const set = (evidence: Record<string, string>): void =>
    change({
      excuses: [
        ...draft.excuses.filter(e => e.excuse !== excuse.id),
        { excuse: excuse.id, invoices: noted?.invoices ?? draft.invoices, evidence },
      ],
      ...(excuse.reason && draft.reason === '' ? { reason: excuse.reason } : {}),
      ...(excuse.leads === 'plan' && draft.kind === 'none' ? { kind: 'plan' as const, parts: '3' } : {}),
    })
  return (
    <details className="fold ex">
      <summary>
        “{excuse.phrases[0]}” {noted ? <span className="mark">{say('app.call.asked')}</span> : null}
      </summary>
      <p className="say" lang={view.brief.language}>
        {excuse.ask}
      </p>
      <div className="ask">
        {excuse.evidence.map(field => (
          <div className="field" key={field}>
            <label htmlFor={`${excuse.id}-${field}`}>{say(`app.call.evidence.${field}`)}</label>
            <input
              id={`${excuse.id}-${field}`}
              type={typeOf(field)}
              value={noted?.evidence[field] ?? ''}
              onChange={e => set({ ...noted?.evidence, [field]: e.target.value })}
            />
          </div>
        ))}
      </div>
      {noted ? null : (
        <button type="button" className="btn" onClick={() => set({})}>
          {say('app.call.noteIt')}
        </button>
      )}
      <p className="note open">
        {say(`app.call.leads.${excuse.leads}`)}{' '}
        {say('app.call.verifyOn', { onDay: until.toISOString().slice(0, 10), rests: excuse.rests ? 'yes' : 'no' })}
      </p>
    </details>
  )
}

function Practice({ lines }: { lines: readonly string[] }) {
  const { say } = useWords()
  const [at, setAt] = useState(0)
  return (
    <div className="part">
      <h2>{say('app.call.practiceSays')}</h2>
      <p className="say" aria-live="polite">
        {lines[at]}
      </p>
      <button type="button" className="btn" onClick={() => setAt(n => (n + 1) % lines.length)}>
        {say('app.call.practiceNext')}
      </button>
    </div>
  )
}

interface Props {
  readonly view: CallView
  readonly kept: KeptDraft
  readonly notes: RefObject<HTMLTextAreaElement | null>
  readonly find: RefObject<HTMLInputElement | null>
}

/** What is said: how to open, the notes, and what to answer to what they say. */
export function Talk({ view, kept, notes, find }: Props) {
  const { say } = useWords()
  const { brief, practice } = view
  const { draft, change, savedAt, isUnsaved } = kept
  const [typed, setTyped] = useState('')
  const found = view.excuses.filter(e => (typed.trim() ? matches(e, typed) : draft.excuses.some(d => d.excuse === e.id)))
  const usual = ['cheque-in-the-post', 'never-got-invoice', 'accountant-pays', 'waiting-for-money', 'cash-is-short']
  const shown = typed.trim() ? found.slice(0, SHOWN) : [...found, ...view.excuses.filter(e => usual.includes(e.id) && !found.includes(e))]
  return (
    <section className="talk" aria-label={say('app.call.open')}>
      {practice ? <Practice lines={practice} /> : null}
      {view.correction ? (
        <CorrectionScript script={view.correction} isMeeting={view.call.kind === 'meeting'} language={brief.language} />
      ) : null}
      <div className="part">
        <h2>{say('app.call.open')}</h2>
        {view.correction && brief.lateMinor === '0' ? null : (
          <p className="say" lang={brief.language}>
            {brief.opening}
          </p>
        )}
        <p className="meta">
          {say('app.call.listen')} <span lang={brief.language}>{brief.question}</span>
        </p>
        <details className="fold">
          <summary>{say('app.call.rough')}</summary>
          {brief.calm.map(line => (
            <p key={line} lang={brief.language}>
              {line}
            </p>
          ))}
        </details>
      </div>
      <div className="part">
        <h2>
          <label htmlFor="notes">{say('app.call.notes')}</label>
        </h2>
        <textarea id="notes" ref={notes} rows={4} value={draft.notes} onChange={e => change({ notes: e.target.value })} />
        <p className="fine">
          {practice
            ? say('app.call.notSaved')
            : isUnsaved
              ? say('app.call.unsaved')
              : say('app.call.saved', { time: savedAt ? timeOf(savedAt) : '…' })}
        </p>
      </div>
      <div className="part">
        <h2>{say('app.call.says')}</h2>
        <input
          type="search"
          ref={find}
          aria-label={say('app.call.find')}
          placeholder={say('app.call.find')}
          value={typed}
          onChange={e => setTyped(e.target.value)}
        />
        {shown.map(e => (
          <OneExcuse key={e.id} excuse={e} view={view} kept={kept} />
        ))}
      </div>
    </section>
  )
}
