import { Fragment, useState } from 'react'
import type { CallBrief, CallView } from '../../api/calls.ts'
import { Problem } from '../../parts/problem.tsx'
import { namedIn } from '../../words/named.ts'
import { useWords } from '../../words/words.tsx'
import { CostsOpened, useClientCosts } from '../invoice/costs.tsx'
import { InvoiceWorking } from '../invoice/invoice-working.tsx'

/** The invoices with what is late, the late costs and what could not be checked. */
export function Checked({ brief }: { brief: CallBrief }) {
  const { say, figure } = useWords()
  const [opened, setOpened] = useState<string | undefined>()
  const toggle = (what: string) => (): void => setOpened(opened === what ? undefined : what)
  return (
    <div className="part">
      <h2>{say('app.call.checked', { onDay: brief.on })}</h2>
      <table>
        <tbody>
          {brief.invoices.map(i => (
            <Fragment key={i.id}>
              <tr>
                <th scope="row">
                  {i.number}
                  <br />
                  <span className="quiet">
                    {[
                      say('app.call.daysLate', { days: i.daysLate }),
                      i.subject,
                      i.arrival ? say(`app.call.arrival.${i.arrival.state}`, { on: i.arrival.on }) : undefined,
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                  {i.papers.map(p => (
                    <a key={p.id} className="meta" href={`/api/v1/documents/${p.id}`} target="_blank" rel="noreferrer">
                      {' '}
                      {p.name}
                    </a>
                  ))}
                </th>
                <td className="amount">
                  <button
                    type="button"
                    className="glass"
                    aria-expanded={opened === i.id}
                    aria-label={say('app.client.working', { openAmount: `${i.openMinor} ${i.currency}` })}
                    onClick={toggle(i.id)}
                  >
                    {figure(i.openMinor, i.currency)}
                  </button>
                </td>
              </tr>
              {opened === i.id ? (
                <tr className="opened">
                  <td colSpan={2}>
                    <InvoiceWorking invoiceId={i.id} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {say('app.call.late')}, {brief.currency}
            </th>
            <td className="amount">{figure(brief.lateMinor, brief.currency)}</td>
          </tr>
          <tr className="plain">
            <th scope="row">{say(brief.costs.claimable ? 'app.call.costs' : 'app.call.costsNot')}</th>
            <td className="amount">
              {brief.costs.claimable ? (
                <button type="button" className="glass" aria-expanded={opened === 'costs'} onClick={toggle('costs')}>
                  {figure(brief.costs.minor, brief.currency)}
                </button>
              ) : null}
            </td>
          </tr>
        </tfoot>
      </table>
      {opened === 'costs' ? <AllCosts clientId={brief.clientId} currency={brief.currency} /> : null}
      <p className="meta">
        {[
          brief.termsDays === null ? '' : say('app.call.terms', { days: brief.termsDays }),
          brief.clause === null ? '' : say('app.call.clause', { clause: brief.clause }),
        ].join(' ')}
      </p>
      {brief.unchecked.length > 0 ? (
        <p className="meta">{brief.unchecked.map(code => say(`app.call.unchecked.${code}`)).join(' ')}</p>
      ) : null}
    </div>
  )
}

/** The late costs of every invoice, opened. */
function AllCosts({ clientId, currency }: { clientId: string; currency: string }) {
  const { byInvoice, error } = useClientCosts(clientId)
  if (error) return <Problem error={error} />
  return [...byInvoice.values()]
    .filter(costs => costs.currency === currency)
    .map(costs => (
      <div key={costs.invoiceId} className="opened-costs">
        <b>{costs.number}</b>
        <CostsOpened costs={costs} clientId={clientId} />
      </div>
    ))
}

/** What happened lately, the last reason, promises, and what came true of what they said. */
export function Lately({ brief }: { brief: CallBrief }) {
  const { say, day, has } = useWords()
  return (
    <div className="part">
      <h2>{say('app.call.history')}</h2>
      {brief.history.length === 0 ? <p className="quiet">{say('app.call.noHistory')}</p> : null}
      <ul className="plain-list">
        {brief.history.map(e => (
          <li key={e.id}>
            <span className="quiet">{day(e.on, 'short')}</span> {say(`app.time.${e.what}`, namedIn({ has, say }, e.params))}
          </li>
        ))}
      </ul>
      <p className="meta">
        {[
          brief.reason ? say('app.call.reason', { reason: say(`app.reason.${brief.reason.reason}`) }) : '',
          brief.promises.kept + brief.promises.broken > 0
            ? say('app.call.promises', { kept: brief.promises.kept, broken: brief.promises.broken })
            : '',
        ].join(' ')}
      </p>
      {brief.excuses.map(e => (
        <p className="meta" key={e.excuse}>
          “{e.says}”: {say('app.call.excuseRecord', { said: e.said, true: e.cameTrue })}
        </p>
      ))}
    </div>
  )
}

export function Reactions({ brief }: { brief: CallBrief }) {
  const { say } = useWords()
  return (
    <div className="part">
      <h2>{say('app.call.react')}</h2>
      {brief.reactions.map(r => (
        <p key={r.kind}>
          {say(`call.reaction.${r.kind}.may`)}
          <br />
          <span className="quiet" lang={brief.language}>
            {r.answer}
          </span>
        </p>
      ))}
    </div>
  )
}

/** How far we go, and beside it what has been given. */
export function FloorList({ view, check }: { view: CallView; check: CallView['check'] }) {
  const { say, day, figure } = useWords()
  const { floor } = view
  const given = new Map(check.against.map(a => [a.what, a]))
  const over = (what: 'first' | 'parts' | 'last' | 'discount' | 'costs'): string => (given.get(what)?.within === false ? 'red' : '')
  return (
    <div className="part">
      <h2>
        {say('app.call.floor')} <span className="mark">{say('app.call.locked', { time: timeOf(view.call.startedAt) })}</span>
      </h2>
      <ul className="lock">
        <li className={over('first')}>
          <span>{say('app.call.limits.first')}</span>
          <b className="amount">{figure(floor.firstMinor, floor.currency)}</b>
        </li>
        <li className={over('parts')}>
          <span>{say('app.call.limits.parts')}</span>
          <b className="amount">{floor.partsMax}</b>
        </li>
        <li className={over('last')}>
          <span>{say('app.call.limits.last')}</span>
          <b className="amount">{day(floor.lastBy, 'near')}</b>
        </li>
        <li className={over('discount')}>
          <span>{say('app.call.limits.discount')}</span>
          <b>{floor.discountPercent === 0 ? say('app.call.none') : say('app.call.percent', { percent: floor.discountPercent })}</b>
        </li>
        <li className={over('costs')}>
          <span>{say('app.call.limits.costs')}</span>
          <b>{say(floor.dropsCosts ? 'app.call.mayDrop' : 'app.call.mayNotDrop')}</b>
        </li>
      </ul>
      <p className="meta">{say('app.call.floorAfter')}</p>
    </div>
  )
}

/** The clock of an instant, in this browser’s zone. */
export const timeOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date(instant))

/** How often we talked and how often nobody was reached; nothing where neither was tried. */
export function Counts({ talks, attempts }: { talks: number; attempts: number }) {
  const { say } = useWords()
  return talks + attempts === 0 ? null : say('app.call.counts', { talks, attempts })
}
