import { addDays, type Day, isDay } from '../day/day.ts'
import type { JsonValue } from '../facts/column.ts'

/** How far we go in a talk: set before it, closed while it runs. Minor units of one currency. */
export interface Floor {
  readonly currency: string
  /** The first part today, at least. */
  readonly firstMinor: bigint
  readonly partsMax: number
  /** The last part falls due on this day at the latest. */
  readonly lastBy: Day
  /** Percent of what is open that may be let go for one payment in time. */
  readonly discountPercent: number
  /** Late costs may be dropped if what is agreed is kept. */
  readonly dropsCosts: boolean
}

/** What a firm goes down to where nobody says otherwise for a call. */
export interface FloorHabit {
  readonly firstPercent: number
  readonly partsMax: number
  readonly lastDays: number
  readonly discountPercent: number
  readonly dropsCosts: boolean
}

/** Proposed before a call from what is open (minor units); the person may change it until the call starts. Rounded up to a whole minor unit. */
export const proposedFloor = (openMinor: bigint, currency: string, habit: FloorHabit, today: Day): Floor => ({
  currency,
  firstMinor: (openMinor * BigInt(habit.firstPercent) + 99n) / 100n,
  partsMax: habit.partsMax,
  lastBy: addDays(today, habit.lastDays),
  discountPercent: habit.discountPercent,
  dropsCosts: habit.dropsCosts,
})

/** As it is kept: amounts as text of minor units. */
export const floorJson = (floor: Floor) => ({ ...floor, firstMinor: floor.firstMinor.toString() })

/** A floor as it was kept. @throws where it is not one: only `floorJson` writes them. */
export function floorFrom(kept: JsonValue): Floor {
  if (kept === null || typeof kept !== 'object' || !('lastBy' in kept) || !isDay(kept.lastBy)) throw new Error('this is not a floor')
  const { currency, firstMinor, partsMax, lastBy, discountPercent, dropsCosts } = kept
  return {
    currency: String(currency),
    firstMinor: BigInt(String(firstMinor)),
    partsMax: Number(partsMax),
    lastBy,
    discountPercent: Number(discountPercent),
    dropsCosts: dropsCosts === true,
  }
}

/** One limit, what was given of it, and whether that stays within. Amounts as `{minor} {currency}`, days as YYYY-MM-DD. */
export interface Given {
  readonly what: 'first' | 'parts' | 'last' | 'discount' | 'costs'
  readonly set: string
  readonly given: string
  readonly within: boolean
}

export interface Offer {
  readonly parts: readonly { readonly dueOn: Day; readonly minor: bigint }[]
  readonly dropsCosts: boolean
  /** A plan in parts: only then is a first part asked for. */
  readonly inParts: boolean
  /** Open on the invoices, and let go of it. Minor units. */
  readonly openMinor: bigint
  readonly letGoMinor: bigint
}

const TENTHS = 1000n

/** Share of what is open that is let go, in tenths of a percent, rounded up: a limit is never passed by rounding. */
const tenthsLetGo = ({ openMinor, letGoMinor }: Pick<Offer, 'openMinor' | 'letGoMinor'>): number =>
  openMinor <= 0n ? 0 : Number((letGoMinor * TENTHS + openMinor - 1n) / openMinor)

/** What an offer gives away, limit by limit. */
export function against(floor: Floor, offer: Offer, today: Day): Given[] {
  const now = offer.parts.reduce((sum, p) => (p.dueOn <= today ? sum + p.minor : sum), 0n)
  const last = offer.parts.at(-1)?.dueOn ?? today
  const first: Given = {
    what: 'first',
    set: `${floor.firstMinor} ${floor.currency}`,
    given: `${now} ${floor.currency}`,
    within: now >= floor.firstMinor,
  }
  const discount: Given = {
    what: 'discount',
    set: `${floor.discountPercent}`,
    given: `${tenthsLetGo(offer) / 10}`,
    within: tenthsLetGo(offer) <= floor.discountPercent * 10,
  }
  return [
    ...(offer.inParts ? [first] : []),
    ...(offer.letGoMinor > 0n ? [discount] : []),
    { what: 'parts', set: `${floor.partsMax}`, given: `${offer.parts.length}`, within: offer.parts.length <= floor.partsMax },
    { what: 'last', set: floor.lastBy, given: last, within: last <= floor.lastBy },
    { what: 'costs', set: String(floor.dropsCosts), given: String(offer.dropsCosts), within: floor.dropsCosts || !offer.dropsCosts },
  ]
}
