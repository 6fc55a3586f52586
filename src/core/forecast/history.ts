import { type Day, epochDay } from '../day/day.ts'
import { binOf, clipDelay, DELAY_BINS, SHORTEST_DELAY, weekendShift } from './delay.ts'

/** One invoice as the forecast sees it. `settled` is absent while it is open. */
export interface PastInvoice {
  readonly customer: string
  readonly issued: Day
  readonly due: Day
  readonly settled?: Day
}

/** Days after which an invoice weighs half. */
const HALF_LIFE_DAYS = 365
const NEVER = 2 ** 31 - 1

/** One customer's invoices as columns, in order of issue. Days are counted from 1970-01-01. */
export interface Track {
  readonly issued: Int32Array
  /** Moved to Monday where it fell on a weekend. */
  readonly due: Int32Array
  readonly settled: Int32Array
  readonly bin: Int16Array
  /** 2^(issued/365), to be scaled to the day asked about, and the sum of all before. */
  readonly weight: Float64Array
  readonly weightBefore: Float64Array
}

export interface History {
  readonly tracks: ReadonlyMap<string, Track>
  /** The facts, in order of issue. */
  readonly invoices: readonly PastInvoice[]
  readonly referenceDay: number
}

/** Arranges facts for forecasting. Order of the input does not matter. */
export function historyOf(facts: Iterable<PastInvoice>): History {
  const invoices = [...facts].sort((a, b) => (a.issued < b.issued ? -1 : a.issued > b.issued ? 1 : 0))
  const referenceDay = invoices[0] === undefined ? 0 : epochDay(invoices[0].issued)
  const byCustomer = Map.groupBy(invoices, invoice => invoice.customer)
  const tracks = new Map([...byCustomer].map(([customer, own]) => [customer, trackOf(own, referenceDay)]))
  return { tracks, invoices, referenceDay }
}

function trackOf(own: readonly PastInvoice[], referenceDay: number): Track {
  const size = own.length
  const track = {
    issued: new Int32Array(size),
    due: new Int32Array(size),
    settled: new Int32Array(size),
    bin: new Int16Array(size),
    weight: new Float64Array(size),
    weightBefore: new Float64Array(size + 1),
  }
  own.forEach((invoice, at) => {
    const issued = epochDay(invoice.issued)
    const rawDue = epochDay(invoice.due)
    const due = rawDue + weekendShift(rawDue)
    const settled = invoice.settled === undefined ? NEVER : epochDay(invoice.settled)
    track.issued[at] = issued
    track.due[at] = due
    track.settled[at] = settled
    track.bin[at] = settled === NEVER ? 0 : binOf(settled - due)
    const weight = 2 ** ((issued - referenceDay) / HALF_LIFE_DAYS)
    track.weight[at] = weight
    track.weightBefore[at + 1] = (track.weightBefore[at] ?? 0) + weight
  })
  return track
}

/** Weighted counts of a customer's payments by delay, and of invoices still open by how long they have been unpaid. */
export interface Counts {
  readonly paid: Float64Array
  /** One bin more than delays: the last holds what is still open after the longest delay. */
  readonly open: Float64Array
  /** Weight and number of the invoices seen settled, of these the late, and the weight of all. */
  settledWeight: number
  settled: number
  late: number
  openWeight: number
}

export const emptyCounts = (): Counts => ({
  paid: new Float64Array(DELAY_BINS),
  open: new Float64Array(DELAY_BINS + 1),
  settledWeight: 0,
  settled: 0,
  late: 0,
  openWeight: 0,
})

/** The factor that turns a track's weights into weights as of `today`. */
export const scaleAt = (history: History, today: number): number => 2 ** ((history.referenceDay - today) / HALF_LIFE_DAYS)

/** How many of a track's invoices are issued before `today`. */
export function knownOf(track: Track, today: number): number {
  let [low, high] = [0, track.issued.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((track.issued[middle] ?? 0) < today) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds to `counts` what is known of a track strictly before `today`: a payment dated today or later is an open invoice. */
export function addCounts(counts: Counts, track: Track, today: number, scale: number, known = knownOf(track, today)): void {
  const { due, settled, bin, weight } = track
  for (let at = 0; at < known; at++) {
    const w = (weight[at] ?? 0) * scale
    if ((settled[at] ?? 0) < today) {
      const to = bin[at] ?? 0
      counts.paid[to] = (counts.paid[to] ?? 0) + w
      counts.settledWeight += w
      counts.settled += 1
      if (to > -SHORTEST_DELAY) counts.late += 1
    } else {
      const unpaidFor = today - (due[at] ?? 0)
      const to = unpaidFor > clipDelay(unpaidFor) ? DELAY_BINS : binOf(unpaidFor)
      counts.open[to] = (counts.open[to] ?? 0) + w
      counts.openWeight += w
    }
  }
}
