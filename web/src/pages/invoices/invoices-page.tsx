import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { usePagedList } from '../../api/lists.ts'
import type { InvoiceRow } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amount, Amounts } from '../../parts/amount.tsx'
import { Choices } from '../../parts/choices.tsx'
import { NothingListed } from '../../parts/empty.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Cell, HeadCell, WaitingCell, Windowed } from '../../parts/windowed.tsx'
import { useWords } from '../../words/words.tsx'
import { NewInvoice } from '../enter/new-invoice.tsx'

const SHOWS = ['late', 'open', 'disputed', 'settled', 'written-off', 'all'] as const
const SORTS = ['due', 'open', 'client', 'number'] as const

export function InvoicesPage() {
  const { say } = useWords()
  useTitle(say('app.top.invoices'))
  const [show, setShow] = useState<(typeof SHOWS)[number]>('open')
  const [sort, setSort] = useState<(typeof SORTS)[number]>('due')
  const [text, setText] = useState('')
  const q = useDeferredValue(text)
  const { rowAt, onRange, total, open, error } = usePagedList<InvoiceRow>('/invoices', { show, sort, ...(q ? { q } : {}) })
  return (
    <main className="page" id="main">
      <div className="title-line">
        <h1>{say('app.top.invoices')}</h1>
        <div className="acts">
          <NewInvoice />
          <Link className="btn" to="/ageing">
            {say('app.ageing.title')}
          </Link>
          <Link className="btn" to="/import">
            {say('app.top.import')}
          </Link>
        </div>
      </div>
      <div className="filters">
        <input
          type="search"
          aria-label={say('app.invoices.filter')}
          placeholder={say('app.invoices.filter')}
          value={text}
          onChange={e => setText(e.target.value)}
        />
        <Choices
          label={say('app.list.show')}
          value={show}
          onChange={setShow}
          options={SHOWS.map(s => [s, say(`app.invoices.show-${s}`)])}
        />
        <Choices
          label={say('app.list.sort')}
          value={sort}
          onChange={setSort}
          options={SORTS.map(s => [s, say(`app.invoices.sort-${s}`)])}
        />
      </div>
      <Problem error={error} />
      {total === 0 ? <NothingListed page="invoices" path="/invoices" /> : null}
      {total ? (
        <>
          <p className="meta list-sum">
            {say('app.invoices.count', { count: total })} <Amounts amounts={open} />
          </p>
          <Windowed
            label={say('app.top.invoices')}
            className="invoices"
            total={total}
            onRange={onRange}
            head={['number', 'client', 'due', 'days', 'open'].map(c => (
              <HeadCell key={c} className={`${c} ${c === 'open' || c === 'days' ? 'end' : ''}`}>
                {say(`app.invoices.col-${c}`)}
              </HeadCell>
            ))}
            row={index => <Row row={rowAt(index)} />}
          />
        </>
      ) : null}
    </main>
  )
}

function Row({ row }: { row: InvoiceRow | undefined }) {
  const { say, day } = useWords()
  if (!row) return <WaitingCell />
  return (
    <>
      <Cell className="number">
        <Link className="row-link" to="/invoices/$invoiceId" params={{ invoiceId: row.id }}>
          {row.number}
        </Link>
      </Cell>
      <Cell className="client">
        {row.clientName} {row.disputed ? <span className="mark amber">{say('app.invoices.disputed')}</span> : null}
      </Cell>
      <Cell className="due">{day(row.dueOn, 'short')}</Cell>
      <Cell className="end days meta">
        {row.state === 'late' ? say('app.days', { count: row.lateDays }) : say(`app.invoices.state-${row.state}`)}
      </Cell>
      <Cell className="end sum">
        <Amount amount={{ minor: row.openMinor, currency: row.currency }} className={row.state === 'late' ? '' : 'quiet'} />
      </Cell>
    </>
  )
}
