import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { useWords } from '../words/words.tsx'
import { AccountMenu } from './account-menu.tsx'
import { CorrectionsPlace } from './corrections-place.tsx'
import { DecisionsPlace } from './decisions-place.tsx'
import { DisputesPlace } from './disputes-place.tsx'
import { useGoTo } from './go-to.ts'
import { InboxPlace } from './inbox-place.tsx'
import { type Key, KeysDialog, useKeys } from './keys.tsx'
import { useLiveRefresh } from './live.ts'
import { OutboxPlace } from './outbox-place.tsx'
import { SearchDialog } from './search.tsx'
import { useFirm, useSession } from './session.tsx'
import { UnbilledPlace } from './unbilled-place.tsx'

const PLACES = [
  { to: '/', key: 'today' },
  { to: '/clients', key: 'clients' },
  { to: '/invoices', key: 'invoices' },
] as const
/** Places that appear with their first case. */
const BANK = { to: '/bank', key: 'bank' } as const

/** A desk’s entry appears with its first case. */
function DeskLinks() {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['calls', 'places'],
    queryFn: () => ask<{ calls: boolean; plans: boolean }>('GET', '/calls/places'),
  })
  return (
    <>
      {data?.calls ? (
        <Link to="/calls" activeProps={{ 'aria-current': 'page' }}>
          {say('app.top.calls')}
        </Link>
      ) : null}
      {data?.plans ? (
        <Link to="/plans" activeProps={{ 'aria-current': 'page' }}>
          {say('app.top.plans')}
        </Link>
      ) : null}
    </>
  )
}

/** The top line with the places, and the page below it. */
export function Layout() {
  const { say } = useWords()
  const firm = useFirm()
  const { phase, isSample, hasBank } = useSession()
  const [open, setOpen] = useState<'search' | 'keys' | undefined>()
  const goTo = useGoTo()
  useLiveRefresh()
  const keys: Key[] = [
    { keys: '/', does: say('app.keys.search'), run: () => setOpen('search') },
    { keys: '?', does: say('app.keys.show'), run: () => setOpen('keys') },
    { keys: 'g t', does: say('app.keys.today'), run: () => goTo('/') },
    { keys: 'g c', does: say('app.keys.clients'), run: () => goTo('/clients') },
    { keys: 'g i', does: say('app.keys.invoices'), run: () => goTo('/invoices') },
    { keys: 'g b', does: say('app.keys.bank'), run: () => goTo('/bank') },
    { keys: 'g s', does: say('app.keys.settings'), run: () => goTo('/settings') },
  ]
  useKeys(keys)
  return (
    <>
      <a className="skip" href="#main">
        {say('app.top.skip')}
      </a>
      <header className="top">
        <Link className="firm" to="/">
          {firm.name}
        </Link>
        <nav aria-label={say('app.top.places')}>
          {[...PLACES, ...(hasBank ? [BANK] : [])].map(place => (
            <Link key={place.to} to={place.to} activeOptions={{ exact: place.to === '/' }} activeProps={{ 'aria-current': 'page' }}>
              {say(`app.top.${place.key}`)}
            </Link>
          ))}
          <InboxPlace />
          <OutboxPlace />
          <DecisionsPlace />
          <DeskLinks />
          <DisputesPlace />
          <UnbilledPlace />
          <CorrectionsPlace />
          <Link className="only-narrow" to="/settings" activeProps={{ 'aria-current': 'page' }}>
            {say('app.top.settings')}
          </Link>
        </nav>
        <div className="end">
          {isSample ? <span className="mark amber">{say('app.top.sample')}</span> : null}
          {phase === 'rehearsal' && !isSample ? <span className="mark amber">{say('app.top.rehearsal')}</span> : null}
          <button type="button" className="quiet-link" onClick={() => setOpen('search')}>
            <svg className="glass" viewBox="0 0 16 16" aria-hidden="true">
              <circle cx="7" cy="7" r="4.5" />
              <path d="M10.5 10.5 14 14" />
            </svg>
            <span className="when-wide">{say('app.top.find')}</span> <kbd>/</kbd>
          </button>
          <button type="button" className="quiet-link" onClick={() => setOpen('keys')}>
            <span className="when-wide">{say('app.top.keys')}</span> <kbd>?</kbd>
          </button>
          <AccountMenu />
        </div>
      </header>
      <Outlet />
      <SearchDialog open={open === 'search'} onClose={() => setOpen(undefined)} />
      <KeysDialog open={open === 'keys'} onClose={() => setOpen(undefined)} />
    </>
  )
}
