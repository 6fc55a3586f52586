import type { Fault } from '../api/types.ts'

/** Whoever reads: their language, and its sentences. */
export interface Reader {
  readonly language: string
  has(key: string): boolean
  say(key: string, params?: Readonly<Record<string, string>>): string
}

/** Said by this page itself, whatever the language. */
const WHOLE = ['our-fault', 'unreachable']
/** The language of the server’s own sentences: where a fault brings no values, they say more than the catalogue’s. */
const OF_THE_SERVER = 'en'

/** Where it was refused: an import of lists, and one of bank statements, have sentences of their own. */
export type FaultArea = 'import' | 'bank' | undefined

/** A fault in the reader’s language where it has a sentence there, else as the server says it. */
export function faultText(reader: Reader, f: Fault, area?: FaultArea): string {
  const isSaidHere = f.params || WHOLE.includes(f.code) || reader.language !== OF_THE_SERVER
  return sentence(
    reader,
    isSaidHere
      ? [...(area === 'import' ? [`app.importFault.${f.code}`] : area === 'bank' ? [`app.bankFault.${f.code}`] : []), `app.fault.${f.code}`]
      : [],
    f,
  )
}

/** What the pre-flight found, and what to do, in the reader’s language. */
export const findingText = (reader: Reader, f: Fault): string => sentence(reader, [`app.finding.${f.code}`], f)

/** What went wrong is said in any case: as the server says it, where every sentence lacks what it is filled with. */
function sentence({ has, say }: Reader, keys: readonly string[], f: Fault): string {
  for (const key of keys.filter(has))
    try {
      return say(key, { field: f.field ?? 'none', ...f.params })
    } catch {
      // the next sentence may need less
    }
  return [f.message, f.mend].filter(Boolean).join(' ')
}
