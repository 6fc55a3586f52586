import type { InterestAnswer } from '../../api/types.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { Trust } from '../invoice/costs.tsx'

/** The figure, and everything it is made of. */
export function Answer({ answer }: { answer: InterestAnswer }) {
  const { say, day } = useWords()
  const { currency, compensation } = answer
  return (
    <>
      <p className="owed">
        <span className="amount l">
          <span className="cur">{currency}</span>
          {answer.total ?? answer.interest}
        </span>
      </p>
      <p>
        {say('app.interest.made', {
          interest: answer.interest,
          compensation: compensation ? `${compensation.amount} ${compensation.currency}` : '0',
          currency,
        })}
      </p>
      <p className="meta">
        {answer.lawName}: {answer.clause}
      </p>
      <Scroll label={say('app.interest.answer')}>
        <table className="segs">
          <thead>
            <tr>
              <th scope="col">{say('app.costs.from')}</th>
              <th scope="col" className="amount">
                {say('app.costs.days')}
              </th>
              <th scope="col" className="amount">
                {say('app.costs.base')}
              </th>
              <th scope="col" className="amount">
                {say('app.costs.rate')}
              </th>
              <th scope="col" className="amount">
                {currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.segments.map(s => (
              <tr key={`${s.from} ${s.base}`}>
                <td>
                  {s.from ? day(s.from, 'short') : ''}
                  <br />
                  <span className="fine">
                    {s.source} <Trust confidence={s.confidence} />
                  </span>
                </td>
                <td className="amount">{s.days}</td>
                <td className="amount">{s.base}</td>
                <td className="amount nowrap">{s.rate} %</td>
                <td className="amount">{s.amount.slice(0, -4)}</td>
              </tr>
            ))}
            {compensation ? (
              <tr>
                <td colSpan={4}>
                  {say('app.costs.compensation')}
                  <br />
                  <span className="fine">
                    {compensation.clause} <Trust confidence={compensation.confidence} />
                  </span>
                </td>
                <td className="amount">{compensation.amount}</td>
              </tr>
            ) : null}
          </tbody>
          {answer.total === null ? null : (
            <tfoot>
              <tr>
                <th scope="row" colSpan={4}>
                  {say('app.costs.total')}
                </th>
                <td className="amount">{answer.total}</td>
              </tr>
            </tfoot>
          )}
        </table>
      </Scroll>
      <p className="meta">{say('app.costs.interest', { dayCount: answer.dayCount, rounding: answer.rounding })}</p>
      {answer.limitation ? <p className="meta">{say('app.interest.barred', { endsOn: answer.limitation.endsOn })}</p> : null}
      {answer.notes.map(n => (
        <p className="meta" key={n.code}>
          {n.text}
        </p>
      ))}
    </>
  )
}
