import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'

/** A sum that a client owes: leads to the statement of account, where each part of it opens. */
export function BalanceLink({ clientId, children }: { clientId: string; children: ReactNode }) {
  const { say } = useWords()
  return (
    <Link className="glass" to="/clients/$clientId/statement" params={{ clientId }} title={say('app.statement.title')}>
      {children}
    </Link>
  )
}
