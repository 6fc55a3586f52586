import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { InboxLine } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { useTitle } from '../../app/title.ts'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

/** What clients answered and nobody has dealt with: taken or declined with one key. */
export function InboxPage() {
  const { say } = useWords()
  const toast = useToast()
  const { data, error } = useQuery({ queryKey: ['inbox'], queryFn: () => ask<{ replies: readonly InboxLine[] }>('GET', '/inbox') })
  const [at, setAt] = useState(0)
  const accept = useAct<{ clientId: string }>('accept-answer')
  const decline = useAct<{ clientId: string }>('decline-answer')
  useTitle(say('app.inbox.title'))
  const lines = data?.replies ?? []
  const here = lines[Math.min(at, lines.length - 1)]
  const settle = (how: 'accept' | 'decline', line: InboxLine | undefined): void => {
    if (!line || accept.isPending || decline.isPending) return
    const act = how === 'accept' ? accept : decline
    act.mutate(
      { reply: line.id },
      { onSuccess: () => toast({ text: say(`app.inbox.${how === 'accept' ? 'taken' : 'notTaken'}`, { client: line.client }) }) },
    )
  }
  const move = (by: number): void => setAt(now => Math.max(0, Math.min(lines.length - 1, now + by)))
  useKeys([
    { keys: 'j', does: say('app.inbox.next'), run: () => move(1) },
    { keys: 'k', does: say('app.inbox.previous'), run: () => move(-1) },
    { keys: 'y', does: say('app.inbox.accept'), run: () => settle('accept', here) },
    { keys: 'n', does: say('app.inbox.decline'), run: () => settle('decline', here) },
  ])
  return (
    <main className="page narrow" id="main" aria-busy={!data && !error}>
      <h1>{say('app.inbox.title')}</h1>
      <Problem error={error ?? accept.error ?? decline.error} />
      {data ? <p className="lead">{say('app.inbox.lead', { count: lines.length })}</p> : null}
      {lines.map((line, index) => (
        <Answer key={line.id} line={line} current={line === here} onPick={() => setAt(index)} onSettle={how => settle(how, line)} />
      ))}
    </main>
  )
}

interface AnswerProps {
  readonly line: InboxLine
  readonly current: boolean
  readonly onPick: () => void
  readonly onSettle: (how: 'accept' | 'decline') => void
}

function Answer({ line, current, onPick, onSettle }: AnswerProps) {
  const { say } = useWords()
  return (
    <section className="part" aria-current={current}>
      <h2>
        <Link to="/clients/$clientId" params={{ clientId: line.clientId }}>
          {line.client}
        </Link>
      </h2>
      <p>
        <b>{sentence(say, line)}</b>
      </p>
      {line.text ? <blockquote>{line.text}</blockquote> : null}
      <p className="meta">
        {say('app.inbox.about', { receivedOn: line.receivedOn, invoices: line.invoices.join(', ') })}{' '}
        {say(line.holds ? 'app.inbox.holds' : 'app.inbox.holdsNothing')}
      </p>
      <p className="acts">
        <button type="button" className="btn main" onFocus={onPick} onClick={() => onSettle('accept')}>
          {say(line.answer === null ? 'app.inbox.done' : 'app.inbox.accept')} {current ? <kbd>y</kbd> : null}
        </button>{' '}
        {line.answer === null ? null : (
          <button type="button" className="btn" onFocus={onPick} onClick={() => onSettle('decline')}>
            {say('app.inbox.decline')} {current ? <kbd>n</kbd> : null}
          </button>
        )}
      </p>
    </section>
  )
}

/** What they chose, in one sentence; a mail has only its words. */
function sentence(say: ReturnType<typeof useWords>['say'], { answer }: InboxLine): string {
  if (answer === null || Array.isArray(answer)) return say('app.inbox.wrote')
  const a = answer as Readonly<Record<string, unknown>> // the fields of a private answer
  const amount = `${a.minor} ${a.currency}`
  if (a.kind === 'paid') return say('app.inbox.paid', { paidOn: String(a.paidOn) })
  if (a.kind === 'wrong') return say('app.inbox.wrong', { cause: say(`app.inbox.cause.${a.cause}`) })
  if (a.offer === 'promise') return say('app.inbox.promise', { amount, byDay: String(a.by) })
  if (a.offer === 'plan') return say('app.inbox.plan', { amount, parts: Array.isArray(a.parts) ? a.parts.length : 0 })
  return say('app.inbox.wrote')
}
