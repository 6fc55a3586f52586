import { keepTrials } from '../desk/trials.ts'
import { queueOwnerMail } from '../mail/owner-mail.ts'
import type { Place } from '../workspace.ts'
import { tellEndedOffers } from './ended-offers.ts'
import { queueStatements } from './monthly.ts'

/** What follows once a day's sweep is summed up, whichever process did it. */
export async function afterSweep(place: Place): Promise<void> {
  await keepTrials(place)
  await tellEndedOffers(place)
  await queueStatements(place)
  await queueOwnerMail(place)
}
