import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { InboxLine, InboxView, SettingsView, UnplacedLine } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { useTitle } from '../../app/title.ts'
import { Empty } from '../../parts/empty.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { type Asked, ReplyCard } from './reply-card.tsx'
import { UnplacedCard } from './unplaced-card.tsx'

const NONE: InboxView = { replies: [], more: 0, unplaced: [], bounced: [] }

/** What clients answered and nobody has dealt with, and mails that found no case: one after the other, by keyboard. */
export function InboxPage() {
  const { say } = useWords()
  const { data, error } = useQuery({ queryKey: ['inbox'], queryFn: () => ask<InboxView>('GET', '/inbox') })
  const { replies, more, unplaced, bounced } = data ?? NONE
  const count = replies.length + unplaced.length
  const [chosen, setChosen] = useState(0)
  const at = Math.max(0, Math.min(chosen, count - 1))
  const acts = useInboxActs()
  useTitle(say('app.inbox.title'))
  const here = replies[at]
  const stray = unplaced[at - replies.length]
  const move = (by: number): void => setChosen(Math.max(0, Math.min(count - 1, at + by)))
  useKeys([
    { keys: 'j', does: say('app.inbox.next'), run: () => move(1) },
    { keys: 'k', does: say('app.inbox.previous'), run: () => move(-1) },
    { keys: 'n', does: say('app.inbox.aside'), run: () => (here ? acts.aside(here) : stray ? acts.dismiss(stray) : undefined) },
  ])
  return (
    <main className="page narrow inbox" id="main" aria-busy={!data && !error}>
      <h1>{say('app.inbox.title')}</h1>
      <Problem error={error ?? acts.error} />
      {data ? <p className="lead">{say('app.inbox.lead', { count: replies.length + more })}</p> : null}
      {data && count === 0 ? <NoMailbox /> : null}
      <ul className="mails">
        {replies.map((line, index) => (
          <li key={line.id}>
            {index === at ? (
              <ReplyCard line={line} onConfirm={asked => acts.confirm(line, asked)} onAside={() => acts.aside(line)} error={acts.error} />
            ) : (
              <Row
                who={line.client}
                what={readingOf(say, line)}
                text={line.text ?? line.subject ?? ''}
                on={line.receivedOn}
                onPick={() => setChosen(index)}
              />
            )}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="meta">{say('app.inbox.more', { count: more })}</p> : null}
      {unplaced.length > 0 ? <h2>{say('app.inbox.unplaced', { count: unplaced.length })}</h2> : null}
      <ul className="mails">
        {unplaced.map((mail, index) => (
          <li key={mail.id}>
            {replies.length + index === at ? (
              <UnplacedCard mail={mail} onPlace={client => acts.place(mail, client)} onDismiss={() => acts.dismiss(mail)} />
            ) : (
              <Row
                who={mail.from ?? say('app.inbox.noSender')}
                what={mail.subject ?? ''}
                text={mail.text ?? ''}
                on={mail.receivedOn}
                onPick={() => setChosen(replies.length + index)}
              />
            )}
          </li>
        ))}
      </ul>
      {bounced.length > 0 ? <h2>{say('app.inbox.bounced', { count: bounced.length })}</h2> : null}
      <ul className="mails">
        {bounced.map(b => (
          <li key={`${b.clientId} ${b.address}`} className="mail-row">
            <Link to="/clients/$clientId" params={{ clientId: b.clientId }}>
              {b.client}
            </Link>
            <span className="meta">{say('app.inbox.on', { onDay: b.on })}</span>
            <span className="what">{[b.address, b.status, b.detail].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </main>
  )
}

/** Nothing can come in before a mailbox is set. */
function NoMailbox() {
  const { data } = useQuery({ queryKey: ['settings'], queryFn: () => ask<SettingsView>('GET', '/settings') })
  return data && data.mailbox.server === null && !data.mailbox.neverSends ? <Empty page="inbox" /> : null
}

/** Everything that can be done here, each with its undo where there is one. */
function useInboxActs() {
  const { say } = useWords()
  const toast = useToast()
  const navigate = useNavigate()
  const confirm = useAct<{ clientId: string }>('confirm-reply')
  const accept = useAct<{ clientId: string }>('accept-answer')
  const aside = useAct<{ clientId: string }>('aside-reply')
  const decline = useAct<{ clientId: string }>('decline-answer')
  const undo = useAct<{ clientId: string }>('undo-reply')
  const place = useAct<{ clientId: string }>('place-mail')
  const dismiss = useAct('dismiss-mail')
  const all = [confirm, accept, aside, decline, undo, place, dismiss]
  const isBusy = all.some(a => a.isPending)
  const told = (key: 'app.inbox.taken' | 'app.inbox.notTaken', line: InboxLine) => () =>
    toast({ text: say(key, { client: line.client }), undo: () => undo.mutate({ reply: line.id }) })
  return {
    error: all.find(a => a.error)?.error ?? null,
    confirm: (line: InboxLine, asked: Asked): void => {
      if (isBusy) return
      const onSuccess = (): void => {
        told('app.inbox.taken', line)()
        const { clientId } = line
        if (asked.reading === 'asks-plan' && asked.plan === undefined)
          void navigate({ to: '/clients/$clientId', params: { clientId }, search: { form: 'plan' } as never }) // every page reads its own part of it
      }
      if (line.answer === null) confirm.mutate({ reply: line.id, ...asked }, { onSuccess })
      else accept.mutate({ reply: line.id }, { onSuccess })
    },
    aside: (line: InboxLine): void => {
      if (!isBusy) (line.answer === null ? aside : decline).mutate({ reply: line.id }, { onSuccess: told('app.inbox.notTaken', line) })
    },
    place: (mail: UnplacedLine, client: string): void => {
      if (!isBusy) place.mutate({ mail: mail.id, client }, { onSuccess: () => toast({ text: say('app.inbox.placed', { client }) }) })
    },
    dismiss: (mail: UnplacedLine): void => {
      if (!isBusy) dismiss.mutate({ mail: mail.id }, { onSuccess: () => toast({ text: say('app.inbox.dismissed') }) })
    },
  }
}

interface RowProps {
  readonly who: string
  readonly what: string
  readonly text: string
  readonly on: string
  readonly onPick: () => void
}

function Row({ who, what, text, on, onPick }: RowProps) {
  const { say } = useWords()
  return (
    <button type="button" className="mail-row" onClick={onPick}>
      <b>{who}</b>
      <span className="meta">{say('app.inbox.on', { onDay: on })}</span>
      <span className="what">{[what, text].filter(Boolean).join(' · ').slice(0, 160)}</span>
    </button>
  )
}

const readingOf = (say: ReturnType<typeof useWords>['say'], line: InboxLine): string =>
  line.suggested ? say(`app.reading.${line.suggested.reading}`) : ''
