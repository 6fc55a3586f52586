import type { Assumptions } from '../../core/economics/assumptions.ts'
import type { Variation } from '../../core/economics/ranges.ts'

/** How far a value can be relied on: read in a named source · fitted to or measured on data · our own assumption, to be replaced by the firm's record. */
export type Confidence = 'read' | 'measured' | 'assumption'

export interface Assumed<T> {
  readonly value: T
  readonly source: string
  readonly confidence: Confidence
}

const SURVEYS =
  'Surveys among collection agencies (CLLA/CCAA, Commercial Collection Agencies of America), so self-interested; values between their points'
const OWN = 'Our assumption until the firm has its own record'
const MINUTES = 'Our assumption; a 15-minute call at about 48 an hour'

/** Every assumption with its source. Each is an input: a firm's own value replaces it. Money in units like euro, dollar or pound. */
export const ASSUMED: { readonly [K in keyof Assumptions]: Assumed<Assumptions[K]> } = {
  capitalCost: { value: 0.1, source: OWN, confidence: 'assumption' },
  beliefDecay: {
    value: 0.94,
    source: 'Our assumption; .96 a month reproduces the surveys when only waiting, .98 means reminding for ever',
    confidence: 'assumption',
  },
  collectability: { value: [[0, 0.94], [90, 0.7], [180, 0.52], [365, 0.25], [730, 0.09]], source: SURVEYS, confidence: 'read' }, // biome-ignore format: one row
  payWithin30: { value: [[0, 0.75], [30, 0.35], [60, 0.22], [90, 0.14], [180, 0.08], [365, 0.04]], source: OWN, confidence: 'assumption' }, // biome-ignore format: one row
  horizonDays: { value: 780, source: 'Our assumption: 26 months', confidence: 'assumption' },
  payDay: { value: 15, source: 'The middle of the month in which the payment comes', confidence: 'assumption' },
  mostChance: { value: 0.97, source: OWN, confidence: 'assumption' },
  wait: { value: { boost: 1, cost: 0, minutes: 0, leaves: 0 }, source: 'What the others are compared with', confidence: 'assumption' },
  remind: { value: { boost: 1.15, cost: 1, minutes: 1, leaves: 0.002 }, source: OWN, confidence: 'assumption' },
  call: { value: { boost: 1.4, cost: 12, minutes: 15, leaves: 0.01 }, source: MINUTES, confidence: 'assumption' },
  plan: { value: { accept: 0.5, kept: 0.75, months: 4, cost: 25, minutes: 30, leaves: 0.01 }, source: OWN, confidence: 'assumption' },
  partNow: {
    value: { accept: 0.4, share: 0.3, kept: 0.6, months: 3, days: 7, cost: 12, minutes: 15, leaves: 0.01 },
    source: OWN,
    confidence: 'assumption',
  },
  settle: {
    value: {
      acceptBase: 0.15,
      acceptSlope: 1.3,
      acceptMost: 0.8,
      newMoney: 0.1,
      days: 14,
      grid: [0.05, 0.6, 0.05],
      cost: 12,
      minutes: 15,
      leaves: 0.02,
    },
    source: OWN,
    confidence: 'assumption',
  },
  letter: {
    value: { collects: 0.45, days: 21, cost: 120, minutes: 20, leaves: 0.1 },
    source: 'Cost: English solicitors, £36 to £350 for a letter before action; the rest our assumption',
    confidence: 'read',
  },
  agency: {
    value: {
      feeByAge: [
        { from: 0, fee: 0.2 },
        { from: 90, fee: 0.3 },
        { from: 365, fee: 0.5 },
      ],
      feeBySize: [
        { from: 0, add: 0.1 },
        { from: 1000, add: 0.05 },
        { from: 5000, add: 0 },
        { from: 50_000, add: -0.1, exclusive: true },
      ],
      leastFee: 0.1,
      mostFee: 0.5,
      days: 90,
      cost: 0,
      minutes: 30,
      leaves: 0.5,
    },
    source: 'Published agency rates, 15–50 % of what is recovered by age and size; leaving the relation is our assumption',
    confidence: 'read',
  },
  court: {
    value: {
      fees: [
        { upTo: 300, fee: 35 },
        { upTo: 500, fee: 50 },
        { upTo: 1000, fee: 70 },
        { upTo: 1500, fee: 80 },
        { upTo: 3000, fee: 115 },
        { upTo: 5000, fee: 205 },
        { upTo: 10_000, fee: 455 },
      ],
      share: 0.05,
      most: 10_000,
      collects: 0.85,
      costsBack: 0.6,
      days: 240,
      cost: 150,
      minutes: 180,
      leaves: 0.8,
    },
    source: 'Fees: money claims in England and Wales; own cost, success and relation our assumption. Another court: another table',
    confidence: 'read',
  },
  writeOff: { value: { taxRelief: 0 }, source: 'Ask the tax adviser; nothing is assumed', confidence: 'assumption' },
  tieShare: {
    value: 0.05,
    source: 'Options closer than 5 % of what is owed: the assumptions are not that exact',
    confidence: 'assumption',
  },
}

