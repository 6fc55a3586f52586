import { ApiRefusal } from '../api/client.ts'
import type { Fault } from '../api/types.ts'
import { type Speaker, useWords } from '../words/words.tsx'

/** Said by this page itself, whatever the language. */
const WHOLE = ['our-fault', 'unreachable']
/** The language of the server’s own sentences: where a fault brings no values, they say more than the catalogue’s. */
const OF_THE_SERVER = 'en'

/** Where it was refused: an import has sentences of its own. */
export type FaultArea = 'import' | undefined

/** A fault in the reader’s language where it has a sentence there, else as the server says it. */
export function faultText({ say, has, language }: Speaker, f: Fault, area?: FaultArea): string {
  const keys = [...(area === 'import' ? [`app.importFault.${f.code}`] : []), `app.fault.${f.code}`]
  const isSaidHere = f.params || WHOLE.includes(f.code) || language !== OF_THE_SERVER
  const key = isSaidHere ? keys.find(has) : undefined
  return sentence(say, key, f)
}

/** What went wrong is said in any case: as the server says it, where a sentence lacks what it is filled with. */
function sentence(say: Speaker['say'], key: string | undefined, f: Fault): string {
  const plain = [f.message, f.mend].filter(Boolean).join(' ')
  try {
    return key === undefined ? plain : say(key, { field: f.field ?? 'none', ...f.params })
  } catch {
    return plain
  }
}

/** What the pre-flight found, and what to do, in the reader’s language. */
export const findingText = ({ say, has }: Speaker, f: Fault): string =>
  sentence(say, has(`app.finding.${f.code}`) ? `app.finding.${f.code}` : undefined, f)

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
          {[f.file, f.line === undefined ? undefined : say('app.fault.line', { line: f.line })].filter(Boolean).join(', ')}{' '}
          {faultText(words, f, area)}
        </p>
      ))}
      {faults.length > 8 ? <p>{say('app.fault.more', { count: faults.length - 8 })}</p> : null}
    </div>
  )
}
