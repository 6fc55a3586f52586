import { ApiRefusal } from '../api/client.ts'
import { useWords } from '../words/words.tsx'

/** What went wrong, where, and what to do. Nothing is shown while nothing did. */
export function Problem({ error }: { error: Error | null }) {
  const { say, has } = useWords()
  if (!error) return null
  const faults = error instanceof ApiRefusal ? error.faults : []
  const own = (code: string): string | undefined => (has(`app.fault.${code}`) ? say(`app.fault.${code}`) : undefined)
  return (
    <div className="note is-lost" role="alert">
      {faults.length === 0 ? <p>{say('app.fault.our-fault')}</p> : null}
      {faults.slice(0, 8).map(f => (
        <p key={`${f.code} ${f.field} ${f.line} ${f.message}`}>
          {[f.file, f.line === undefined ? undefined : say('app.fault.line', { line: f.line })].filter(Boolean).join(', ')}{' '}
          {own(f.code) ?? [f.message, f.mend].filter(Boolean).join(' ')}
        </p>
      ))}
      {faults.length > 8 ? <p>{say('app.fault.more', { count: faults.length - 8 })}</p> : null}
    </div>
  )
}