/** The values alone. */
export const DEFAULTS: Assumptions = Object.fromEntries(Object.entries(ASSUMED).map(([key, assumed]) => [key, assumed.value])) as never // the mapped type above holds each key

const scaled = (points: Assumptions['collectability'], by: number): Assumptions['collectability'] =>
  points.map(([days, value]) => [days, Math.min(0.99, value * by)] as const)

/** Every band of the agency’s fee moved alike; a fee that was quoted is no doubt. */
const feesBy =
  (points: number) =>
  (a: Assumptions): Assumptions => ({
    ...a,
    agency: { ...a.agency, feeByAge: a.agency.feeByAge.map(({ from, fee }) => ({ from, fee: fee + points })) },
  })

/** What a court costs, its own fee and ours. */
const courtTimes =
  (by: number) =>
  (a: Assumptions): Assumptions => ({
    ...a,
    court: { ...a.court, cost: a.court.cost * by, fees: a.court.fees.map(({ upTo, fee }) => ({ upTo, fee: fee * by })) },
  })

/** What is varied, one at a time, to show how far each figure reaches. */
export const VARIATIONS: readonly Variation[] = [
  { assumption: 'beliefDecay', low: a => ({ ...a, beliefDecay: 0.92 }), high: a => ({ ...a, beliefDecay: 0.96 }) },
  {
    assumption: 'payWithin30',
    low: a => ({ ...a, payWithin30: scaled(a.payWithin30, 0.75) }),
    high: a => ({ ...a, payWithin30: scaled(a.payWithin30, 1.25) }),
  },
  {
    assumption: 'collectability',
    low: a => ({ ...a, collectability: scaled(a.collectability, 0.85) }),
    high: a => ({ ...a, collectability: scaled(a.collectability, 1.15) }),
    beliefBy: [0.85, 1.15],
  },
  {
    assumption: 'capitalCost',
    low: a => ({ ...a, capitalCost: a.capitalCost * 2 }),
    high: a => ({ ...a, capitalCost: a.capitalCost / 2 }),
  },
  {
    assumption: 'remind',
    low: a => ({ ...a, remind: { ...a.remind, boost: 1 } }),
    high: a => ({ ...a, remind: { ...a.remind, boost: 1.3 } }),
  },
  {
    assumption: 'call',
    low: a => ({ ...a, call: { ...a.call, boost: 1.1 } }),
    high: a => ({ ...a, call: { ...a.call, boost: 1.7 } }),
  },
  {
    assumption: 'settle',
    low: a => ({ ...a, settle: { ...a.settle, acceptBase: 0.05, acceptSlope: 1 } }),
    high: a => ({ ...a, settle: { ...a.settle, acceptBase: 0.25, acceptSlope: 1.5 } }),
  },
  {
    assumption: 'plan',
    low: a => ({ ...a, plan: { ...a.plan, accept: 0.35, kept: 0.6 } }),
    high: a => ({ ...a, plan: { ...a.plan, accept: 0.65, kept: 0.9 } }),
  },
  {
    assumption: 'partNow',
    low: a => ({ ...a, partNow: { ...a.partNow, accept: 0.25, kept: 0.45 } }),
    high: a => ({ ...a, partNow: { ...a.partNow, accept: 0.55, kept: 0.75 } }),
  },
  {
    assumption: 'letter',
    low: a => ({ ...a, letter: { ...a.letter, collects: 0.3, cost: a.letter.cost * 2 } }),
    high: a => ({ ...a, letter: { ...a.letter, collects: 0.6, cost: a.letter.cost / 2 } }),
  },
  {
    assumption: 'agency',
    low: a => ({ ...a, agency: { ...a.agency, days: 150, leaves: Math.min(1, a.agency.leaves * 1.4) } }),
    high: a => ({ ...a, agency: { ...a.agency, days: 45, leaves: a.agency.leaves * 0.6 } }),
  },
  {
    assumption: 'court',
    low: a => ({ ...a, court: { ...a.court, collects: 0.7, days: 365 } }),
    high: a => ({ ...a, court: { ...a.court, collects: 0.95, days: 150 } }),
  },
  { assumption: 'agency', part: 'fee', low: feesBy(0.1), high: feesBy(-0.1) },
  { assumption: 'court', part: 'fee', low: courtTimes(1.5), high: courtTimes(0.75) },
]
