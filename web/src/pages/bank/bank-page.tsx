import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import type { BankView } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { Accounts } from './accounts.tsx'
import { BookedLines, Imports, SetAside } from './booked-lines.tsx'
import { OutLines } from './out-lines.tsx'
import { StatementDrop } from './statement-drop.tsx'
import { WaitingLines } from './waiting-lines.tsx'

/** The bank desk: how far it is seen, what waits for a person, what was booked. */
export function BankPage() {
  const { say } = useWords()
  useTitle(say('app.bank.title'))
  const { data, error } = useQuery({ queryKey: ['bank'], queryFn: () => ask<BankView>('GET', '/bank') })
  const [selected, setSelected] = useState(0)
  return (
    <main className="page bank" id="main" aria-busy={!data && !error}>
      <h1>{say('app.bank.title')}</h1>
      <Problem error={error} />
      {data ? (
        <>
          <p className="lead">
            {data.imports.length === 0 && data.waiting.length === 0 ? null : `${say('app.bank.lead', { waiting: data.waiting.length })} `}
            {data.seenUpTo ? say('app.bank.seen', { seenDay: data.seenUpTo }) : say('app.bank.neverSeen')}
          </p>
          <div className="cols">
            <div>
              <WaitingLines lines={data.waiting} selected={selected} onSelect={setSelected} />
              <BookedLines lines={data.booked} />
            </div>
            <aside className="side" aria-label={say('app.bank.imports')}>
              <StatementDrop />
              <Accounts accounts={data.accounts} />
              <OutLines out={data.out} />
              <SetAside lines={data.setAside} />
              <Imports imports={data.imports} />
            </aside>
          </div>
        </>
      ) : null}
    </main>
  )
}
