import { addDays, type Day, isDay } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'

/** A part of an invoice with a due date of its own. Minor units. */
export interface DuePart {
  /** As invoiced. */
  readonly agreedOn: Day
  readonly minor: bigint
}

/** Instalments printed on an invoice, earliest first; the last one carries what the others leave of the total. One part where there are none. */
export function partsOf(invoice: Fact<'invoice'>): readonly DuePart[] {
  const whole = [{ agreedOn: invoice.dueOn, minor: invoice.totalMinor }]
  if (!Array.isArray(invoice.instalments)) return whole
  const parts: DuePart[] = []
  for (const part of invoice.instalments as readonly unknown[]) {
    const { dueOn, minor } = (typeof part === 'object' && part !== null ? part : {}) as { dueOn?: unknown; minor?: unknown } // JSON from outside
    if (isDay(dueOn) && (typeof minor === 'string' || typeof minor === 'number') && /^\d+$/.test(String(minor)))
      parts.push({ agreedOn: dueOn, minor: BigInt(minor) })
  }
  parts.sort((a, b) => (a.agreedOn < b.agreedOn ? -1 : a.agreedOn > b.agreedOn ? 1 : 0))
  const last = parts.at(-1)
  if (!last) return whole
  const rest = invoice.totalMinor - parts.reduce((total, part) => total + part.minor, 0n)
  parts[parts.length - 1] = { ...last, minor: last.minor + rest }
  return parts
}

/** The day on which the last part of an invoice falls due, as agreed: until then it cannot be late as a whole. */
export const lastDue = (invoice: Fact<'invoice'>): Day =>
  invoice.instalments === null ? invoice.dueOn : (partsOf(invoice).at(-1)?.agreedOn ?? invoice.dueOn)

/** The extension in force on a day: the one granted last. None where it brings nothing. */
export function extensionOn(facts: ClientFacts, invoiceId: string, on: Day): Fact<'extension'> | undefined {
  let found: Fact<'extension'> | undefined
  for (const e of facts.extension) if (e.invoiceId === invoiceId && e.effectiveOn <= on && (!found || isLater(e, found))) found = e
  return found
}

const isLater = (a: Fact<'extension'>, b: Fact<'extension'>): boolean =>
  a.effectiveOn === b.effectiveOn
    ? a.recordedAt > b.recordedAt || (a.recordedAt === b.recordedAt && a.id > b.id)
    : a.effectiveOn > b.effectiveOn

/** The due day that counts: as agreed, or the later day we granted. */
export const effectiveDue = (agreedOn: Day, extension: Fact<'extension'> | undefined): Day =>
  extension && extension.newDueOn > agreedOn ? extension.newDueOn : agreedOn

/** What of an invoice is open, and what of that is late, on a day. Minor units. */
export interface OpenParts {
  /** Due before the day and unpaid. */
  readonly lateMinor: bigint
  /** The earliest due day (extensions counted) with something unpaid. */
  readonly dueOn: Day
  /** The earliest due day, not before the day, with something unpaid, and how much falls due then. */
  readonly nextDueOn: Day | null
  readonly nextMinor: bigint
}

/** The parts of an invoice with what is still open of each: payments fill the earliest first. Minor units; extensions counted. */
export function partsLeft(
  invoice: Fact<'invoice'>,
  openMinor: bigint,
  extension: Fact<'extension'> | undefined,
): { readonly dueOn: Day; readonly minor: bigint; readonly leftMinor: bigint }[] {
  let covered = invoice.totalMinor - openMinor
  return partsOf(invoice).map(({ agreedOn, minor }) => {
    const taken = covered < minor ? covered : minor
    covered -= taken
    return { dueOn: effectiveDue(agreedOn, extension), minor, leftMinor: minor - taken }
  })
}

/** Payments fill the earliest part first. */
export function openPartsOn(invoice: Fact<'invoice'>, openMinor: bigint, extension: Fact<'extension'> | undefined, on: Day): OpenParts {
  if (invoice.instalments === null) {
    const dueOn = effectiveDue(invoice.dueOn, extension)
    return dueOn < on
      ? { lateMinor: openMinor, dueOn, nextDueOn: null, nextMinor: 0n }
      : { lateMinor: 0n, dueOn, nextDueOn: dueOn, nextMinor: openMinor }
  }
  let lateMinor = 0n
  let dueOn: Day | undefined
  let nextDueOn: Day | null = null
  let nextMinor = 0n
  for (const { dueOn: due, leftMinor: left } of partsLeft(invoice, openMinor, extension)) {
    if (left <= 0n) continue
    if (dueOn === undefined || due < dueOn) dueOn = due
    if (due < on) lateMinor += left
    else if (nextDueOn === null || due === nextDueOn) {
      nextDueOn = due
      nextMinor += left
    }
  }
  return { lateMinor, dueOn: dueOn ?? invoice.dueOn, nextDueOn, nextMinor }
}

/** The first day on which something due on `due` is late. */
export const lateFrom = (due: Day): Day => addDays(due, 1)
