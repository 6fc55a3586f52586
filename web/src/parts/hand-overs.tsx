import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../api/acts.ts'
import { ask } from '../api/client.ts'
import type { HandOverView } from '../api/types.ts'
import { ActForm, filled } from '../pages/client/form.tsx'
import { useWords } from '../words/words.tsx'
import { Amounts } from './amount.tsx'
import { TextField } from './field.tsx'
import { Reports } from './hand-over-reports.tsx'
import { LeaveOut, Seal } from './leave-out.tsx'
import { Modal } from './modal.tsx'
import { Problem } from './problem.tsx'

interface Data {
  readonly handOvers: readonly HandOverView[]
  /** A link would reach somebody: a public address is set. */
  readonly hasRoom: boolean
}

/** Claims that are prepared for a lawyer or an agency, or out with one: what they reported, what came in, the way back. */
export function HandOvers({ clientId }: { clientId: string }) {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['hand-overs', clientId], queryFn: () => ask<Data>('GET', `/clients/${clientId}/hand-overs`) })
  if (!data || data.handOvers.length === 0) return null
  return (
    <section className="part hand-overs">
      <h2>{say('app.handOver.title')}</h2>
      {data.handOvers.map(h => (
        <One key={h.id} h={h} hasRoom={data.hasRoom} />
      ))}
    </section>
  )
}

function One({ h, hasRoom }: { h: HandOverView; hasRoom: boolean }) {
  const { say } = useWords()
  return (
    <div className="stack hand-over">
      <p>
        <b>{h.to}</b> <span className="mark">{say(`app.handOver.state.${h.state}`)}</span> <Amounts amounts={h.open} />
      </p>
      <p className="meta">
        {say('app.handOver.about', { numbers: h.invoices.join(', '), sinceDay: h.startedOn })}{' '}
        {h.feePercent === null ? null : say('app.handOver.fee', { percent: h.feePercent })}{' '}
        {h.rulesAcceptedOn === null ? null : say('app.handOver.rulesAccepted', { by: h.acceptedBy ?? '', acceptedOn: h.rulesAcceptedOn })}{' '}
        {h.endedOn === null ? null : say('app.handOver.back', { endedOn: h.endedOn, reason: h.endReason ?? '' })}
      </p>
      {h.state === 'draft' ? <Draft h={h} /> : null}
      {h.state === 'out' ? <Out h={h} hasRoom={hasRoom} /> : null}
      {h.breaches.map(b => (
        <p className="needs" key={`${b.on} ${b.what}`}>
          {say('app.handOver.breached', { onDay: b.on, what: b.what })}
        </p>
      ))}
      <Reports h={h} />
    </div>
  )
}

/** Before it leaves: their yes to our rules, then the hand-over with the sealed dossier. */
function Draft({ h }: { h: HandOverView }) {
  const { say } = useWords()
  const accept = useAct('accept-rules')
  const final = useAct<{ seal: string }>('hand-over')
  const [person, setPerson] = useState('')
  const [without, setWithout] = useState<readonly string[]>([])
  const needsRules = h.kind === 'agency' && h.rulesAcceptedOn === null
  return (
    <>
      <Problem error={accept.error ?? final.error} />
      <div className="acts">
        {needsRules ? (
          <>
            <input
              type="text"
              className="short"
              aria-label={say('app.handOver.person')}
              placeholder={say('app.handOver.person')}
              value={person}
              onChange={event => setPerson(event.target.value)}
            />
            <button type="button" className="btn" onClick={() => accept.mutate({ handOver: h.id, by: person })}>
              {say('app.handOver.accepted')}
            </button>
          </>
        ) : null}
        <button
          type="button"
          className={needsRules ? 'btn' : 'btn main'}
          disabled={final.isPending}
          onClick={() => final.mutate({ handOver: h.id, without })}
        >
          {say('app.handOver.final')}
        </button>
        <Asked h={h} act="recall" field="reason" name="recall" />
      </div>
      <details className="fold">
        <summary>{say('app.handOver.party.leaveOut')}</summary>
        <LeaveOut without={without} onChange={setWithout} />
      </details>
    </>
  )
}

/** While it is out: the dossier, the joint room, what they report by file, what they collected, the way back. */
function Out({ h, hasRoom }: { h: HandOverView; hasRoom: boolean }) {
  const { say } = useWords()
  const room = useAct<{ link: string; expiresOn: string }>('open-room')
  const close = useAct('close-room')
  const read = useAct<{ added: number; known: number }>('import-report')
  const take = async (file: File | undefined): Promise<void> => {
    if (file) read.mutate({ handOver: h.id, csv: await file.text(), file: file.name })
  }
  return (
    <>
      <p className="meta">{say('app.handOver.onlyThey')}</p>
      {h.seal === null ? null : <Seal seal={h.seal} />}
      <Problem error={room.error ?? close.error ?? read.error} />
      {room.data ? (
        <p className="needs">
          {say('app.handOver.roomLink', { expiresOn: room.data.expiresOn })} <code className="wrap-any">{room.data.link}</code>
        </p>
      ) : null}
      {read.data ? <p className="meta">{say('app.handOver.read', { added: read.data.added, known: read.data.known })}</p> : null}
      <div className="acts">
        {h.dossierId ? (
          <a className="btn" href={`/api/v1/documents/${h.dossierId}`}>
            {say('app.handOver.dossier')}
          </a>
        ) : null}
        {hasRoom && h.rooms.length === 0 ? (
          <button type="button" className="btn" onClick={() => room.mutate({ handOver: h.id })}>
            {say('app.handOver.openRoom')}
          </button>
        ) : null}
        {h.rooms.map(r => (
          <button key={r.id} type="button" className="btn" onClick={() => close.mutate({ room: r.id })}>
            {say('app.handOver.closeRoom', { expiresOn: r.expiresOn })}
          </button>
        ))}
        <label className="btn">
          {say('app.handOver.readFile')}
          <input type="file" className="vh" accept=".csv,text/csv" onChange={event => void take(event.target.files?.[0])} />
        </label>
        <Asked h={h} act="remit" field="gross" name="remit" second="net" />
        <Asked h={h} act="breach" field="what" name="breach" />
        <Asked h={h} act="recall" field="reason" name="recall" />
      </div>
    </>
  )
}

type Name = 'recall' | 'remit' | 'breach'

/** An act that needs one word or one amount first. */
function Asked({ h, act, field, name, second }: { h: HandOverView; act: string; field: string; name: Name; second?: string }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const done = useAct(act)
  const submit = (value: (name: string) => string): void =>
    done.mutate(
      { handOver: h.id, ...filled({ [field]: value(field), ...(second ? { [second]: value(second) } : {}) }) },
      { onSuccess: () => setOpen(false) },
    )
  return (
    <>
      <button type="button" className="btn text" onClick={() => setOpen(true)}>
        {say(`app.handOver.${name}`)}
      </button>
      <Modal open={isOpen} onClose={() => setOpen(false)} title={say(`app.handOver.${name}`)} lead={say(`app.handOver.${name}Lead`)}>
        <ActForm error={done.error} isPending={done.isPending} button={say(`app.handOver.${name}Button`)} onSubmit={submit}>
          <TextField name={field} label={say(`app.handOver.${name}Field`)} error={done.error} autoFocus />
          {second ? <TextField name={second} label={say(`app.handOver.${name}Second`)} error={done.error} /> : null}
        </ActForm>
      </Modal>
    </>
  )
}
