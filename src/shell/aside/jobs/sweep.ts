import { loadDecider } from '../../run/decider.ts'
import { type SweepReport, sweep } from '../../run/sweep.ts'
import { sweepWhole } from '../../run/sweep-threads.ts'
import type { Stretch } from '../../store/load.ts'
import type { Place } from '../../workspace.ts'

/** The daily sweep, of everybody or of a stretch of the clients; says how many clients are done. */
export const work = async (place: Place, among: Stretch | null, onProgress: (clients: number) => void): Promise<SweepReport> =>
  among ? sweep(place, await loadDecider(place), { among, onProgress }) : sweepWhole(place, onProgress)
