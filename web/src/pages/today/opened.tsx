import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { ContactLine, PreviewView, TodayView } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { Amounts } from '../../parts/amount.tsx'
import { BalanceLink } from '../../parts/balance-link.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { TurnCard } from '../../parts/turn-card.tsx'
import { formOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ByHand } from './by-hand.tsx'
import { Message } from './message.tsx'
import { NotToday } from './not-today.tsx'
import { Obstacles, Reasons, telling } from './reasons.tsx'
import { stepName } from './step-words.ts'
import { GivenTo } from './whose.tsx'

interface Props {
  readonly today: TodayView
  readonly line: ContactLine
  readonly onBack: () => void
  /** It is dealt with: on to the next. */
  readonly onDone: () => void
}

/** The one that is open: why now, the exact message, and what can be done with it. */
export function Opened({ today, line, onBack, onDone }: Props) {
  const words = useWords()
  const { say } = words
  const { data: preview, error } = useQuery({
    queryKey: ['preview', line.clientId, line.act.step, line.message?.state],
    queryFn: () => ask<PreviewView>('GET', `/outbox/preview?clientId=${encodeURIComponent(line.clientId)}`),
    enabled: !line.byPerson,
  })
  const meta = [
    say('app.opened.invoices', { count: line.invoices.length, numbers: line.invoices.slice(0, 4).join(', ') }),
    `${stepName(words, line.act.step)}, ${say(`app.tone.${line.act.tone}`)}.`,
  ]
  return (
    <section className="opened" aria-label={say('app.opened.label', { client: line.name })}>
      <button type="button" className="link only-narrow back" onClick={onBack}>
        {say('app.opened.back')}
      </button>
      <div className="row who">
        <h2>
          <Link to="/clients/$clientId" params={{ clientId: line.clientId }}>
            {line.name}
          </Link>
        </h2>
        <span className="sum">
          <BalanceLink clientId={line.clientId}>
            <Amounts amounts={line.act.amounts} />
          </BalanceLink>
        </span>
      </div>
      <p className="meta">{meta.join(' ')}</p>
      <GivenTo clientId={line.clientId} userId={line.act.assignee} />
      <div className="note open why-now">
        <Reasons reasons={telling(line.act.reasons)} />
        {line.act.leftOut.length > 0 ? (
          <div className="left-out">
            <Obstacles obstacles={line.act.leftOut} say={why => say('app.opened.leftOut', { why })} />
          </div>
        ) : null}
      </div>
      {line.act.reasons.some(r => r.code === 'roles-not-turned') ? <TurnCard clientId={line.clientId} /> : null}
      <Problem error={error} />
      {line.byPerson ? (
        <PersonStep line={line} onDone={onDone} />
      ) : (
        <MessageStep today={today} line={line} preview={preview} onDone={onDone} />
      )}
    </section>
  )
}

/** Where a step that a person takes begins, and what its button says. */
const PERSON_STEPS = {
  phone: { to: '/calls/brief/$clientId', does: 'app.opened.prepareCall', text: 'app.opened.callText' },
  desk: { to: '/clients/$clientId/decide', does: 'app.desk.decide', text: 'app.opened.decideText' },
  other: { to: '/clients/$clientId', does: 'app.opened.openClient', text: 'app.opened.decideText' },
} as const

function PersonStep({ line, onDone }: { line: ContactLine; onDone: () => void }) {
  const { say } = useWords()
  const { channel } = line.act
  const step = PERSON_STEPS[channel === 'phone' || channel === 'desk' ? channel : 'other']
  return (
    <>
      <p className="prose">{say(step.text)}</p>
      <div className="grow" />
      <div className="approve">
        <div className="acts">
          <Link className="btn main" to={step.to} params={{ clientId: line.clientId }}>
            {say(step.does)}
          </Link>
          <NotToday line={line} onDone={onDone} />
        </div>
      </div>
    </>
  )
}

function MessageStep(props: { today: TodayView; line: ContactLine; preview: PreviewView | undefined; onDone: () => void }) {
  const { say } = useWords()
  const { today, line, preview, onDone } = props
  const toast = useToast()
  const approve = useAct<{ approved: string[] }>('approve')
  const withdraw = useAct('unapprove')
  const [isEditing, setEditing] = useState(false)
  const [edited, setEdited] = useState<{ subject: string; body: string } | undefined>()
  const key = line.message?.key
  const isWaiting = line.message?.state === 'waiting'
  const send = (): void => {
    if (!key || !isWaiting || approve.isPending) return
    approve.mutate(
      { key, ...edited },
      {
        onSuccess: () => {
          toast({
            text: say(today.phase === 'live' ? 'app.opened.approved' : 'app.opened.approvedRehearsal', { client: line.name }),
            undo: () => withdraw.mutate({ key }),
          })
          onDone()
        },
      },
    )
  }
  useKeys([
    { keys: 'a', does: say('app.keys.approve'), run: send },
    { keys: 'e', does: say('app.keys.edit'), run: () => setEditing(true) },
  ])
  return (
    <>
      {preview ? (
        <Message preview={preview} isEditing={isEditing} edited={edited} onEdit={setEdited} onClose={() => setEditing(false)} />
      ) : (
        <p className="meta" aria-busy="true" />
      )}
      <Problem error={approve.error} />
      <div className="grow" />
      <div className="approve">
        {isWaiting ? (
          <div className="acts">
            <button type="button" className="btn main" onClick={send} aria-disabled={approve.isPending}>
              <ApproveLabel today={today} line={line} /> <kbd>a</kbd>
            </button>
            <button type="button" className="btn" onClick={() => setEditing(!isEditing)}>
              {say(isEditing ? 'app.opened.editDone' : 'app.opened.edit')} <kbd>e</kbd>
            </button>
            <NotToday line={line} onDone={onDone} />
          </div>
        ) : (
          <div className="acts">
            <span className="mark">{say(`app.state.${line.message?.state ?? 'none'}`)}</span>
            {key && line.message?.state === 'queued' ? (
              <button type="button" className="btn" onClick={() => withdraw.mutate({ key })}>
                {say('app.opened.takeBack')}
              </button>
            ) : null}
            {key && preview && line.message?.state === 'drafted' ? (
              <ByHand messageKey={key} words={`${preview.subject}\n\n${preview.text}`} onDone={onDone} />
            ) : null}
          </div>
        )}
        {line.message?.state === 'drafted' ? null : (
          <p className="fine">{say(today.phase === 'live' ? 'app.opened.fine' : 'app.opened.fineRehearsal')}</p>
        )}
      </div>
    </>
  )
}

function ApproveLabel({ today, line }: { today: TodayView; line: ContactLine }) {
  const { say, language } = useWords()
  if (today.phase === 'rehearsal') return <>{say('app.opened.approve')}</>
  const from = line.message?.notBefore
  if (!from || new Date(from).getTime() <= Date.now()) return <>{say('app.opened.approveNow')}</>
  const time = new Intl.DateTimeFormat(formOf(language), { hour: 'numeric', minute: '2-digit' }).format(new Date(from))
  return <>{say('app.opened.approveAt', { time })}</>
}
