import { Link } from '@tanstack/react-router'
import type { SilentLine, TodayView } from '../../api/types.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { Obstacles } from './reasons.tsx'

/** Sums by currency over lines. */
function openOf(lines: readonly SilentLine[]): { minor: string; currency: string }[] {
  const sums = new Map<string, bigint>()
  for (const line of lines) for (const a of line.open) sums.set(a.currency, (sums.get(a.currency) ?? 0n) + BigInt(a.minor))
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ currency, minor: minor.toString() }))
}

const MOST = 300

/** Everybody else with something open: every obstacle, and the day it is looked at again. */
export function Silent({ today }: { today: TodayView }) {
  const { say, day, amount } = useWords()
  const { silent } = today
  if (silent.length === 0) return null
  const sums = openOf(silent)
    .map(a => amount(a.minor, a.currency))
    .join(', ')
  return (
    <div className="silent">
      <details className="fold">
        <summary>
          <span>
            <b>{say('app.silent.title', { count: silent.length, sums })}</b> <span className="meta">{say('app.silent.press')}</span>
          </span>
        </summary>
        <Scroll label={say('app.silent.label')}>
          <table className="stacked">
            <thead>
              <tr>
                <th scope="col">{say('app.clients.col-name')}</th>
                <th scope="col">{say('app.silent.why')}</th>
                <th scope="col">{say('app.silent.again')}</th>
                <th scope="col" className="amount">
                  {say('app.today.open')}
                </th>
              </tr>
            </thead>
            <tbody>
              {silent.slice(0, MOST).map(line => (
                <tr key={line.clientId}>
                  <th scope="row">
                    <Link to="/clients/$clientId" params={{ clientId: line.clientId }}>
                      {line.name}
                    </Link>
                  </th>
                  <td>
                    <Obstacles obstacles={line.obstacles} />
                  </td>
                  <td className="nowrap">{line.reviewOn ? day(line.reviewOn, 'short') : ''}</td>
                  <td className="amount">{line.open.map(a => amount(a.minor, a.currency)).join('\n')}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {say('app.silent.count', { count: silent.length })}
                </th>
                <td className="amount" colSpan={2}>
                  {sums}
                </td>
              </tr>
            </tfoot>
          </table>
        </Scroll>
        {silent.length > MOST ? <p className="meta">{say('app.today.andMore', { count: silent.length - MOST })}</p> : null}
      </details>
    </div>
  )
}
