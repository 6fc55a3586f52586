import { useState } from 'react'
import { useRetract } from '../../api/acts.ts'
import type { ClientView, StandingView } from '../../api/types.ts'
import { Modal } from '../../parts/modal.tsx'
import { Papers } from '../../parts/papers.tsx'
import { Terms } from '../../parts/terms.tsx'
import { useWords } from '../../words/words.tsx'
import { ClientCard, ContactCard } from './card.tsx'
import type { DialogName } from './dialogs.tsx'
import { Offender } from './offender.tsx'
import { Pressure } from './pressure.tsx'
import { Prevention } from './prevention.tsx'
import { WhyLate } from './why-late.tsx'

/** What is known of the relation: why late, what is agreed, who is who, papers. */
export function ClientSide({ client, onAdd }: { client: ClientView; onAdd: (dialog: DialogName) => void }) {
  const { say } = useWords()
  return (
    <aside className="side" aria-label={say('app.side.title')}>
      <WhyLate client={client} onAdd={onAdd} />
      <Prevention client={client} />
      <Offender clientId={client.id} />
      <Pressure clientId={client.id} onLimits={() => onAdd('limits')} />
      <section className="part">
        <h2>{say('app.side.agreed')}</h2>
        {client.standing.length === 0 ? <p className="quiet">{say('app.side.nothingAgreed')}</p> : null}
        <ul className="standing">
          {client.standing.map(s => (
            <Standing key={s.id} standing={s} />
          ))}
        </ul>
        <Term client={client} />
        <h3 className="next">{say('app.desk.terms')}</h3>
        <Terms clientId={client.id} />
        <p className="acts">
          <button type="button" className="link" onClick={() => onAdd('hold')}>
            {say('app.side.addHold')}
          </button>
        </p>
      </section>
      <Contacts client={client} />
      <Papers papers={client.papers} none={say('app.side.noPapers')} to={{ client: client.id }} />
    </aside>
  )
}

/** The term they take against the term agreed; what was granted, by whom and for how long. */
function Term({ client }: { client: ClientView }) {
  const { say, day } = useWords()
  const { agreedDays, realDays, settled, tacitDays, granted } = client.term
  return (
    <>
      {agreedDays !== null && realDays !== null ? (
        <p className={tacitDays > 0 ? '' : 'meta'}>
          {say(tacitDays > 0 ? 'app.term.tacit' : 'app.term.kept', { real: realDays, agreed: agreedDays, settled })}
        </p>
      ) : null}
      {granted.length > 0 ? (
        <ul className="stack" aria-label={say('app.term.granted')}>
          {granted.map(g => (
            <li key={`${g.invoiceId} ${g.newDueOn}`}>
              <p>{say('app.term.one', { number: g.number, days: g.days, newDueOn: g.newDueOn })}</p>
              <p className="meta">
                {say('app.term.by', { by: g.by, grantedOn: g.grantedOn, day: day(g.grantedOn) })} {g.reason}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

const ENDS: Readonly<Record<string, string>> = {
  hold: 'hold',
  promise: 'promise',
  dispute: 'dispute',
  extension: 'extension',
  assignment: 'assignment',
}

function Standing({ standing }: { standing: StandingView }) {
  const { say, has } = useWords()
  const retract = useRetract()
  const noun = ENDS[standing.noun]
  const params = Object.fromEntries(
    Object.entries(standing.params).map(([name, value]) => [name, has(`app.${name}.${value}`) ? say(`app.${name}.${value}`) : value]),
  )
  return (
    <li>
      <p>{say(`app.standing.${standing.noun}${standing.noun === 'hold' && standing.params.untilDay ? 'Until' : ''}`, params)}</p>
      {standing.text ? <p className="meta">{standing.text}</p> : null}
      {noun ? (
        <button type="button" className="link" onClick={() => retract.mutate({ noun, id: standing.id })}>
          {say('app.side.end')}
        </button>
      ) : null}
    </li>
  )
}

function Contacts({ client }: { client: ClientView }) {
  const { say } = useWords()
  const [open, setOpen] = useState<{ card: 'client' } | { card: 'contact'; contactId?: string }>()
  const close = (): void => setOpen(undefined)
  return (
    <section className="part">
      <h2>{say('app.side.contacts')}</h2>
      {client.contacts.length === 0 && !client.email ? <p className="needs">{say('app.client.noContact')}</p> : null}
      <ul className="standing">
        {client.contacts.map(c => (
          <li key={c.id}>
            <p>
              <b>{c.name}</b> <span className="meta">{say(`app.role.${c.role}`)}</span>{' '}
              <button
                type="button"
                className="link"
                aria-label={`${say('app.card.edit')}: ${c.name}`}
                onClick={() => setOpen({ card: 'contact', contactId: c.id })}
              >
                {say('app.card.edit')}
              </button>
            </p>
            {c.email ? <a href={`mailto:${c.email}`}>{c.email}</a> : null}{' '}
            {c.phone ? <a href={`tel:${c.phone.replace(/[^+\d]/g, '')}`}>{c.phone}</a> : null}
          </li>
        ))}
      </ul>
      <p className="meta">{[client.email, client.phone].filter(Boolean).join(', ')}</p>
      <p className="meta">{client.address.join(', ')}</p>
      <p className="acts">
        <button type="button" className="link" onClick={() => setOpen({ card: 'contact' })}>
          {say('app.card.addContact')}
        </button>
        <button type="button" className="link" onClick={() => setOpen({ card: 'client' })}>
          {say('app.card.clientTitle')}
        </button>
      </p>
      <Modal
        open={open !== undefined}
        onClose={close}
        title={say(open?.card === 'contact' ? 'app.card.contactTitle' : 'app.card.clientTitle')}
        lead={client.name}
      >
        {open?.card === 'client' ? <ClientCard client={client} onDone={close} /> : null}
        {open?.card === 'contact' ? <ContactCard clientId={client.id} contactId={open.contactId} onDone={close} /> : null}
      </Modal>
    </section>
  )
}
