import type { ClientView } from '../../api/types.ts'
import { Amount } from '../../parts/amount.tsx'
import { Scroll } from '../../parts/scroll.tsx'
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
        <Amount amount={first.open} className="l" />
        {others.map(b => (
          <Amount key={b.currency} amount={b.open} className="m" />
        ))}
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
      {client.ageing.map(row => (
        <Age key={row.currency} row={row} late={client.balances.find(b => b.currency === row.currency)?.late.minor ?? '0'} />
      ))}
    </section>
  )
}

function Age({ row, late }: { row: ClientView['ageing'][number]; late: string }) {
  const { say, figure } = useWords()
  const total = row.parts.reduce((sum, p) => sum + BigInt(p.minor), 0n)
  const share = (minor: string): number => (total > 0n ? Number((BigInt(minor) * 1000n) / total) / 10 : 0)
  const name = say('app.age.in', { currency: row.currency })
  return (
    <div className="ageing">
      <p>{say(late === '0' ? 'app.age.nothingLate' : 'app.age.late', { lateAmount: `${late} ${row.currency}`, currency: row.currency })}</p>
      <div className="bar" aria-hidden="true">
        {row.parts.map((p, i) =>
          p.minor === '0' ? null : <span key={p.bucket} style={{ width: `${share(p.minor)}%`, background: `var(--age-${i})` }} />,
        )}
      </div>
      <Scroll label={name}>
        <table>
          <caption className="vh">{name}</caption>
          <thead>
            <tr>
              {row.parts.map((p, i) => (
                <th key={p.bucket} scope="col">
                  <i style={{ background: `var(--age-${i})` }} />
                  {say(`app.age.${p.bucket}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {row.parts.map(p => (
                <td key={p.bucket} className={p.minor === '0' ? 'quiet' : ''}>
                  {figure(p.minor, row.currency)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
