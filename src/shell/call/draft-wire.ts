import { z } from 'zod'
import { type CallDraft, MEANS } from '../../core/call/draft.ts'
import { type Day, isDay } from '../../core/day/day.ts'
import { REASONS_FOR_LATENESS } from '../../core/facts/nouns/recovery.ts'
import { WHY_NONE } from '../../core/facts/nouns/talk.ts'
import { fromDecimal } from '../../core/money/money.ts'
import type { PlanShape } from '../../core/plan/build.ts'

const text = z.string().max(20_000).default('')
const short = z.string().max(200).default('')
const choice = <const V extends readonly [string, ...string[]]>(values: V) => z.enum(['', ...values]).default('')
const ids = z.array(z.string().max(100)).max(200).default([])

/** A talk as the screen types it: what cannot be read yet (half a day, half an amount) is not there yet. Days YYYY-MM-DD, amounts decimal. */
export const DraftWire = z.strictObject({
  notes: text,
  invoices: ids,
  kind: z.enum(['none', 'once', 'plan']).default('none'),
  on: short,
  amount: short,
  letsGo: z.boolean().default(false),
  shape: z.enum(['parts', 'until-done', 'now-and-rest']).default('parts'),
  parts: short,
  part: short,
  now: short,
  restOn: short,
  firstOn: short,
  endOfMonth: z.boolean().default(false),
  wholeUnits: z.boolean().default(false),
  withInterest: z.boolean().default(false),
  means: choice(MEANS),
  again: choice(['yes', 'no'] as const),
  againOn: short,
  againAt: short,
  whyNone: choice(WHY_NONE),
  whyNoneWords: text,
  reason: choice(REASONS_FOR_LATENESS),
  noPartToday: text,
  dropsCosts: z.boolean().default(false),
  ourPart: z
    .array(z.strictObject({ what: z.string().max(500), by: short }))
    .max(10)
    .default([]),
  readBack: choice(['agreed', 'corrected'] as const),
  correction: text,
  excuses: z
    .array(z.strictObject({ excuse: z.string().max(100), invoices: ids, evidence: z.record(z.string().max(50), z.string().max(500)) }))
    .max(20)
    .default([]),
})
export type DraftWire = z.output<typeof DraftWire>
export const emptyDraft = (): DraftWire => DraftWire.parse({})

const dayIn = (typed: string): Day | null => (isDay(typed) ? typed : null)
const orNull = <V extends string>(value: V): Exclude<V, ''> | null => (value === '' ? null : (value as Exclude<V, ''>)) // the empty choice is none

function shapeOf(wire: DraftWire, currency: string, today: Day): PlanShape {
  const minor = (typed: string): bigint => fromDecimal(typed, currency)?.minor ?? 0n
  if (wire.shape === 'until-done') return { kind: 'until-done', partMinor: minor(wire.part) }
  if (wire.shape === 'now-and-rest') return { kind: 'now-and-rest', nowMinor: minor(wire.now), restOn: dayIn(wire.restOn) ?? today }
  return { kind: 'parts', parts: Number(wire.parts) || 0 }
}

function commitmentOf(wire: DraftWire, currency: string, today: Day): CallDraft['commitment'] {
  if (wire.kind === 'none') return { kind: 'none' }
  const { letsGo, endOfMonth, wholeUnits, withInterest } = wire
  if (wire.kind === 'once') return { kind: 'once', on: dayIn(wire.on), minor: fromDecimal(wire.amount, currency)?.minor ?? null, letsGo }
  const firstOn = dayIn(wire.firstOn) ?? today
  return { kind: 'plan', shape: shapeOf(wire, currency, today), firstOn, endOfMonth, wholeUnits, withInterest }
}

/** What was typed, read. A plan without a first day begins today. */
export const readDraft = (wire: DraftWire, currency: string, today: Day): CallDraft => ({
  notes: wire.notes,
  currency,
  invoiceIds: wire.invoices,
  commitment: commitmentOf(wire, currency, today),
  means: orNull(wire.means),
  again: {
    answer: orNull(wire.again),
    on: dayIn(wire.againOn),
    at: /^([01]\d|2[0-3]):[0-5]\d$/.test(wire.againAt) ? wire.againAt : null,
  },
  whyNone: orNull(wire.whyNone),
  whyNoneWords: wire.whyNoneWords,
  reason: orNull(wire.reason),
  noPartToday: wire.noPartToday,
  dropsCosts: wire.dropsCosts,
  ourPart: wire.ourPart.flatMap(o => {
    const by = dayIn(o.by)
    return by && o.what.trim() ? [{ what: o.what.trim(), by }] : []
  }),
  readBack: orNull(wire.readBack),
  correction: wire.correction,
  excuses: wire.excuses.map(e => ({ excuse: e.excuse, invoiceIds: e.invoices, evidence: e.evidence })),
})
