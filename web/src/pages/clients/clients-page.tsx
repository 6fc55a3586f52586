import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { usePagedList } from '../../api/lists.ts'
import type { ClientRow } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amounts } from '../../parts/amount.tsx'
import { Choices } from '../../parts/choices.tsx'
import { NothingListed } from '../../parts/empty.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Cell, HeadCell, WaitingCell, Windowed } from '../../parts/windowed.tsx'
import { useWords } from '../../words/words.tsx'

const SHOWS = ['open', 'late', 'all'] as const
const SORTS = ['late', 'open', 'name'] as const

export function ClientsPage() {
  const { say } = useWords()
  useTitle(say('app.top.clients'))
  const [show, setShow] = useState<(typeof SHOWS)[number]>('open')
  const [sort, setSort] = useState<(typeof SORTS)[number]>('late')
  const [text, setText] = useState('')
  const q = useDeferredValue(text)
  const { rowAt, onRange, total, open, error } = usePagedList<ClientRow>('/clients', { show, sort, ...(q ? { q } : {}) })
  return (
    <main className="page" id="main">
      <h1>{say('app.top.clients')}</h1>
      <div className="filters">
        <input
          type="search"
          aria-label={say('app.clients.filter')}
          placeholder={say('app.clients.filter')}
          value={text}
          onChange={e => setText(e.target.value)}
        />
        <Choices label={say('app.list.show')} value={show} onChange={setShow} options={SHOWS.map(s => [s, say(`app.clients.show-${s}`)])} />
        <Choices label={say('app.list.sort')} value={sort} onChange={setSort} options={SORTS.map(s => [s, say(`app.clients.sort-${s}`)])} />
      </div>
      <Problem error={error} />
      {total === undefined ? null : total === 0 ? (
        <NothingListed page="clients" path="/clients" />
      ) : (
        <>
          <p className="meta list-sum">
            {say('app.clients.count', { count: total })} <Amounts amounts={open} />
          </p>
          <Windowed
            label={say('app.top.clients')}
            className="clients"
            total={total}
            onRange={onRange}
            head={['name', 'late', 'days', 'open'].map(c => (
              <HeadCell key={c} className={c === 'name' ? '' : 'end'}>
                {say(`app.clients.col-${c}`)}
              </HeadCell>
            ))}
            row={index => <Row row={rowAt(index)} />}
          />
        </>
      )}
    </main>
  )
}

function Row({ row }: { row: ClientRow | undefined }) {
  const { say } = useWords()
  if (!row) return <WaitingCell />
  return (
    <>
      <Cell className="who">
        <Link className="row-link" to="/clients/$clientId" params={{ clientId: row.id }}>
          {row.name}
        </Link>
        <span className="meta"> {say(`app.kind.${row.kind}`)}</span>
      </Cell>
      <Cell className="end late">
        <Amounts amounts={row.late} none={say('app.clients.nothingLate')} />
      </Cell>
      <Cell className="end days meta">{row.lateDays > 0 ? say('app.days', { count: row.lateDays }) : ''}</Cell>
      <Cell className="end sum">
        <Amounts amounts={row.open} none="0" />
      </Cell>
    </>
  )
}
