import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { ContactLine, TodayView } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { useTitle } from '../../app/title.ts'
import { LimitationNotes } from '../../parts/limitation-notes.tsx'
import { OwnLetters } from '../../parts/own-letters.tsx'
import { Problem } from '../../parts/problem.tsx'
import { SorryNotes } from '../../parts/sorry-notes.tsx'
import { useWords } from '../../words/words.tsx'
import { DisputesDue } from '../disputes/disputes-page.tsx'
import { AllDone } from './all-done.tsx'
import { ArrivedFiles } from './arrived-files.tsx'
import { Attention } from './attention.tsx'
import { Headline } from './headline.tsx'
import { Opened } from './opened.tsx'
import { Silent } from './silent.tsx'
import { useMine, WhoseList } from './whose.tsx'
import { Worklist } from './worklist.tsx'

export const todayQuery = { queryKey: ['today'], queryFn: () => ask<TodayView>('GET', '/today') }

export function TodayPage() {
  const { say } = useWords()
  useTitle(say('app.top.today'))
  const { data: all, error } = useQuery(todayQuery)
  const [isMine, setMine] = useState(false)
  const data = useMine(all, isMine)
  useRunWhereNeeded(all)
  if (!data)
    return (
      <main className="page" id="main" aria-busy={!error}>
        <h1 className="vh">{say('app.top.today')}</h1>
        <Problem error={error} />
      </main>
    )
  return <Loaded today={data} isMine={isMine} onMine={setMine} />
}

/** Nothing was decided yet since the last change: have it decided, once. */
function useRunWhereNeeded(today: TodayView | undefined): void {
  const queries = useQueryClient()
  const asked = useRef(false)
  const run = useMutation({
    mutationFn: () => ask('POST', '/acts/run', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['today'] }),
  })
  const isMissing = today?.asDecided != null || (today?.contacts.some(c => c.message === null && !c.byPerson) ?? false)
  useEffect(() => {
    if (!isMissing || asked.current) return
    asked.current = true
    run.mutate()
  }, [isMissing, run])
}

/** Still to be done by a person today: a message that waits, or a person’s own step. */
const isLeft = (c: ContactLine): boolean =>
  c.byPerson || c.message === null || c.message.state === 'waiting' || c.message.state === 'failed'

function Loaded({ today, isMine, onMine }: { today: TodayView; isMine: boolean; onMine: (isMine: boolean) => void }) {
  const { say } = useWords()
  const asked = new URLSearchParams(location.search).get('client')
  const [openId, setOpenId] = useState<string | undefined>(asked ?? undefined)
  const [isShown, setShown] = useState(asked !== null)
  const left = today.contacts.filter(isLeft)
  const at = Math.max(
    0,
    today.contacts.findIndex(c => c.clientId === openId),
  )
  const opened = today.contacts.find(c => c.clientId === openId) ?? left[0] ?? today.contacts[0]
  const go = (by: number): void => {
    const now = opened ? today.contacts.indexOf(opened) : at
    const next = today.contacts[Math.min(today.contacts.length - 1, Math.max(0, now + by))]
    if (next) setOpenId(next.clientId)
  }
  const next = (): void => {
    const now = opened ? today.contacts.indexOf(opened) : 0
    const following = [...today.contacts.slice(now + 1), ...today.contacts.slice(0, now)].find(isLeft)
    setOpenId(following?.clientId)
    setShown(false)
  }
  useKeys([
    { keys: 'j', does: say('app.keys.next'), run: () => go(1) },
    { keys: 'k', does: say('app.keys.previous'), run: () => go(-1) },
  ])
  return (
    <main id="main" className={`today ${isShown && opened ? 'shows-opened' : ''}`}>
      <Headline today={today} />
      <div className="split desk">
        <section className="list" aria-label={say('app.today.list')}>
          <SorryNotes />
          <OwnLetters />
          <div className="attention">
            <LimitationNotes />
          </div>
          <Attention today={today} />
          <DisputesDue />
          <ArrivedFiles />
          <WhoseList isMine={isMine} onChange={onMine} />
          {today.contacts.length + today.corrections.length > 0 ? (
            <Worklist
              today={today}
              openId={opened?.clientId}
              onOpen={id => {
                setOpenId(id)
                setShown(true)
              }}
            />
          ) : isMine ? (
            <p className="lead rest">{say('app.whose.none')}</p>
          ) : (
            <AllDone today={today} />
          )}
          <Silent today={today} />
        </section>
        {opened ? (
          <Opened key={opened.clientId} today={today} line={opened} onBack={() => setShown(false)} onDone={next} />
        ) : (
          <section className="opened quiet-side" aria-label={say('app.today.nothingOpened')} />
        )}
      </div>
    </main>
  )
}
