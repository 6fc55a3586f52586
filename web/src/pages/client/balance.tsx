import type { ClientView } from '../../api/types.ts'
import { AgeBar } from '../../parts/age-bar.tsx'
import { Amount } from '../../parts/amount.tsx'
import { BalanceLink } from '../../parts/balance-link.tsx'
import { useWords } from '../../words/words.tsx'

/** What is open, by currency; how late it is as one bar, with its table beside it. */
export function Balance({ client }: { client: ClientView }) {
  const { say } = useWords()
  const [first, ...others] = client.balances
  if (!first)
    return (
      <section aria-label={say('app.client.balance')}>
        <p className="lead">{say('app.client.nothingOpen', { count: client.settledCount })}</p>
      </section>
    )
  return (
    <section aria-label={say('app.client.balance')}>
      <div className="owed">
        <BalanceLink clientId={client.id}>
          <Amount amount={first.open} className="l" />
          {others.map(b => (
            <Amount key={b.currency} amount={b.open} className="m" />
          ))}
        </BalanceLink>
        <p className="meta">
          {say('app.client.openToday')}
          {others.length > 0 ? ` ${say('app.client.neverAdd')}` : ''}
        </p>
      </div>
      {client.balances.map(b =>
        b.unapplied.minor === '0' ? null : (
          <p key={b.currency}>{say('app.client.unapplied', { unappliedAmount: `${b.unapplied.minor} ${b.currency}` })}</p>
        ),
      )}
      {client.ageing.map(({ currency, parts }) => {
        const late = client.balances.find(b => b.currency === currency)?.late.minor ?? '0'
        const sentence = say(late === '0' ? 'app.age.nothingLate' : 'app.age.late', { lateAmount: `${late} ${currency}`, currency })
        return <AgeBar key={currency} currency={currency} parts={parts} sentence={sentence} />
      })}
    </section>
  )
}
