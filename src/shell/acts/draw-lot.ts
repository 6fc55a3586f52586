import { randomInt } from 'node:crypto'
import type { Way } from '../../core/economics/assumptions.ts'
import { chooseAmongTies } from '../../core/economics/ties.ts'
import { refuse } from '../../core/fault.ts'
import { recordAbout } from '../run/reconsider.ts'
import { deskView } from '../views/desk.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { setting } from './settings.ts'

const LOTS = 2 ** 32

/**
 * Draws lots between the ways of equal worth, once in a run of being late: only chance tells afterwards which of them brings more.
 * @throws Refusal where the firm has not opted in, or nothing is equal.
 */
export async function drawLot(
  place: Place,
  input: { readonly client: string },
): Promise<{ clientId: string; way: Way; among: readonly Way[] }> {
  const { id: clientId } = await findClient(place, input.client)
  const { drawLots } = await setting(place, 'desk')
  if (!drawLots)
    return refuse('lots-off', 'Lots are drawn only where the firm has said so.', { mend: 'Set drawLots of the setting "desk" to true.' })
  const { lot, cycle } = await deskView(place, clientId)
  if (lot.drawn !== null) return { clientId, way: lot.drawn, among: lot.among }
  const [first, ...others] = lot.among
  if (first === undefined) return refuse('no-tie', 'No ways on are of equal worth here.', { field: 'client', mend: 'Take the first.' })
  const { chosen: way } = chooseAmongTies([first, ...others], 1, [0, randomInt(LOTS) / LOTS])
  const fact = { clientId, cycle: cycle ?? '', among: [...lot.among], way }
  await recordAbout(place, clientId, 'lot drawn', pen => pen.add('lot', fact))
  return { clientId, way, among: lot.among }
}
