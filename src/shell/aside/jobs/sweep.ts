import { loadDecider } from '../../run/decider.ts'
import { type SweepReport, sweep } from '../../run/sweep.ts'
import type { Place } from '../../workspace.ts'

/** The daily sweep; says how many clients are done. */
export const work = async (place: Place, _input: null, onProgress: (clients: number) => void): Promise<SweepReport> =>
  sweep(place, await loadDecider(place), { onProgress })
