import type { Place } from '../workspace.ts'
import type { Job } from './job.ts'
import { spawn, spawnStaying } from './spawn.ts'

/** What each job takes and gives, from its own file. */
interface Jobs {
  readonly overview: typeof import('./jobs/overview.ts')
  readonly sweep: typeof import('./jobs/sweep.ts')
  readonly 'import-preview': typeof import('./jobs/import-preview.ts')
  readonly 'import-columns': typeof import('./jobs/import-columns.ts')
  readonly 'import-confirm': typeof import('./jobs/import-confirm.ts')
  readonly 'import-undo': typeof import('./jobs/import-undo.ts')
}
type InputOf<J> = J extends Job<infer I, infer _O> ? I : never
type OutputOf<J> = J extends Job<infer _I, infer O> ? O : never

/**
 * Does long work beside the main thread. @throws Refusal as the job itself would.
 * @param onProgress called with how far it is, in the job's own count.
 */
export const aside = <N extends keyof Jobs>(
  place: Place,
  job: N,
  input: InputOf<Jobs[N]>,
  onProgress: (progress: number) => void = () => undefined,
): Promise<OutputOf<Jobs[N]>> => spawn(place, job, input, onProgress)

/** The same in a worker that remembers the job before, and stays for the next one where it is said for how long. */
export const asideKept = <N extends keyof Jobs>(
  place: Place,
  job: N,
  input: InputOf<Jobs[N]>,
  staysMs?: number,
): Promise<OutputOf<Jobs[N]>> => spawnStaying(place, job, input, () => undefined, staysMs)
