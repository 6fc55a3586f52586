import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TodayView } from '../../api/types.ts'
import { formOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { NewInvoice } from '../enter/new-invoice.tsx'
import { GoLive } from './go-live.tsx'
import { Looked } from './looked.tsx'

/** What is late in the firm’s own currency, else in the one with most. */
function mainLate(today: TodayView): { minor: string; currency: string } | undefined {
  return today.sums.late.find(a => a.currency === today.firm.currency) ?? today.sums.late[0]
}

/** The fewest clients that together owe at least four fifths of it. */
function heaviest(today: TodayView, currency: string): { count: number; percent: number } {
  const late = [...today.contacts, ...today.silent]
    .map(c => BigInt(c.late.find(a => a.currency === currency)?.minor ?? 0))
    .filter(minor => minor > 0n)
    .sort((a, b) => (a > b ? -1 : 1))
  const total = late.reduce((sum, m) => sum + m, 0n)
  let sum = 0n
  let count = 0
  while (total > 0n && sum * 5n < total * 4n && count < late.length) sum += late[count++] ?? 0n
  return { count, percent: total > 0n ? Number((sum * 100n) / total) : 0 }
}

/** The day in three lines: what is late and who owes most of it, what is ready, what state the firm is in. */
export function Headline({ today }: { today: TodayView }) {
  const { say, figure, day } = useWords()
  const main = mainLate(today)
  const most = main ? heaviest(today, main.currency) : { count: 0, percent: 0 }
  const others = today.sums.late.filter(a => a !== main)
  const ready = today.contacts.filter(c => !c.byPerson && (c.message === null || c.message.state === 'waiting'))
  const persons = today.contacts.filter(c => c.byPerson)
  const approved = today.contacts.filter(c => c.message?.state === 'queued' || c.message?.state === 'leased')
  const lead = [
    ready.length > 0 ? say('app.today.ready', { count: ready.length }) : undefined,
    persons.length > 0 ? say('app.today.byPerson', { count: persons.length }) : undefined,
    approved.length > 0 ? say('app.today.approved', { count: approved.length }) : undefined,
    today.silent.length > 0 ? say('app.today.inPeace', { count: today.silent.length }) : undefined,
  ]
  return (
    <div className="head">
      <h1>
        {main ? (
          <>
            <Link to="/ageing" className="glass">
              <span className="amount">
                <span className="cur">{main.currency}</span>
                {figure(main.minor, main.currency)}
              </span>
            </Link>{' '}
            <span className="say">
              {say('app.today.isLate')} <Most count={most.count} percent={most.percent} clients={today.sums.clientsLate} />
            </span>
          </>
        ) : (
          <span className="say">{say('app.today.nothingLate')}</span>
        )}
      </h1>
      {others.length > 0 ? (
        <p className="meta">
          {say('app.today.alsoLate', { amounts: others.map(a => `${a.currency} ${figure(a.minor, a.currency)}`).join(', ') })}
        </p>
      ) : null}
      <AsDecided today={today} />
      <p className="lead">{lead.filter(Boolean).join(' ')}</p>
      <p className="meta">
        {day(today.on, 'long')}. <PhaseLine today={today} /> <Looked today={today} />. <NewInvoice isQuiet />.
      </p>
    </div>
  )
}

/** Where many clients wait for the sweep: as of when the page tells of them. */
function AsDecided({ today }: { today: TodayView }) {
  const { say, language } = useWords()
  if (!today.asDecided) return null
  if (today.asDecided === 'never') return <p className="meta">{say('app.sweep.notYet')}</p>
  const { on, at } = today.asDecided
  const time = new Intl.DateTimeFormat(formOf(language), { hour: 'numeric', minute: '2-digit' }).format(new Date(at))
  return (
    <p className="meta" role="status">
      {say('app.sweep.asDecided', { decidedOn: on, time })}
    </p>
  )
}

function Most({ count, percent, clients }: { count: number; percent: number; clients: number }) {
  const { say } = useWords()
  if (clients <= 1) return <>{say('app.today.oneClient')}</>
  return (
    <Link to="/clients" className="glass">
      {say('app.today.most', { count, percent })}
    </Link>
  )
}

function PhaseLine({ today }: { today: TodayView }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const sent = today.done.filter(d => d.message.state === 'sent').length
  if (today.phase === 'rehearsal')
    return (
      <>
        <span className="needs">{say('app.today.rehearsal')}</span>{' '}
        <button type="button" className="glass" onClick={() => setOpen(true)}>
          {say('app.live.open')}
        </button>
        .
        <GoLive open={isOpen} onClose={() => setOpen(false)} />
      </>
    )
  const parts = [
    today.ceilingPerDay === null ? say('app.today.live') : say('app.today.liveCeiling', { count: today.ceilingPerDay }),
    sent > 0 ? say('app.today.sentToday', { count: sent }) : say('app.today.nothingSent'),
  ]
  return <>{parts.join(' ')}</>
}
