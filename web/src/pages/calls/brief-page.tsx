import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CallBrief } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'
import { useKeys } from '../../app/keys.tsx'
import { useTitle } from '../../app/title.ts'
import { BalanceLink } from '../../parts/balance-link.tsx'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { Checked, Counts, Lately, Reactions } from './brief-side.tsx'

export function BriefPage() {
  const { clientId = '' } = useParams({ strict: false })
  const { data, error } = useQuery({ queryKey: ['brief', clientId], queryFn: () => ask<CallBrief>('GET', `/calls/brief/${clientId}`) })
  if (error)
    return (
      <main className="page" id="main">
        <Problem error={error} />
      </main>
    )
  return data ? <Loaded brief={data} /> : <main className="page" id="main" aria-busy="true" />
}

/** One page before a call, to read in half a minute or to print; the floor is set here, and only here. */
function Loaded({ brief }: { brief: CallBrief }) {
  const { say, figure } = useWords()
  useTitle(brief.name)
  return (
    <main className="page brief-page" id="main">
      <div className="title-line">
        <div>
          <h1>
            {brief.contact.name ?? brief.name} {brief.contact.name ? <span className="quiet">{brief.name}</span> : null}
          </h1>
          <p className="meta">
            {[brief.contact.phone ?? say('app.call.noPhone'), brief.contact.bestHours].filter(Boolean).join(', ')}{' '}
            <Counts {...brief.counts} />
          </p>
        </div>
        <p className="sum amount">
          <BalanceLink clientId={brief.clientId}>
            <span className="cur">{brief.currency}</span>
            {figure(brief.lateMinor, brief.currency)}
          </BalanceLink>
        </p>
      </div>
      <div className="cols">
        <div>
          <div className="part">
            <h2>{say('app.call.open')}</h2>
            <p className="say" lang={brief.language}>
              {brief.opening}
            </p>
            <p className="meta">
              {say('app.call.listen')} <span lang={brief.language}>{brief.question}</span>
            </p>
          </div>
          <Reactions brief={brief} />
          <Lately brief={brief} />
        </div>
        <div>
          <Checked brief={brief} />
          <FloorForm brief={brief} />
        </div>
      </div>
    </main>
  )
}

function FloorForm({ brief }: { brief: CallBrief }) {
  const { say } = useWords()
  const { floor } = brief
  const navigate = useNavigate()
  const toast = useToast()
  const start = useAct('call-start')
  const attempt = useAct('call-attempt')
  const [first, setFirst] = useState(decimalOf(floor.firstMinor, floor.currency))
  const [parts, setParts] = useState(String(floor.partsMax))
  const [lastBy, setLastBy] = useState<string>(floor.lastBy)
  const [discount, setDiscount] = useState(String(floor.discountPercent))
  const [drops, setDrops] = useState(floor.dropsCosts)
  const [contact, setContact] = useState(brief.contact.id ?? '')
  const go = async (kind: 'call' | 'meeting'): Promise<void> => {
    const minor = minorOf(first, floor.currency)
    const set = {
      first: minor === undefined ? first : decimalOf(minor, floor.currency),
      parts: Number(parts),
      lastBy,
      discountPercent: Number(discount.replace(',', '.')),
      dropsCosts: drops,
    }
    const { id } = await start.mutateAsync({ client: brief.clientId, kind, ...(contact ? { contact } : {}), floor: set })
    await navigate({ to: '/calls/$callId', params: { callId: id } })
  }
  const begin = (kind: 'call' | 'meeting'): void => void go(kind).catch(() => undefined)
  const tried = (outcome: 'voicemail' | 'unreachable'): void =>
    attempt.mutate(
      { client: brief.clientId, outcome, ...(contact ? { contact } : {}) },
      { onSuccess: () => void navigate({ to: '/calls' }).then(() => toast({ text: say('app.call.attempted') })) },
    )
  useKeys([{ keys: 's', does: say('app.call.keys.start'), run: () => begin('call') }])
  return (
    <form
      className="part form"
      onSubmit={e => {
        e.preventDefault()
        begin('call')
      }}
    >
      <h2>{say('app.call.floor')}</h2>
      <p className="meta">{say('app.call.floorSet')}</p>
      <Problem error={start.error ?? attempt.error} />
      {brief.contacts.length > 1 ? (
        <div className="field">
          <label htmlFor="contact">{say('app.call.phone')}</label>
          <select id="contact" value={contact} onChange={e => setContact(e.target.value)}>
            {brief.contacts.map(c => (
              <option key={c.id} value={c.id}>
                {[c.name, c.phone, c.bestHours].filter(Boolean).join(', ')}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div className="two">
        <TextField
          label={say('app.call.limits.first')}
          name="first"
          value={first}
          onChange={e => setFirst(e.target.value)}
          error={start.error}
        />
        <TextField
          label={say('app.call.limits.parts')}
          name="parts"
          value={parts}
          onChange={e => setParts(e.target.value)}
          error={start.error}
        />
        <TextField
          label={say('app.call.limits.last')}
          name="lastBy"
          type="date"
          value={lastBy}
          onChange={e => setLastBy(e.target.value)}
          error={start.error}
        />
        <TextField
          label={say('app.call.limits.discountPercent')}
          name="discountPercent"
          inputMode="decimal"
          value={discount}
          onChange={e => setDiscount(e.target.value)}
          error={start.error}
        />
      </div>
      <label className="pick">
        <input type="checkbox" checked={drops} onChange={e => setDrops(e.target.checked)} />
        {say('app.call.limits.costs')}: {say('app.call.mayDrop')}
      </label>
      <div className="acts no-print">
        <button type="submit" className="btn main">
          {say('app.call.start')} <kbd>s</kbd>
        </button>
        <button type="button" className="btn" onClick={() => begin('meeting')}>
          {say('app.call.meeting')}
        </button>
        <button type="button" className="btn text" onClick={() => tried('voicemail')}>
          {say('app.call.voicemail')}
        </button>
        <button type="button" className="btn text" onClick={() => tried('unreachable')}>
          {say('app.call.unreachable')}
        </button>
        <button type="button" className="btn text" onClick={() => window.print()}>
          {say('app.call.print')}
        </button>
      </div>
    </form>
  )
}
