import { Link, Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../words/words.tsx'
import { AccountMenu } from './account-menu.tsx'
import { useGoTo } from './go-to.ts'
import { type Key, KeysDialog, useKeys } from './keys.tsx'
import { useLiveRefresh } from './live.ts'
import { Places } from './places.tsx'
import { SearchDialog } from './search.tsx'
import { useFirm, useSession } from './session.tsx'

/** The top line with the places, and the page below it. */
export function Layout() {
  const { say } = useWords()
  const firm = useFirm()
  const { phase, isSample } = useSession()
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
          <Places />
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
