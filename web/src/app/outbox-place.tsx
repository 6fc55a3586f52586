import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import { useWords } from '../words/words.tsx'

/** The outbox’s place in the menu: it appears with the first message. */
export function OutboxPlace() {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['outbox', 'counts'],
    queryFn: () => ask<{ counts: Record<string, number> }>('GET', '/outbox/counts'),
  })
  if (!data || Object.keys(data.counts).length === 0) return null
  return (
    <Link to="/outbox" activeProps={{ 'aria-current': 'page' }}>
      {say('app.outbox.title')}
    </Link>
  )
}
