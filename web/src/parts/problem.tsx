import { ApiRefusal } from '../api/client.ts'
import { useWords } from '../words/words.tsx'
import { type FaultArea, faultText } from './fault-text.ts'

/**
 * What went wrong, where, and what to do. Nothing is shown while nothing did.
 * @param beside fields whose faults stand beside them already, and are not said again
 */
export function Problem({ error, area, beside = [] }: { error: Error | null; area?: FaultArea; beside?: readonly string[] }) {
  const words = useWords()
  const { say } = words
  if (!error) return null
  const all = error instanceof ApiRefusal ? error.faults : []
  const faults = all.filter(f => !beside.includes(f.field ?? ''))
  if (all.length > 0 && faults.length === 0) return null
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
