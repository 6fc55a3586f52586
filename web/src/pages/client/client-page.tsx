import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import type { ClientView } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { useTitle } from '../../app/title.ts'
import { Endings } from '../../parts/endings.tsx'
import { HandOvers } from '../../parts/hand-overs.tsx'
import { LimitationNotes } from '../../parts/limitation-notes.tsx'
import { OwnLetters } from '../../parts/own-letters.tsx'
import { Problem } from '../../parts/problem.tsx'
import { SorryNotes } from '../../parts/sorry-notes.tsx'
import { useWords } from '../../words/words.tsx'
import { DisputesOf } from '../disputes/disputes-page.tsx'
import { Balance } from './balance.tsx'
import { ClientSide } from './client-side.tsx'
import { Coming } from './coming.tsx'
import { ClientDialogs, type DialogName } from './dialogs.tsx'
import { NextStep } from './next-step.tsx'
import { OpenInvoices } from './open-invoices.tsx'
import { Timeline } from './timeline.tsx'

export function ClientPage() {
  const { clientId = '' } = useParams({ strict: false })
  const { data, error } = useQuery({ queryKey: ['client', clientId], queryFn: () => ask<ClientView>('GET', `/clients/${clientId}`) })
  if (error)
    return (
      <main className="page" id="main">
        <Problem error={error} />
      </main>
    )
  return data ? <Loaded client={data} /> : <main className="page" id="main" aria-busy="true" />
}

function Loaded({ client }: { client: ClientView }) {
  const { say, day } = useWords()
  const search: { form?: unknown } = useSearch({ strict: false })
  const [dialog, setDialog] = useState<DialogName | undefined>(search.form === 'plan' ? 'plan' : undefined)
  useTitle(client.name)
  useKeys([
    { keys: 'p', does: say('app.client.pay'), run: () => setDialog('pay') },
    { keys: 'n', does: say('app.client.note'), run: () => setDialog('note') },
  ])
  const who = [
    say(`app.kind.${client.kind}`),
    client.companyId,
    client.since ? say('app.client.since', { sinceDay: client.since }) : undefined,
    client.termsDays === null ? undefined : say('app.client.terms', { days: client.termsDays }),
  ]
  const person = client.contacts[0]
  return (
    <main className="page" id="main">
      <div className="title-line">
        <div>
          <h1>{client.name}</h1>
          <p className="meta">
            {who.filter(Boolean).join(', ')}.{' '}
            {person
              ? [person.name, person.phone ?? person.email].filter(Boolean).join(', ')
              : (client.email ?? say('app.client.noContact'))}
          </p>
        </div>
        <div className="acts">
          <button type="button" className="btn main" onClick={() => setDialog('pay')}>
            {say('app.client.pay')} <kbd>p</kbd>
          </button>
          <Link className="btn" to="/calls/brief/$clientId" params={{ clientId: client.id }}>
            {say('app.call.brief')}
          </Link>
          <button type="button" className="btn" onClick={() => setDialog('promise')}>
            {say('app.client.promise')}
          </button>
          <button type="button" className="btn" onClick={() => setDialog('note')}>
            {say('app.client.note')} <kbd>n</kbd>
          </button>
          <button type="button" className="btn text" onClick={() => setDialog('more')}>
            {say('app.client.more')}
          </button>
        </div>
      </div>
      <div className="cols">
        <div>
          <SorryNotes clientId={client.id} />
          <OwnLetters clientId={client.id} />
          <HandOvers clientId={client.id} />
          <Endings clientId={client.id} />
          <LimitationNotes clientId={client.id} />
          <Balance client={client} />
          <NextStep clientId={client.id} hasOpen={client.invoices.length > 0} />
          <Coming clientId={client.id} hasOpen={client.invoices.length > 0} />
          <OpenInvoices client={client} />
          <DisputesOf clientId={client.id} />
          <Timeline entries={client.timeline} />
        </div>
        <ClientSide client={client} onAdd={setDialog} />
      </div>
      <ClientDialogs client={client} open={dialog} onOpen={setDialog} />
      <p className="meta print-only">{day(new Date().toISOString().slice(0, 10), 'long')}</p>
    </main>
  )
}
