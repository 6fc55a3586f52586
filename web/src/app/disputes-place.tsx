import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DisputeView } from '../api/calls.ts'
import { ask } from '../api/client.ts'
import { useWords } from '../words/words.tsx'

/** Disputes in one of the lists. */
export const useDisputes = (show: 'open' | 'due' | 'all', client?: string) =>
  useQuery({
    queryKey: ['disputes', show, client],
    queryFn: () =>
      ask<{ disputes: readonly DisputeView[] }>('GET', `/disputes?show=${show}${client ? `&client=${encodeURIComponent(client)}` : ''}`),
  })

/** The desk’s place in the menu: there while something is contested; the number is of those we owe an answer on. */
export function DisputesPlace() {
  const { say } = useWords()
  const { data } = useDisputes('open')
  if (!data || data.disputes.length === 0) return null
  const owed = data.disputes.filter(d => d.overdueSince !== null).length
  return (
    <Link to="/disputes" activeProps={{ 'aria-current': 'page' }}>
      {say('app.dispute.place')}
      {owed > 0 ? <span className="n"> {owed}</span> : null}
    </Link>
  )
}
