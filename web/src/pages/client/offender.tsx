import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { OffenderView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

/** What two years of paying late cost; shown only where it is a habit. */
export function Offender({ clientId }: { clientId: string }) {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['offender', clientId], queryFn: () => ask<OffenderView>('GET', `/clients/${clientId}/offender`) })
  if (!data?.isRepeat) return null
  return (
    <section className="part">
      <h2>{say('app.offender.title')}</h2>
      <p>{say('app.offender.says', { late: data.lateInvoices, due: data.dueInvoices, days: data.averageDays })}</p>
      {data.costs.map(c => (
        <p key={c.currency} className="meta">
          {say('app.offender.cost', {
            capitalAmount: `${c.capitalMinor} ${c.currency}`,
            percent: data.capitalPercent,
            minutes: data.minutes,
          })}
        </p>
      ))}
    </section>
  )
}
