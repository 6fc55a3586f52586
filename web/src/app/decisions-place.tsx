import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import type { DesksWaiting } from '../api/types.ts'
import { useWords } from '../words/words.tsx'

/** The desk's place in the menu: it appears with the first case. */
export function DecisionsPlace() {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['desks', 'waiting'], queryFn: () => ask<DesksWaiting>('GET', '/desks/waiting') })
  if (!data?.any) return null
  return (
    <Link to="/decisions" activeProps={{ 'aria-current': 'page' }}>
      {say('app.desk.places')}
      {data.waiting > 0 ? <span className="n"> {data.waiting}</span> : null}
    </Link>
  )
}
