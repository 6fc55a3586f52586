import { ApiRefusal } from '../api/client.ts'
import { useWords } from '../words/words.tsx'
import { type FaultArea, faultText } from './fault-text.ts'

/** What went wrong, where, and what to do. Nothing is shown while nothing did. */
export function Problem({ error, area }: { error: Error | null; area?: FaultArea }) {
  const words = useWords()
  const { say } = words
  if (!error) return null
  const faults = error instanceof ApiRefusal ? error.faults : []
  return (
    <div className="note is-lost" role="alert">
      {faults.length === 0 ? <p>{say('app.fault.our-fault')}</p> : null}
      {faults.slice(0, 8).map(f => (
        <p key={`${f.code} ${f.field} ${f.line} ${f.message}`}>
          <b>{[f.file, f.line === undefined ? undefined : say('app.fault.line', { line: f.line })].filter(Boolean).join(', ')}</b>{' '}
          {faultText(words, f, area)}
        </p>
      ))}
      {faults.length > 8 ? <p>{say('app.fault.more', { count: faults.length - 8 })}</p> : null}
    </div>
  )
}
