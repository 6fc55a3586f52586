import { type Case, type Gate, reviewOf } from '../case.ts'
import { obstacle } from '../gate.ts'
import type { AddressField } from '../world.ts'

const NAME = 'no-address'
const MISSING = 'address-missing'
const BOUNCED = 'address-bounced'

type Known = 'usable' | typeof MISSING | typeof BOUNCED

function knownOf(c: Case, field: AddressField): Known {
  const { client, contact, bounce } = c.facts
  const all: string[] = []
  if (field === 'address') return (client.address?.length ?? 0) > 0 ? 'usable' : MISSING
  for (const person of contact) {
    const value = person.effectiveOn <= c.today && person.copyOnly !== true ? person[field] : null
    if (value) all.push(value)
  }
  const own = field === 'mobile' ? null : client[field]
  if (own) all.push(own)
  if (all.length === 0) return MISSING
  const failed = (address: string): boolean =>
    bounce.some(b => b.hard && b.effectiveOn <= c.today && b.address.toLowerCase() === address.toLowerCase())
  return all.every(failed) ? BOUNCED : 'usable'
}

/** There is no address for the step's channel, or all that are known failed. A person's own step finds its way. */
export const noAddress: Gate = {
  name: NAME,
  codes: [MISSING, BOUNCED],
  yields: false,
  reads: [],
  holdsStep: (c, planned) => {
    const field = c.world.channelFields?.[planned.step.channel]
    if (planned.step.byPerson || !field) return undefined
    const known = knownOf(c, field)
    if (known === 'usable') return undefined
    const until = reviewOf(c, c.facts.bounce.at(-1)?.effectiveOn ?? planned.dueOn)
    return until && obstacle(NAME, until, {}, known)
  },
}
