import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { ask } from './client.ts'
import type { ListView } from './types.ts'

const PAGE = 200

/** A long list in pages, fetched where the window stands. */
export function usePagedList<Row, Whole extends Pick<ListView<Row>, 'rows' | 'total'> & Partial<ListView<Row>> = ListView<Row>>(
  path: string,
  query: Readonly<Record<string, string>>,
) {
  const [pages, setPages] = useState<readonly number[]>([0])
  const wanted = pages.length > 0 ? pages : [0]
  const results = useQueries({
    queries: wanted.map(page => ({
      queryKey: ['list', path, query, page],
      queryFn: () => ask<Whole>('GET', `${path}?${new URLSearchParams({ ...query, offset: String(page * PAGE), limit: String(PAGE) })}`),
      placeholderData: keepPreviousData,
    })),
  })
  const onRange = useCallback((from: number, to: number) => {
    const next = Array.from(
      { length: Math.floor(Math.max(from, to - 1) / PAGE) - Math.floor(from / PAGE) + 1 },
      (_, i) => Math.floor(from / PAGE) + i,
    )
    setPages(now => (now.join() === next.join() ? now : next))
  }, [])
  const first = results.find(r => r.data)?.data
  const rowAt = (index: number): Row | undefined => results[wanted.indexOf(Math.floor(index / PAGE))]?.data?.rows[index % PAGE]
  return { rowAt, onRange, first, total: first?.total, open: first?.open ?? [], error: results.find(r => r.error)?.error ?? null }
}
