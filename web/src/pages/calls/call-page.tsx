import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CallView } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'
import { useKeys } from '../../app/keys.tsx'
import { useTitle } from '../../app/title.ts'
import { BalanceLink } from '../../parts/balance-link.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { Checked, FloorList, Lately, Reactions, timeOf } from './brief-side.tsx'
import { After, NoPlan, Pause, ReadBack } from './endings.tsx'
import { Questions, type Refs } from './questions.tsx'
import { Talk } from './talk.tsx'
import { type KeptDraft, useDraft } from './use-draft.ts'

export function CallPage() {
  const { callId = '' } = useParams({ strict: false })
  return <Loaded path={`/calls/${callId}`} />
}

export function PracticePage() {
  const { practiceId = '' } = useParams({ strict: false })
  return <Loaded path={`/calls/practice/${practiceId}`} />
}

function Loaded({ path }: { path: string }) {
  const { data, error } = useQuery({ queryKey: ['call', path], queryFn: () => ask<CallView>('GET', path) })
  if (error)
    return (
      <main className="page" id="main">
        <Problem error={error} />
      </main>
    )
  if (!data) return <main className="page" id="main" aria-busy="true" />
  return data.call.endedAt ? <After view={data} /> : <Talking key={data.call.id} view={data} />
}

type Open = 'read-back' | 'no-plan' | 'pause' | undefined

/** Escape leaves a field, so that the keys of the page work again. */
const leaveField = (event: KeyboardEvent): void => {
  if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
}

function Talking({ view }: { view: CallView }) {
  const { say } = useWords()
  const kept = useDraft(view)
  const queries = useQueryClient()
  const close = useAct('call-close')
  const [open, setOpen] = useState<Open>()
  const [practised, setPractised] = useState<string | null>(null)
  const [show, setShow] = useState(false)
  const notes = useRef<HTMLTextAreaElement>(null)
  const find = useRef<HTMLInputElement>(null)
  const refs: Refs = { when: useRef(null), how: useRef(null), again: useRef(null), plan: useRef(null) }
  useTitle(view.brief.contact.name ?? view.brief.name)
  const readBack = (): void => {
    if (kept.check.sentence) setOpen('read-back')
  }
  useKeys([
    { keys: 'n', does: say('app.call.keys.notes'), run: () => notes.current?.focus() },
    { keys: 'x', does: say('app.call.keys.excuse'), run: () => find.current?.focus() },
    { keys: '1', does: say('app.call.keys.q1'), run: () => refs.when.current?.focus() },
    { keys: '2', does: say('app.call.keys.q2'), run: () => refs.how.current?.focus() },
    { keys: '3', does: say('app.call.keys.q3'), run: () => refs.again.current?.focus() },
    { keys: 'l', does: say('app.call.keys.plan'), run: () => refs.plan.current?.focus() },
    { keys: 'r', does: say('app.call.keys.readBack'), run: readBack },
    { keys: 'b', does: say('app.call.keys.pause'), run: () => setOpen('pause') },
  ])
  const end = async (): Promise<void> => {
    await kept.flush()
    if (view.practice !== null) setPractised(kept.check.ending)
    else await close.mutateAsync({ call: view.call.id })
    setOpen(undefined)
  }
  const dialog = { view, kept, error: close.error, onClose: () => setOpen(undefined), onEnd: () => void end().catch(() => undefined) }
  return (
    <main id="main" className="call" onKeyDown={leaveField}>
      <Bar view={view} practised={practised} />
      <div className="three">
        <section className="brief" aria-label={say('app.call.brief')} data-open={show}>
          <button type="button" className="btn text only-narrow" aria-expanded={show} onClick={() => setShow(s => !s)}>
            {say('app.call.brief')}
          </button>
          <Checked brief={view.brief} />
          <FloorList view={view} check={kept.check} />
          <Reactions brief={view.brief} />
          <Lately brief={view.brief} />
        </section>
        <Talk view={view} kept={kept} notes={notes} find={find} />
        <Questions view={view} kept={kept} refs={refs} />
      </div>
      <Foot kept={kept} onOpen={setOpen} onReadBack={readBack} />
      {open === 'read-back' ? <ReadBack {...dialog} /> : null}
      {open === 'no-plan' ? <NoPlan {...dialog} /> : null}
      {open === 'pause' ? (
        <Pause view={view} kept={kept} onClose={dialog.onClose} onDone={() => void queries.invalidateQueries().then(dialog.onClose)} />
      ) : null}
    </main>
  )
}

function Bar({ view, practised }: { view: CallView; practised: string | null }) {
  const { say, figure } = useWords()
  const { brief, call, practice } = view
  return (
    <>
      <div className="bar1">
        <Link className="meta" to="/calls">
          {say('app.call.desk')}
        </Link>
        <h1>
          {brief.contact.name ?? brief.name} {brief.contact.name ? <span className="quiet">{brief.name}</span> : null}
        </h1>
        <p className="meta">
          {brief.contact.phone ? (
            <>
              <a href={`tel:${brief.contact.phone.replace(/\s/g, '')}`}>{brief.contact.phone}</a>,{' '}
            </>
          ) : null}
          {say('app.call.speaking', { time: timeOf(call.startedAt) })}
        </p>
        {practice ? <span className="mark amber">{say('app.call.practice')}</span> : null}
        <p className="sum amount">
          <BalanceLink clientId={brief.clientId}>
            <span className="cur">{brief.currency}</span>
            {figure(brief.lateMinor, brief.currency)}
          </BalanceLink>
        </p>
      </div>
      {practised ? (
        <p className="note open" role="status">
          {say('app.call.practiceDone', { ending: practised })}
        </p>
      ) : null}
    </>
  )
}

function Foot({ kept, onOpen, onReadBack }: { kept: KeptDraft; onOpen: (open: Open) => void; onReadBack: () => void }) {
  const { say } = useWords()
  const { check } = kept
  const left = check.missing.filter(m => m !== 'read-back' && m !== 'correction')
  return (
    <div className="foot">
      <p className={left.length > 0 ? 'note needs-you' : 'note open'} role="status">
        <b>{say(left.length > 0 ? 'app.call.hasNone' : 'app.call.ready')}</b>{' '}
        {left.length > 0 ? say('app.call.stillOpen', { list: left.map(m => say(`app.call.missing.${m}`)).join(', ') }) : null}
      </p>
      <div className="acts">
        <button type="button" className="btn text" onClick={() => onOpen('no-plan')}>
          {say('app.call.noPlan')}
        </button>
        <button type="button" className="btn" onClick={() => onOpen('pause')}>
          {say('app.call.pause')} <kbd>b</kbd>
        </button>
        <button type="button" className="btn main" aria-disabled={check.sentence === null} onClick={onReadBack}>
          {say('app.call.readBack')} <kbd>r</kbd>
        </button>
      </div>
    </div>
  )
}
