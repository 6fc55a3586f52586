import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import { useWords } from '../words/words.tsx'

/** The desk’s place in the menu: it appears with the first agreement or case; the number is of cases the client does not know of yet. */
export function CorrectionsPlace() {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['corrections', 'place'],
    queryFn: () => ask<{ any: boolean; untold: number }>('GET', '/corrections-place'),
  })
  if (!data?.any) return null
  return (
    <Link to="/corrections" activeProps={{ 'aria-current': 'page' }}>
      {say('app.correction.place')}
      {data.untold > 0 ? <span className="n"> {data.untold}</span> : null}
    </Link>
  )
}
