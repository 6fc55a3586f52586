import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import { useWords } from '../words/words.tsx'

/** Pages that teach while they are empty, and where each sends one next. */
const NEXT = {
  clients: { to: '/import' },
  invoices: { to: '/import' },
  ageing: { to: '/import' },
  inbox: { to: '/settings/$part', params: { part: 'sending' } },
  outbox: { to: '/' },
  plans: { to: '/clients' },
  preflight: { to: '/import' },
} as const

/** What will stand on a page that is still empty, and the one thing to do next. */
export function Empty({ page }: { page: keyof typeof NEXT }) {
  const { say } = useWords()
  return (
    <div className="empty">
      <p className="lead">{say(`app.empty.${page}`)}</p>
      <Link className="btn main" {...NEXT[page]}>
        {say(`app.empty.${page}-next`)}
      </Link>
    </div>
  )
}

/** Nothing of a list is shown: the firm has none yet, or nothing fits what was chosen. @param path of the list in the API */
export function NothingListed({ page, path, nothing }: { page: 'clients' | 'invoices' | 'ageing'; path: string; nothing?: string }) {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['list', path, 'any'],
    queryFn: () => ask<{ total: number }>('GET', `${path}?show=all&limit=1`),
  })
  if (!data) return null
  return data.total === 0 ? <Empty page={page} /> : <p className="lead empty">{nothing ?? say('app.list.noneFound')}</p>
}
