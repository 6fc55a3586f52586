import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import type { InboxView } from '../api/types.ts'
import { useWords } from '../words/words.tsx'

/** The inbox in the menu: there while an answer waits. */
export function InboxPlace() {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['inbox'], queryFn: () => ask<InboxView>('GET', '/inbox') })
  if (!data || data.replies.length + data.unplaced.length + data.bounced.length === 0) return null
  const count = data.replies.length + data.more
  return (
    <Link to="/inbox" activeProps={{ 'aria-current': 'page' }}>
      {say('app.inbox.title')}
      {count > 0 ? <span className="n"> {count}</span> : null}
    </Link>
  )
}
