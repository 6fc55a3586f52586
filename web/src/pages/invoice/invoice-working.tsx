import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { InvoiceView } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'

export const useInvoice = (invoiceId: string) =>
  useQuery({ queryKey: ['invoice', invoiceId], queryFn: () => ask<InvoiceView>('GET', `/invoices/${invoiceId}`) })

/** Where the open amount of an invoice comes from: its total less everything that came off, in order. */
export function InvoiceWorking({ invoiceId }: { invoiceId: string }) {
  const { data, error } = useInvoice(invoiceId)
  if (error) return <Problem error={error} />
  return data ? <Working invoice={data} /> : <p className="meta" aria-busy="true" />
}

type Worked = Pick<
  InvoiceView,
  'number' | 'issuedOn' | 'currency' | 'totalMinor' | 'openMinor' | 'changes' | 'writtenOffMinor' | 'allowedMinor'
>

export function Working({ invoice }: { invoice: Worked }) {
  const { say, day, figure } = useWords()
  const { currency } = invoice
  const off = (minor: string): string => figure(minor.startsWith('-') ? minor.slice(1) : `-${minor}`, currency)
  const reductions = [
    ['writtenOff', invoice.writtenOffMinor],
    ['allowed', invoice.allowedMinor],
  ].filter(([, minor]) => minor !== '0')
  return (
    <table className="segs">
      <caption className="meta">{say('app.invoice.workingOf', { openAmount: `${invoice.openMinor} ${currency}` })}</caption>
      <tbody>
        <tr>
          <td>{day(invoice.issuedOn, 'short')}</td>
          <td>{say('app.invoice.issued', { number: invoice.number })}</td>
          <td className="amount">{figure(invoice.totalMinor, currency)}</td>
        </tr>
        {invoice.changes.map((c, i) => (
          <tr key={`${c.on} ${c.minor} ${String(i)}`}>
            <td>{day(c.on, 'short')}</td>
            <td>
              {say(`app.invoice.change-${c.kind}`)} {c.reference ? <span className="quiet">{c.reference}</span> : null}
            </td>
            <td className="amount">{off(c.minor)}</td>
          </tr>
        ))}
        {reductions.map(([what, minor = '0']) => (
          <tr key={what}>
            <td />
            <td>{say(`app.invoice.change-${what}`)}</td>
            <td className="amount">{off(minor)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {say('app.invoice.openNow')}
          </th>
          <td className="amount">{figure(invoice.openMinor, currency)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
