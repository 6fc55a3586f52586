import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../api/acts.ts'
import { ask } from '../api/client.ts'
import type { SorryLine } from '../api/types.ts'
import { useKeys } from '../app/keys.tsx'
import { useWords } from '../words/words.tsx'
import { Problem } from './problem.tsx'
import { useToast } from './toast.tsx'

/** Clients that were reminded although their money had come: what failed, and the apology on one key. */
export function SorryNotes({ clientId }: { clientId?: string }) {
  const { data } = useQuery({
    queryKey: ['sorry', clientId],
    queryFn: () => ask<{ lines: readonly SorryLine[] }>('GET', `/sorry${clientId ? `?client=${encodeURIComponent(clientId)}` : ''}`),
  })
  return data?.lines.map((line, at) => <Note key={line.deedIds.join()} line={line} isFirst={at === 0} />)
}

function Note({ line, isFirst }: { line: SorryLine; isFirst: boolean }) {
  const { say, amount } = useWords()
  const show = useToast()
  const send = useAct('sorry-send')
  const said = useAct('sorry-said')
  const { name: client, sentOn, paidOn, failed } = line
  const doSend = (): void => send.mutate({ client: line.clientId }, { onSuccess: () => show({ text: say('app.sorry.sent', { client }) }) })
  const doSay = (how: 'phone' | 'not-needed') => () =>
    said.mutate({ client: line.clientId, how }, { onSuccess: () => show({ text: say('app.sorry.taken') }) })
  useKeys(isFirst ? [{ keys: 'y', does: say('app.sorry.key'), run: doSend }] : [])
  const paid = line.paid.map(a => amount(a.minor, a.currency)).join(' + ')
  return (
    <section className="note needs-you sorry" aria-label={say('app.sorry.title')}>
      <p>
        <b>{say('app.sorry.lead', { client, sentOn, paidOn, paid })}</b>
      </p>
      <p>
        {say('app.sorry.gate', { what: say(`app.sorry.gate-${failed.gate}`) })} {say(`app.sorry.why-${failed.code}`, failed.params)}
      </p>
      <Apology line={line} />
      <Problem error={send.error ?? said.error} />
      <div className="acts">
        <button type="button" className="btn main" onClick={doSend} disabled={send.isPending}>
          {say('app.sorry.send')} {isFirst ? <kbd>y</kbd> : null}
        </button>
        <button type="button" className="btn" onClick={doSay('phone')}>
          {say('app.sorry.said')}
        </button>
        <button type="button" className="btn text" onClick={doSay('not-needed')}>
          {say('app.sorry.notNeeded')}
        </button>
      </div>
    </section>
  )
}

interface Mail {
  readonly mail: { readonly language: string; readonly subject: string; readonly text: string; readonly to: readonly string[] }
}

/** The words of the apology, read when opened. */
function Apology({ line }: { line: SorryLine }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['sorry', 'mail', line.clientId],
    queryFn: () => ask<Mail>('GET', `/clients/${line.clientId}/sorry`),
    enabled: isOpen,
  })
  return (
    <details className="fold" onToggle={e => setOpen(e.currentTarget.open)}>
      <summary>{say('app.sorry.open')}</summary>
      {data ? (
        <div lang={data.mail.language} className="prose stack">
          {data.mail.to.length === 0 ? <p className="needs">{say('app.sorry.noAddress')}</p> : null}
          <p>
            <b>{data.mail.subject}</b>
          </p>
          <p className="mail-text">{data.mail.text}</p>
        </div>
      ) : null}
    </details>
  )
}
