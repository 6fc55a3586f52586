import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { WaitingLineView } from '../../api/types.ts'
import { Amount } from '../../parts/amount.tsx'
import { useWords } from '../../words/words.tsx'

/** One bank line: what came, whose it may be, why; the opened one shows what can be done. */
export function WaitingLine(props: {
  readonly line: WaitingLineView
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly children: ReactNode
}) {
  const { line, isOpen } = props
  const { say, day } = useWords()
  const ref = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isOpen) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const [share] = line.shares
  const whom = line.refund
    ? say('app.bank.refundTo', { client: line.refund.clientName })
    : share
      ? line.shares.length === 1
        ? say('app.bank.proposedFor', { number: share.number, client: share.clientName })
        : say('app.bank.proposedMany', { count: line.shares.length, client: share.clientName })
      : say('app.bank.nobody')
  return (
    <li ref={ref}>
      <button type="button" className="item" aria-current={isOpen ? 'true' : undefined} onClick={props.onOpen}>
        <span className="who">{line.counterparty ?? line.text}</span>
        <span className="sum">
          <Amount amount={{ minor: line.minor, currency: line.currency }} />
        </span>
        <span className="why">
          <b className={share || line.refund ? '' : 'needs'}>{whom}</b> {line.counterparty ? line.text : ''}
        </span>
        <span className="age">{day(line.valueOn, 'short')}</span>
      </button>
      {isOpen ? (
        <div className="line-open">
          <ul className="why-list">
            {line.reasons.map((r, i) => (
              <li key={`${r.code} ${String(i)}`}>{say(`match.${r.code}`, r.params)}</li>
            ))}
          </ul>
          {line.shares.length > 1 ? (
            <ul className="stack">
              {line.shares.map(s => (
                <li className="row" key={s.invoiceId}>
                  <Link to="/invoices/$invoiceId" params={{ invoiceId: s.invoiceId }}>
                    {s.number}
                  </Link>
                  <Amount amount={{ minor: s.minor, currency: line.currency }} />
                </li>
              ))}
            </ul>
          ) : null}
          {share && BigInt(line.restMinor) > 0n ? (
            <p className="meta">{say('app.bank.rest', { restAmount: `${line.restMinor} ${line.currency}` })}</p>
          ) : null}
          {line.holds ? <p className="meta needs">{say('app.bank.holds', { client: line.holds.clientName })}</p> : null}
          <div className="acts">{props.children}</div>
        </div>
      ) : null}
    </li>
  )
}
