import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
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
/** Fewer clients than this are each said in full. */
const GROUP_LEAST = 4

type Group = readonly [first: SilentLine, ...more: SilentLine[]]

/** Many clients that the very same reasons leave in peace stand together, in the place of the first. */
function bySameReason(lines: readonly SilentLine[]): Group[] {
  const reasonsOf = (line: SilentLine): string => [...new Set(line.obstacles.map(o => o.code))].sort().join(' ')
  const sizes = Map.groupBy(lines, reasonsOf)
  const groups = new Map<string, [SilentLine, ...SilentLine[]]>()
  for (const line of lines) {
    const reasons = reasonsOf(line)
    const key = (sizes.get(reasons)?.length ?? 0) < GROUP_LEAST ? line.clientId : reasons
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return [...groups.values()]
}

/** The first client of a group with the reason; how many more it holds is counted, and opens. */
function SilentGroup({ group }: { group: Group }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [first, ...more] = group
  return (
    <>
      <SilentRow line={first}>
        {more.length > 0 ? (
          <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say('app.silent.moreClients', { count: more.length })}
          </button>
        ) : null}
      </SilentRow>
      {isOpen ? more.map(line => <SilentRow key={line.clientId} line={line} />) : null}
    </>
  )
}

function SilentRow({ line, children }: { line: SilentLine; children?: ReactNode }) {
  const { day, amount } = useWords()
  return (
    <tr>
      <th scope="row">
        <Link to="/clients/$clientId" params={{ clientId: line.clientId }}>
          {line.name}
        </Link>
      </th>
      <td>
        <Obstacles obstacles={line.obstacles} />
        {children}
      </td>
      <td className="nowrap">{line.reviewOn ? day(line.reviewOn, 'short') : ''}</td>
      <td className="amount">{line.open.map(a => amount(a.minor, a.currency)).join('\n')}</td>
    </tr>
  )
}

/** Everybody else with something open: every obstacle, and the day it is looked at again. */
export function Silent({ today }: { today: TodayView }) {
  const { say, amount } = useWords()
  const { silent } = today
  if (silent.length === 0) return null
  const sums = openOf(silent)
    .map(a => amount(a.minor, a.currency))
    .join(', ')
  const groups = bySameReason(silent)
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
              {groups.slice(0, MOST).map(group => (
                <SilentGroup key={group[0].clientId} group={group} />
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
        {groups.length > MOST ? (
          <p className="meta">{say('app.today.andMore', { count: silent.length - groups.slice(0, MOST).flat().length })}</p>
        ) : null}
      </details>
    </div>
  )
}
