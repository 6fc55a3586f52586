import { Link } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import type { ClientView } from '../../api/types.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
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
        <CurrencyTable key={c} currency={c} invoices={client.invoices.filter(i => i.currency === c)} />
      ))}
    </section>
  )
}

function CurrencyTable({ currency, invoices }: { currency: string; invoices: ClientView['invoices'] }) {
  const { say, day, figure } = useWords()
  const [opened, setOpened] = useState<string | undefined>()
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
              {say('app.client.openIn', { currency })}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoices.map(i => (
            <Fragment key={i.id}>
              <tr className={opened === i.id ? 'open-row' : ''}>
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
                  <button
                    type="button"
                    className="glass"
                    aria-expanded={opened === i.id}
                    aria-label={say('app.client.working', { openAmount: `${i.openMinor} ${currency}` })}
                    onClick={() => setOpened(opened === i.id ? undefined : i.id)}
                  >
                    {figure(i.openMinor, currency)}
                  </button>
                </td>
              </tr>
              {opened === i.id ? (
                <tr className="opened">
                  <td colSpan={5}>
                    <InvoiceWorking invoiceId={i.id} />
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
            <td className="amount">{figure(total, currency)}</td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}
