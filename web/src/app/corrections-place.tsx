import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import type { CorrectionRow } from '../api/types.ts'
import { useWords } from '../words/words.tsx'

/** The desk’s place in the menu: it appears with the first case; the number is of those the client does not know of yet. */
export function CorrectionsPlace() {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['corrections'],
    queryFn: () => ask<{ corrections: readonly CorrectionRow[] }>('GET', '/corrections'),
  })
  if (!data || data.corrections.length === 0) return null
  const untold = data.corrections.filter(c => !c.told && c.closedOn === null).length
  return (
    <Link to="/corrections" activeProps={{ 'aria-current': 'page' }}>
      {say('app.correction.place')}
      {untold > 0 ? <span className="n"> {untold}</span> : null}
    </Link>
  )
}
