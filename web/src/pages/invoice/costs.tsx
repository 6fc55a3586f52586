import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { CostsView } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { LawNotes, Segments } from '../../parts/segments.tsx'
import { lawName } from '../../words/law-name.ts'
import { useWords } from '../../words/words.tsx'

/** Late costs of a client's late invoices, by invoice id. */
export function useClientCosts(clientId: string) {
  const query = useQuery({
    queryKey: ['costs', clientId],
    queryFn: () => ask<{ costs: readonly CostsView[] }>('GET', `/clients/${clientId}/costs`),
  })
  return { byInvoice: new Map(query.data?.costs.map(c => [c.invoiceId, c])), error: query.error }
}

/** Late costs of one invoice, on its own page. */
export function InvoiceCosts({ invoiceId, clientId }: { invoiceId: string; clientId: string }) {
  const { say } = useWords()
  const { data, error } = useQuery({
    queryKey: ['invoice-costs', invoiceId],
    queryFn: () => ask<{ costs: CostsView | null }>('GET', `/invoices/${invoiceId}/costs`),
  })
  if (error) return <Problem error={error} />
  if (!data?.costs) return null
  return (
    <section className="part">
      <h2>{say('app.costs.title')}</h2>
      <CostsOpened costs={data.costs} clientId={clientId} />
    </section>
  )
}

/** Everything a figure of late costs is made of: segments, rates, sources, clauses. */
export function CostsOpened({ costs, clientId }: { costs: CostsView; clientId: string }) {
  const words = useWords()
  const { say, figure } = words
  const { currency, interest, compensation } = costs
  const claimed = costs.claimedMinor !== '0'
  return (
    <>
      <p className="meta">
        {costs.totalMinor === null
          ? say('app.costs.unknown')
          : say(claimed ? 'app.costs.claimed' : 'app.costs.accrued', {
              totalAmount: `${costs.totalMinor} ${currency}`,
              claimedAmount: `${costs.claimedMinor} ${currency}`,
              accruedOn: costs.on,
            })}{' '}
        {costs.claimable ? '' : say('app.costs.notClaimable')}
      </p>
      {costs.lacks.map(({ what, params }) => (
        <p key={what} className="needs">
          {say(`app.costs.lacks-${what}`, params)}
        </p>
      ))}
      {interest || compensation ? (
        <Segments
          label={`${say('app.costs.title')}, ${costs.number}`}
          currency={currency}
          segments={interest?.segments.map(({ baseMinor, ...segment }) => ({ ...segment, base: figure(baseMinor, currency) })) ?? []}
          interest={
            interest && {
              how: say('app.costs.interest', { dayCount: interest.dayCount, rounding: say(`app.costs.rounding-${interest.rounding}`) }),
              clause: interest.clause,
              amount: figure(interest.minor, currency),
            }
          }
          compensation={compensation && { ...compensation, amount: figure(compensation.minor, currency) }}
          total={costs.totalMinor === null ? null : figure(costs.totalMinor, currency)}
        />
      ) : null}
      <LawNotes notes={[...(interest?.notes ?? []), ...(compensation?.notes ?? [])]} />
      {costs.law ? (
        <p className="meta">
          <Link to="/law" search={{ client: clientId }}>
            {say('app.costs.law', { law: lawName(words, costs.law.code) })}
          </Link>
        </p>
      ) : null}
    </>
  )
}
