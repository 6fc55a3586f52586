import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { CostsView } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
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
  const { say, day, figure } = useWords()
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
      {costs.missing.map(m => (
        <p key={m} className="needs">
          {m}
        </p>
      ))}
      {interest || compensation ? (
        <Scroll label={say('app.costs.title')}>
          <table className="segs">
            <caption className="vh">{say('app.costs.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('app.costs.from')}</th>
                <th scope="col">{say('app.costs.to')}</th>
                <th scope="col" className="amount">
                  {say('app.costs.days')}
                </th>
                <th scope="col" className="amount">
                  {say('app.costs.base')}
                </th>
                <th scope="col" className="amount">
                  {say('app.costs.rate')}
                </th>
                <th scope="col">{say('app.costs.source')}</th>
                <th scope="col" className="amount">
                  {currency}
                </th>
              </tr>
            </thead>
            <tbody>
              {interest?.segments.map(s => (
                <tr key={`${s.from} ${s.baseMinor}`}>
                  <td className="nowrap">{s.from ? day(s.from, 'short') : ''}</td>
                  <td className="nowrap">{s.to ? day(s.to, 'short') : ''}</td>
                  <td className="amount">{s.days}</td>
                  <td className="amount">{figure(s.baseMinor, currency)}</td>
                  <td className="amount nowrap">{s.rate} %</td>
                  <td>
                    {s.source} <Trust confidence={s.confidence} />
                  </td>
                  <td className="amount">{s.amount}</td>
                </tr>
              ))}
              {interest ? (
                <tr>
                  <td colSpan={5}>{say('app.costs.interest', { dayCount: interest.dayCount, rounding: interest.rounding })}</td>
                  <td>{interest.clause}</td>
                  <td className="amount">{figure(interest.minor, currency)}</td>
                </tr>
              ) : null}
              {compensation ? (
                <tr>
                  <td colSpan={5}>{say('app.costs.compensation')}</td>
                  <td>
                    {compensation.clause} <Trust confidence={compensation.confidence} />
                  </td>
                  <td className="amount">{figure(compensation.minor, currency)}</td>
                </tr>
              ) : null}
            </tbody>
            {costs.totalMinor === null ? null : (
              <tfoot>
                <tr>
                  <th scope="row" colSpan={6}>
                    {say('app.costs.total')}
                  </th>
                  <td className="amount">{figure(costs.totalMinor, currency)}</td>
                </tr>
              </tfoot>
            )}
          </table>
        </Scroll>
      ) : null}
      {[...(interest?.notes ?? []), ...(compensation?.notes ?? [])].map(n => (
        <p className="meta" key={n.code}>
          {n.text}
        </p>
      ))}
      {costs.law ? (
        <p className="meta">
          <Link to="/law" search={{ client: clientId }}>
            {say('app.costs.law', { law: costs.law.name })}
          </Link>
        </p>
      ) : null}
    </>
  )
}

/** A mark where a value was not seen in its source. */
export function Trust({ confidence }: { confidence: string }) {
  const { say } = useWords()
  if (confidence === 'seen' || confidence === 'derived') return null
  return <span className={confidence === 'own' ? 'mark' : 'mark amber'}>{say(`app.law.trust-${confidence}`)}</span>
}
