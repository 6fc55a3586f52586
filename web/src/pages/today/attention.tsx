import { Link } from '@tanstack/react-router'
import { useAct } from '../../api/acts.ts'
import type { MessageLine, TodayView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

/** What a person must look at before anything else: messages of unknown fate, failed ones, drafts to send by hand, clients that could not be decided. */
export function Attention({ today }: { today: TodayView }) {
  const { say } = useWords()
  const { unsure, failed, drafted, faults, replies } = today
  if (unsure.length + failed.length + drafted.length + faults.length + replies.length === 0) return null
  return (
    <div className="attention">
      {replies.length > 0 ? (
        <p className="note needs-you">
          <Link to="/inbox">{say('app.attention.replies', { count: replies.length, client: replies[0]?.name ?? '' })}</Link>
        </p>
      ) : null}
      {unsure.map(line => (
        <Unsure key={line.message.key} line={line} />
      ))}
      {failed.map(line => (
        <p key={line.message.key} className="note is-lost">
          {say('app.attention.failed', { client: line.name, error: line.message.lastError ?? '' })}
        </p>
      ))}
      {drafted.map(line => (
        <Drafted key={line.message.key} line={line} />
      ))}
      {faults.map(f => (
        <p key={f.clientId} className="note is-lost">
          {say('app.attention.fault', { client: f.name, message: f.message })}
        </p>
      ))}
    </div>
  )
}

function Unsure({ line }: { line: MessageLine }) {
  const { say } = useWords()
  const resolve = useAct('resolve-unsure')
  const settle = (finding: 'left' | 'not-left') => () => resolve.mutate({ key: line.message.key, finding })
  return (
    <div className="note needs-you">
      <p>{say('app.attention.unsure', { client: line.name, messageId: line.message.messageId ?? '' })}</p>
      <div className="acts">
        <button type="button" className="btn" onClick={settle('left')}>
          {say('app.attention.left')}
        </button>
        <button type="button" className="btn" onClick={settle('not-left')}>
          {say('app.attention.notLeft')}
        </button>
      </div>
    </div>
  )
}

function Drafted({ line }: { line: MessageLine }) {
  const { say } = useWords()
  const confirm = useAct('confirm-sent')
  return (
    <div className="note needs-you">
      <p>{say('app.attention.drafted', { client: line.name })}</p>
      <div className="acts">
        <a className="btn" href={`/api/v1/outbox/draft?key=${encodeURIComponent(line.message.key)}`}>
          {say('app.attention.openDraft')}
        </a>
        <button type="button" className="btn" onClick={() => confirm.mutate({ key: line.message.key })}>
          {say('app.attention.iSentIt')}
        </button>
      </div>
    </div>
  )
}
