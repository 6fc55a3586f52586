import { Link } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import type { ClientView, CostsView } from '../../api/types.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { CostsOpened, useClientCosts } from '../invoice/costs.tsx'
import { InvoiceWorking } from '../invoice/invoice-working.tsx'

/** The open invoices, one table a currency; an amount opens to where it comes from. */
export function OpenInvoices({ client }: { client: ClientView }) {
  const { say } = useWords()
  const currencies = [...new Set(client.invoices.map(i => i.currency))]
  if (currencies.length === 0) return null
  return (
    <section className="part bare">
      <h2>{say('app.client.openInvoices')}</h2>
      {currencies.map(c => (
        <CurrencyTable key={c} currency={c} clientId={client.id} invoices={client.invoices.filter(i => i.currency === c)} />
      ))}
      <p className="meta">
        <Link to="/clients/$clientId/statement" params={{ clientId: client.id }}>
          {say('app.statement.title')}
        </Link>
      </p>
    </section>
  )
}

function CurrencyTable({ currency, clientId, invoices }: { currency: string; clientId: string; invoices: ClientView['invoices'] }) {
  const { say, day, figure } = useWords()
  const [opened, setOpened] = useState<string | undefined>()
  const { byInvoice } = useClientCosts(clientId)
  const costs = invoices.flatMap(i => byInvoice.get(i.id)?.totalMinor ?? []).reduce((sum, minor) => sum + BigInt(minor), 0n)
  const toggle = (what: string): void => setOpened(opened === what ? undefined : what)
  const total = invoices.reduce((sum, i) => sum + BigInt(i.openMinor), 0n).toString()
  return (
    <Scroll label={say('app.client.openIn', { currency })}>
      <table className="inv">
        <thead>
          <tr>
            {['invoice', 'for', 'due', 'late'].map(c => (
              <th key={c} scope="col">
                {say(`app.client.col-${c}`)}
              </th>
            ))}
            <th scope="col" className="amount">
              {say('app.costs.column', { currency })}
            </th>
            <th scope="col" className="amount">
              {say('app.client.openIn', { currency })}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoices.map(i => (
            <Fragment key={i.id}>
              <tr className={opened?.endsWith(i.id) ? 'open-row' : ''}>
                <th scope="row">
                  <Link to="/invoices/$invoiceId" params={{ invoiceId: i.id }}>
                    {i.number}
                  </Link>{' '}
                  {i.disputed ? <span className="mark amber">{say('app.invoices.disputed')}</span> : null}
                </th>
                <td>{i.subject}</td>
                <td className="nowrap">{day(i.dueOn, 'short')}</td>
                <td className={i.lateDays > 0 ? 'nowrap' : 'nowrap quiet'}>
                  {i.lateDays > 0 ? say('app.days', { count: i.lateDays }) : say('app.invoices.state-open')}
                </td>
                <td className="amount">
                  <CostsFigure costs={byInvoice.get(i.id)} isOpen={opened === `costs ${i.id}`} onOpen={() => toggle(`costs ${i.id}`)} />
                </td>
                <td className="amount">
                  <button
                    type="button"
                    className="glass"
                    aria-expanded={opened === i.id}
                    aria-label={say('app.client.working', { openAmount: `${i.openMinor} ${currency}` })}
                    onClick={() => toggle(i.id)}
                  >
                    {figure(i.openMinor, currency)}
                  </button>
                </td>
              </tr>
              {opened?.endsWith(i.id) ? (
                <tr className="opened">
                  <td colSpan={6}>
                    <Opened what={opened} invoiceId={i.id} clientId={clientId} costs={byInvoice.get(i.id)} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              {currency}
            </th>
            <td className="amount">{costs === 0n ? '' : figure(costs.toString(), currency)}</td>
            <td className="amount">{figure(total, currency)}</td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}

function Opened(props: { what: string; invoiceId: string; clientId: string; costs: CostsView | undefined }) {
  if (!props.what.startsWith('costs ')) return <InvoiceWorking invoiceId={props.invoiceId} />
  return props.costs ? <CostsOpened costs={props.costs} clientId={props.clientId} /> : null
}

/** What lateness has cost so far; opens to where it comes from. */
function CostsFigure({ costs, isOpen, onOpen }: { costs: CostsView | undefined; isOpen: boolean; onOpen: () => void }) {
  const { say, figure } = useWords()
  if (!costs) return null
  const shown = costs.totalMinor === null ? '?' : figure(costs.totalMinor, costs.currency)
  const label = `${shown}: ${say('app.costs.open', { number: costs.number })}`
  return (
    <button type="button" className="glass" aria-expanded={isOpen} aria-label={label} onClick={onOpen}>
      {shown}
    </button>
  )
}
