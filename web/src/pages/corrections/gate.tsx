import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CorrectionView } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Papers } from '../../parts/papers.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { HandTo } from './hand-to.tsx'

/** The margin: why the bill waits, what the folder holds, what to say. */
export function Gate({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  return (
    <aside className="side" aria-label={say('app.correction.gate')}>
      <section className="part">
        <h2>{say(view.mayLeave ? 'app.correction.gateOpen' : 'app.correction.gate')}</h2>
        {view.mayLeave ? null : <p>{say('app.correction.gateLead')}</p>}
        <Statement view={view} />
        <Talk view={view} />
        <StartTalk view={view} />
        <HandTo view={view} />
        <Told view={view} />
        <Ready view={view} />
      </section>
      <Folder view={view} />
      <section className="part">
        <h2>{say('app.correction.script')}</h2>
        <div className="stack" lang={view.language}>
          {view.script.map(s => (
            <p key={s.part}>{s.text}</p>
          ))}
        </div>
        <p className="meta needs">{say('app.correction.silence')}</p>
        <p className="meta">{say('app.correction.courtesy')}</p>
        <p lang={view.language}>{view.courtesy}</p>
      </section>
      <Papers papers={view.papers} none={say('app.side.noPapers')} to={{ agreement: view.agreement.id }} />
    </aside>
  )
}

function Statement({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const write = useAct<{ documentId: string }>('write-statement')
  const prepare = useAct('prepare-correction')
  const isBusy = write.isPending || prepare.isPending
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (isBusy) return
    const cause = String(new FormData(event.currentTarget).get('cause') ?? '').trim()
    try {
      if (cause && cause !== view.cause) await prepare.mutateAsync({ correction: view.id, cause })
      await write.mutateAsync({ correction: view.id })
    } catch {
      // shown above the form
    }
  }
  return (
    <div className="stack">
      <Problem error={write.error ?? prepare.error} />
      {view.statementId ? (
        <p>
          ✓ {say('app.correction.statement')}. <a href={`/api/v1/documents/${view.statementId}`}>{say('app.correction.read')}</a>
        </p>
      ) : (
        <form className="stack" onSubmit={submit}>
          <p className="needs">{say('app.correction.statementTodo')}</p>
          <TextField
            name="cause"
            label={say('app.case.cause')}
            hint={say('app.case.causeHint', { language: view.language })}
            defaultValue={view.cause ?? ''}
          />
          <div className="acts">
            <button type="submit" className="btn" aria-disabled={isBusy}>
              {isBusy ? say('app.working') : say('app.correction.write')}
            </button>
          </div>
        </form>
      )}
    </div>
  )
}

function Talk({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const prepare = useAct('prepare-correction')
  const [isOpen, setOpen] = useState(false)
  const { meeting } = view
  const submit = (value: (name: string) => string): void =>
    prepare.mutate(
      {
        correction: view.id,
        meeting: {
          on: value('on'),
          time: value('time'),
          where: value('where'),
          channel: value('channel'),
          ...filled({ reason: value('reason') }),
        },
      },
      { onSuccess: () => setOpen(false) },
    )
  return (
    <div className="stack">
      {meeting ? (
        <p>
          {say('app.correction.talkOn', { on: meeting.on, time: meeting.time, where: meeting.where })}.{' '}
          <a href={`/api/v1/corrections/${view.id}/invite.ics`}>{say('app.correction.invite')}</a>
        </p>
      ) : null}
      <p className="meta">{meeting?.reason || say(`app.correction.meet-${view.channel.reason}`)}</p>
      {isOpen ? (
        <ActForm error={prepare.error} isPending={prepare.isPending} button={say('app.correction.setTalk')} onSubmit={submit}>
          <TextField name="on" type="date" label={say('app.correction.day')} defaultValue={meeting?.on} />
          <TextField name="time" label={say('app.correction.time')} defaultValue={meeting?.time ?? '10:00'} />
          <TextField name="where" label={say('app.correction.where')} defaultValue={meeting?.where} />
          <SelectField
            name="channel"
            label={say('app.correction.how')}
            initial={meeting?.channel ?? view.channel.channel}
            options={(['meeting', 'video', 'phone'] as const).map(c => [c, say(`app.correction.way-${c}`)] as const)}
          />
          <TextField name="reason" label={say('app.correction.reason')} defaultValue={meeting?.reason} />
        </ActForm>
      ) : (
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {say('app.correction.setTalk')}
        </button>
      )}
    </div>
  )
}

/** The talk itself, on the real call screen: the script, the silence, the answer. */
function StartTalk({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const navigate = useNavigate()
  const start = useAct('call-start')
  if (view.choice) return null
  const begin = (): void =>
    start.mutate(
      { client: view.clientId, kind: (view.meeting?.channel ?? view.channel.channel) === 'meeting' ? 'meeting' : 'call' },
      { onSuccess: ({ id }) => void navigate({ to: '/calls/$callId', params: { callId: id } }) },
    )
  return (
    <div className="acts">
      <Problem error={start.error} />
      <button type="button" className="btn" aria-disabled={start.isPending} onClick={begin}>
        {say('app.case.startTalk')}
      </button>
    </div>
  )
}

function Told({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const { today } = useFirm()
  const tell = useAct('tell-correction')
  const override = useAct('override-correction')
  const [open, setOpen] = useState<'tell' | 'override' | undefined>()
  const close = (): void => setOpen(undefined)
  const submitTold = (value: (name: string) => string): void =>
    tell.mutate({ correction: view.id, on: value('on'), how: value('how'), delivered: value('how') === 'writing' }, { onSuccess: close })
  const submitOverride = (value: (name: string) => string): void =>
    override.mutate({ correction: view.id, name: value('name'), reason: value('reason') }, { onSuccess: close })
  return (
    <div className="stack">
      {view.told ? (
        <p>✓ {say('app.correction.toldOn', { toldDay: view.told.on })}</p>
      ) : (
        <p className="needs">{say('app.correction.notTold')}</p>
      )}
      {view.override ? (
        <p className="lost">{say('app.correction.overridden', { by: view.override.by, reason: view.override.reason ?? '' })}</p>
      ) : null}
      {open === 'tell' ? (
        <ActForm error={tell.error} isPending={tell.isPending} button={say('app.correction.record')} onSubmit={submitTold}>
          <TextField name="on" type="date" max={today} label={say('app.correction.day')} defaultValue={today} />
          <SelectField
            name="how"
            label={say('app.correction.how')}
            options={(['in-person', 'phone', 'writing'] as const).map(h => [h, say(`app.correction.how-${h}`)] as const)}
          />
        </ActForm>
      ) : null}
      {open === 'override' ? (
        <ActForm error={override.error} isPending={override.isPending} button={say('app.correction.override')} onSubmit={submitOverride}>
          <TextField name="name" label={say('app.correction.name')} error={override.error} />
          <TextField name="reason" label={say('app.correction.why')} error={override.error} />
        </ActForm>
      ) : null}
      {open === undefined && !view.told ? (
        <button type="button" className="btn" onClick={() => setOpen('tell')}>
          {say('app.correction.tell')}
        </button>
      ) : null}
      {open === undefined && !view.mayLeave ? (
        <p className="meta">
          {say('app.correction.writing', { days: view.announceDays })}{' '}
          <button type="button" className="link" onClick={() => setOpen('override')}>
            {say('app.correction.override')}
          </button>
        </p>
      ) : null}
    </div>
  )
}

function Ready({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const ready = useAct('ready-correction')
  if (view.ready) return <p>✓ {say('app.correction.isReady')}</p>
  const isOff = view.empty.length > 0 || ready.isPending
  return (
    <div className="acts">
      <Problem error={ready.error} />
      <button
        type="button"
        className="btn"
        aria-disabled={isOff}
        onClick={() => (isOff ? undefined : ready.mutate({ correction: view.id }))}
      >
        {say('app.correction.ready')}
      </button>
      {view.empty.length > 0 ? <span className="meta needs">{say('app.correction.empty', { count: view.empty.length })}</span> : null}
    </div>
  )
}

function Folder({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const { agreement } = view
  const base = `/api/v1/corrections/${view.id}`
  const title = agreement.signedBy ? say('app.correction.folderSigned', { who: agreement.signedBy }) : say('app.correction.folderAgreement')
  return (
    <section className="part">
      <h2>{say('app.correction.folder')}</h2>
      <ul className="standing">
        <li>{agreement.documentId ? <a href={`/api/v1/documents/${agreement.documentId}`}>{title}</a> : title}</li>
        {view.statementId ? (
          <li>
            <a href={`/api/v1/documents/${view.statementId}`}>{say('app.correction.statement')}</a>
          </li>
        ) : null}
        {view.next ? (
          <li>
            <a href={`${base}/next-invoice.pdf`}>
              {say('app.correction.folderNext', { nextAmount: `${view.next.agreedMinor} ${view.currency}` })}
            </a>
          </li>
        ) : null}
        <li>
          <a href={`${base}/lines.csv`}>{say('app.correction.folderLines')}</a>
        </li>
      </ul>
    </section>
  )
}
