import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import type { LimitationLine } from '../api/types.ts'
import { useWords } from '../words/words.tsx'
import { Trust } from './segments.tsx'

/** Enough to act on; the others follow as these are settled. */
const SHOWN = 3

/** Claims that soon can no longer be enforced. On Today only those that can still be saved. */
export function LimitationNotes({ clientId }: { clientId?: string }) {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['limitation', clientId],
    queryFn: () =>
      ask<{ lines: readonly LimitationLine[] }>('GET', `/limitation${clientId ? `?client=${encodeURIComponent(clientId)}` : ''}`),
  })
  const lines = data?.lines.filter(l => clientId !== undefined || l.state === 'ending') ?? []
  if (lines.length === 0) return null
  return (
    <section className="note needs-you" aria-label={say('app.limitation.title')}>
      {lines.slice(0, SHOWN).map(l => (
        <p key={l.invoiceId}>
          {say(`app.limitation.${l.state}`, {
            number: l.number,
            client: l.name,
            openAmount: `${l.open.minor} ${l.open.currency}`,
            endsOn: l.endsOn,
          })}{' '}
          <Link to="/invoices/$invoiceId" params={{ invoiceId: l.invoiceId }}>
            {l.number}
          </Link>{' '}
          <span className="fine">{l.clause}</span> <Trust confidence={l.confidence} />
        </p>
      ))}
      {lines.length > SHOWN ? <p className="meta">{say('app.limitation.more', { count: lines.length - SHOWN })}</p> : null}
    </section>
  )
}
