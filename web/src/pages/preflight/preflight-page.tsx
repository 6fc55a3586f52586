import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { PreflightPage as Stretch } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Empty } from '../../parts/empty.tsx'
import { findingText } from '../../parts/fault-text.ts'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'

const STRETCH = 100

/** What to mend on the e-invoices, newest first, in words; read on in stretches, for every file is read again. */
export function PreflightPage() {
  const words = useWords()
  const { say } = words
  useTitle(say('app.preflight.title'))
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['preflight-list'],
    queryFn: ({ pageParam }) => ask<Stretch>('GET', `/preflight?offset=${pageParam}&limit=${STRETCH}`),
    initialPageParam: 0,
    getNextPageParam: last => last.next,
  })
  const rows = data?.pages.flatMap(p => p.rows) ?? []
  const checked = data?.pages.reduce((sum, p) => sum + p.checked, 0) ?? 0
  return (
    <main className="page narrow" id="main" aria-busy={isFetching}>
      <h1>{say('app.preflight.title')}</h1>
      <Problem error={error} />
      {data && checked === 0 ? <Empty page="preflight" /> : null}
      {data && checked > 0 ? <p className="lead">{say('app.preflight.lead', { count: rows.length, checked })}</p> : null}
      <ul className="standing">
        {rows.map(row => (
          <li key={row.invoiceId}>
            <p>
              <Link to="/invoices/$invoiceId" params={{ invoiceId: row.invoiceId }}>
                {row.number}
              </Link>{' '}
              {row.client}
            </p>
            {row.findings.map(f => (
              <p key={`${f.code} ${f.message}`} className="meta">
                <b className={f.weight === 'mend' ? 'needs' : ''}>{say(`app.papers.${f.weight}`)}</b> · {findingText(words, f)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="acts">
          <button type="button" className="btn" aria-disabled={isFetching} onClick={() => (isFetching ? undefined : void fetchNextPage())}>
            {say('app.preflight.older')}
          </button>
        </div>
      ) : null}
    </main>
  )
}
