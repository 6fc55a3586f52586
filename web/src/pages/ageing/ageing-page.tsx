import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { usePagedList } from '../../api/lists.ts'
import type { Ageing, AgeingRow } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { useTitle } from '../../app/title.ts'
import { AgeBar } from '../../parts/age-bar.tsx'
import { Amount } from '../../parts/amount.tsx'
import { Choices } from '../../parts/choices.tsx'
import { NothingListed } from '../../parts/empty.tsx'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Cell, HeadCell, WaitingCell, Windowed } from '../../parts/windowed.tsx'
import { useWords } from '../../words/words.tsx'

const BUCKETS = ['notDue', 'days1to30', 'days31to60', 'days61to90', 'over90'] as const
const SORTS = ['oldest', 'open', 'name'] as const
type Whole = Ageing & { readonly total: number }

/** What is owed by age, client and currency, on any day, as it was known on any day. */
export function AgeingPage() {
  const { say } = useWords()
  const { today } = useFirm()
  useTitle(say('app.ageing.title'))
  const [asOf, setAsOf] = useState(today)
  const [knownAt, setKnownAt] = useState('')
  const [bucket, setBucket] = useState<(typeof BUCKETS)[number] | 'all'>('all')
  const [sort, setSort] = useState<(typeof SORTS)[number]>('oldest')
  const [text, setText] = useState('')
  const client = useDeferredValue(text)
  const query = {
    asOf: asOf || today,
    sort,
    ...(knownAt ? { knownAt } : {}),
    ...(bucket === 'all' ? {} : { bucket }),
    ...(client ? { client } : {}),
  }
  const { rowAt, onRange, first, total, error } = usePagedList<AgeingRow, Whole>('/ageing', query)
  return (
    <main className="page" id="main" aria-busy={!first && !error}>
      <div className="title-line">
        <h1>{say('app.ageing.title')}</h1>
        <a className="btn noprint" href={`/api/v1/ageing.csv?${new URLSearchParams(query)}`}>
          {say('app.ageing.csv')}
        </a>
      </div>
      <div className="filters noprint">
        <TextField name="asOf" type="date" label={say('app.statement.asOf')} value={asOf} onChange={e => setAsOf(e.target.value)} />
        <TextField
          name="knownAt"
          type="date"
          label={say('app.statement.knownAt')}
          value={knownAt}
          max={today}
          onChange={e => setKnownAt(e.target.value)}
        />
      </div>
      <Problem error={error} />
      {first?.totals.map(sums => (
        <Sums key={sums.currency} sums={sums} />
      ))}
      <div className="filters noprint">
        <input
          type="search"
          aria-label={say('app.clients.filter')}
          placeholder={say('app.clients.filter')}
          value={text}
          onChange={e => setText(e.target.value)}
        />
        <Choices
          label={say('app.list.show')}
          value={bucket}
          onChange={setBucket}
          options={[['all', say('app.ageing.every')] as const, ...BUCKETS.map(b => [b, say(`app.age.${b}`)] as const)]}
        />
        <Choices label={say('app.list.sort')} value={sort} onChange={setSort} options={SORTS.map(s => [s, say(`app.ageing.sort-${s}`)])} />
      </div>
      {total === 0 ? <NothingListed page="ageing" path="/invoices" nothing={say('app.ageing.nothing')} /> : null}
      {total ? (
        <Windowed
          label={say('app.ageing.title')}
          className="ages"
          total={total}
          onRange={onRange}
          head={
            <>
              <HeadCell>{say('app.clients.col-name')}</HeadCell>
              {BUCKETS.map(b => (
                <HeadCell key={b} className="end">
                  {say(`app.age.${b}`)}
                </HeadCell>
              ))}
              <HeadCell className="end">{say('app.statement.open')}</HeadCell>
            </>
          }
          row={index => <Row row={rowAt(index)} />}
        />
      ) : null}
    </main>
  )
}

function Sums({ sums }: { sums: Whole['totals'][number] }) {
  const { say } = useWords()
  const { currency, parts, openMinor, unappliedMinor } = sums
  const late = parts.reduce((sum, p) => (p.bucket === 'notDue' ? sum : sum + BigInt(p.minor)), 0n)
  const sentence = say(late === 0n ? 'app.age.nothingLate' : 'app.ageing.late', { lateAmount: `${late} ${currency}`, currency })
  return (
    <div className="sums">
      <div className="owed">
        <Amount amount={{ minor: openMinor, currency }} className="l" />
        {unappliedMinor === '0' ? null : (
          <p className="meta">{say('app.ageing.unapplied', { unappliedAmount: `${unappliedMinor} ${currency}` })}</p>
        )}
      </div>
      <AgeBar currency={currency} parts={parts} sentence={sentence} />
    </div>
  )
}

function Row({ row }: { row: AgeingRow | undefined }) {
  const { say, figure } = useWords()
  if (!row) return <WaitingCell />
  const oldest = row.parts.findLast(p => p.minor !== '0')
  return (
    <>
      <Cell className="who">
        <Link className="row-link" to="/clients/$clientId/statement" params={{ clientId: row.clientId }}>
          {row.name}
        </Link>
      </Cell>
      {row.parts.map(p => (
        <Cell key={p.bucket} className={`end age ${p.minor === '0' ? 'quiet' : ''}`}>
          {p.minor === '0' ? '' : figure(p.minor, row.currency)}
        </Cell>
      ))}
      <Cell className="oldest meta">{oldest ? say(`app.age.${oldest.bucket}`) : ''}</Cell>
      <Cell className="end sum">
        <Amount amount={{ minor: row.openMinor, currency: row.currency }} />
      </Cell>
    </>
  )
}
