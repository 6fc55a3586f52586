import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { ForecastView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

/** When this invoice will be paid, with its range and what that rests on. */
export function ForecastPart({ invoiceId }: { invoiceId: string }) {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['forecast', invoiceId],
    queryFn: () => ask<{ forecast: ForecastView | null }>('GET', `/invoices/${invoiceId}/forecast`),
  })
  const forecast = data?.forecast
  if (!forecast) return null
  const { basis, knownLate } = forecast
  return (
    <section className="part">
      <h2>{say('app.forecast.title')}</h2>
      <p>
        <b>{say('app.forecast.expected', { expectedOn: forecast.expectedOn })}</b>{' '}
        {say('app.forecast.range', { earlyOn: forecast.p10, lateOn: forecast.p90 })}
      </p>
      <p className="meta">
        {basis.code === 'own-record'
          ? say('app.forecast.own', { settled: basis.settled, late: basis.late, delay: Math.round(basis.medianDelay) })
          : say('app.forecast.new', { delay: Math.round(basis.medianDelay) })}{' '}
        {knownLate.isKnown ? say('app.forecast.knownLate', { settled: knownLate.settled, overdue: knownLate.overdue }) : ''}
      </p>
    </section>
  )
}
