import { Link, useParams } from '@tanstack/react-router'
import type { InvoiceView } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { Endings } from '../../parts/endings.tsx'
import { Papers } from '../../parts/papers.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { inFours } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { Timeline } from '../client/timeline.tsx'
import { DisputesOf } from '../disputes/disputes-page.tsx'
import { Check } from './check.tsx'
import { Claims } from './claims.tsx'
import { InvoiceCosts } from './costs.tsx'
import { Explain } from './explain.tsx'
import { ForecastPart } from './forecast.tsx'
import { useInvoice, Working } from './invoice-working.tsx'
import { DueParts, KeptBack } from './parts.tsx'
import { RecordOnInvoice } from './record.tsx'

export function InvoicePage() {
  const { invoiceId = '' } = useParams({ strict: false })
  const { data, error } = useInvoice(invoiceId)
  return (
    <main className="page" id="main" aria-busy={!data && !error}>
      <Problem error={error} />
      {data ? <Loaded invoice={data} /> : null}
    </main>
  )
}

function Loaded({ invoice }: { invoice: InvoiceView }) {
  const { say, day } = useWords()
  useTitle(invoice.number)
  const due = invoice.dueOn === invoice.agreedDueOn ? '' : ` ${say('app.invoice.extendedFrom', { agreedOn: invoice.agreedDueOn })}`
  return (
    <>
      <div className="title-line">
        <div>
          <h1>{say('app.invoice.title', { number: invoice.number })}</h1>
          <p className="meta">
            <Link to="/clients/$clientId" params={{ clientId: invoice.clientId }}>
              {invoice.clientName}
            </Link>
            . {say('app.invoice.dates', { issued: day(invoice.issuedOn), due: day(invoice.dueOn) })}
            {due} {invoice.subject}
          </p>
        </div>
        <RecordOnInvoice invoice={invoice} />
      </div>
      <div className="owed">
        <Amount amount={{ minor: invoice.openMinor, currency: invoice.currency }} className="l" />
        <p className={invoice.state === 'late' ? 'needs' : 'meta'}>
          {invoice.state === 'late'
            ? say('app.invoice.late', { count: invoice.lateDays })
            : say(`app.invoice.is-${invoice.state}`, { settledOn: invoice.settledOn ?? '' })}
        </p>
      </div>
      <div className="cols">
        <div>
          <Explain invoice={invoice} />
          <Endings clientId={invoice.clientId} invoice={invoice} />
          <DisputesOf clientId={invoice.clientId} invoiceId={invoice.id} />
          <Check invoiceId={invoice.id} />
          <ForecastPart invoiceId={invoice.id} />
          <section className="part">
            <h2>{say('app.invoice.working')}</h2>
            <Working invoice={invoice} />
          </section>
          <DueParts invoice={invoice} />
          <InvoiceCosts invoiceId={invoice.id} clientId={invoice.clientId} />
          <Claims invoice={invoice} />
          <Lines invoice={invoice} />
          <Timeline entries={invoice.timeline} />
        </div>
        <Side invoice={invoice} />
      </div>
    </>
  )
}

function Lines({ invoice }: { invoice: InvoiceView }) {
  const { say, figure } = useWords()
  if (invoice.lines.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.invoice.lines')}</h2>
      <Scroll label={say('app.invoice.lines')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('app.invoice.line-text')}</th>
              <th scope="col" className="amount">
                {say('app.invoice.line-quantity')}
              </th>
              <th scope="col" className="amount">
                {say('app.invoice.line-tax')}
              </th>
              <th scope="col" className="amount">
                {say('app.invoice.line-net', { currency: invoice.currency })}
              </th>
            </tr>
          </thead>
          <tbody>
            {invoice.lines.map((l, i) => (
              <tr key={`${l.text} ${String(i)}`}>
                <td>{l.text}</td>
                <td className="amount">{l.quantity}</td>
                <td className="amount">{l.taxRate ? `${l.taxRate} %` : ''}</td>
                <td className="amount">{l.netMinor === null ? '' : figure(l.netMinor, invoice.currency)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {say('app.invoice.total')}
              </th>
              <td className="amount">{figure(invoice.totalMinor, invoice.currency)}</td>
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </section>
  )
}

function Side({ invoice }: { invoice: InvoiceView }) {
  const { say, day } = useWords()
  const rows = (['orderNumber', 'reference', 'iban', 'source'] as const).filter(name => invoice[name])
  return (
    <aside className="side" aria-label={say('app.invoice.about')}>
      <section className="part">
        <h2>{say('app.invoice.arrival')}</h2>
        {invoice.arrival.length === 0 ? <p className="quiet">{say('app.invoice.arrivalUnknown')}</p> : null}
        <ul>
          {invoice.arrival.map(a => (
            <li key={`${a.on} ${a.state}`}>
              {day(a.on, 'short')}: {say(`app.arrival.${a.state}`)}
            </li>
          ))}
        </ul>
      </section>
      {invoice.prevention.length > 0 ? (
        <section className="part">
          <h2>{say('app.prevention.title')}</h2>
          {invoice.prevention.map(p => (
            <p key={p.id}>
              {p.answer} <span className="meta">{say('app.prevention.said', { who: p.saidBy ?? '', saidDay: p.saidOn })}</span>
            </p>
          ))}
        </section>
      ) : null}
      <section className="part">
        <h2>{say('app.invoice.about')}</h2>
        <dl className="pair">
          {rows.map(name => (
            <Pair
              key={name}
              name={say(`app.invoice.${name}`)}
              value={name === 'iban' ? inFours(String(invoice[name])) : String(invoice[name])}
            />
          ))}
        </dl>
      </section>
      <KeptBack invoice={invoice} />
      <Papers papers={invoice.papers} none={say('app.invoice.noPapers')} to={{ invoice: invoice.id }} />
    </aside>
  )
}

const Pair = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
)
