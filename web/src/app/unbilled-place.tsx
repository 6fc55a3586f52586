import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import { useWords } from '../words/words.tsx'

/** The desk’s place in the menu: it appears with the first work that is to be billed; the number is of clients. */
export function UnbilledPlace() {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['unbilled', 'place'],
    queryFn: () => ask<{ any: boolean; clients: number }>('GET', '/unbilled/place'),
  })
  if (!data?.any) return null
  return (
    <Link to="/unbilled" activeProps={{ 'aria-current': 'page' }}>
      {say('app.unbilled.place')}
      {data.clients > 0 ? <span className="n"> {data.clients}</span> : null}
    </Link>
  )
}
