import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import type { DeskPlace } from '../api/types.ts'
import { useWords } from '../words/words.tsx'

const ALWAYS = [
  { to: '/', key: 'app.top.today' },
  { to: '/clients', key: 'app.top.clients' },
  { to: '/invoices', key: 'app.top.invoices' },
] as const

/** Where each desk stands, and what it is called. */
const DESKS = {
  bank: { to: '/bank', key: 'app.top.bank' },
  inbox: { to: '/inbox', key: 'app.inbox.title' },
  outbox: { to: '/outbox', key: 'app.outbox.title' },
  decisions: { to: '/decisions', key: 'app.desk.places' },
  calls: { to: '/calls', key: 'app.top.calls' },
  plans: { to: '/plans', key: 'app.top.plans' },
  disputes: { to: '/disputes', key: 'app.dispute.place' },
  unbilled: { to: '/unbilled', key: 'app.unbilled.place' },
  corrections: { to: '/corrections', key: 'app.correction.place' },
} as const satisfies Readonly<Record<DeskPlace['desk'], { readonly to: string; readonly key: string }>>

/** The places of the menu: three that are always there, and each desk from its first case on, with what waits there. */
export function Places() {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['places'], queryFn: () => ask<{ desks: readonly DeskPlace[] }>('GET', '/places') })
  return (
    <>
      {ALWAYS.map(({ to, key }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/' }} activeProps={{ 'aria-current': 'page' }}>
          {say(key)}
        </Link>
      ))}
      {data?.desks.map(({ desk, waiting }) => (
        <Link key={desk} to={DESKS[desk].to} activeProps={{ 'aria-current': 'page' }}>
          {say(DESKS[desk].key)}
          {waiting > 0 ? <span className="n"> {waiting}</span> : null}
        </Link>
      ))}
    </>
  )
}
