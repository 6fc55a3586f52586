import { type Assumptions, type Claim, relationValue, WAYS, type Way } from '../../core/economics/assumptions.ts'
import { type Bounded, faultsIn, outOfBounds } from '../../core/economics/expectation.ts'
import { scaledMoney } from '../../core/economics/scale.ts'
import type { WorthInput } from '../../core/economics/worth.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { DEFAULTS, VARIATIONS } from '../../packs/economics/defaults.ts'
import { unitsOfCost } from '../../packs/economics/units.ts'
import { applySettings } from './settings.ts'

/** What somebody asks about a claim, as text: of the command line or a form. Rates are written 0.3 or 30%. */
export interface WorthRequest {
  readonly owed: string
  readonly age: string
  readonly fee?: string | undefined
  /** What an agency would collect of what is owed. */
  readonly collected?: string | undefined
  /** V, or margin and retention a year from which it follows. */
  readonly relation?: string | undefined
  readonly margin?: string | undefined
  readonly retention?: string | undefined
  readonly stillClient?: string | undefined
  readonly capitalCost?: string | undefined
  readonly taxRelief?: string | undefined
  readonly reputation?: string | undefined
  /** Ways that are not open. */
  readonly without?: readonly string[] | undefined
  /** Ways that were used already. */
  readonly used?: readonly string[] | undefined
  /** Any other assumption: `call.boost=1.6`. */
  readonly set?: readonly string[] | undefined
  /** What our own costs are reckoned in; euro where absent. */
  readonly currency?: string | undefined
}

const RATE = { least: 0, most: 1, mend: 'Write a rate from 0 to 1 or from 0% to 100%.' } as const
const MONEY = { least: 0, most: 1e12, mend: 'Write an amount, 0 or more, like 1234.50.' } as const

/** Reads and checks a request. @throws Refusal naming every field that cannot be. */
export function worthInputFrom(request: WorthRequest): WorthInput {
  const faults: Fault[] = []
  const read = (field: string, text: string | undefined): number | undefined => {
    if (text === undefined) return undefined
    const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(%?)\s*$/.exec(text)
    if (!match)
      faults.push({
        code: 'number-unreadable',
        message: `"${text}" is not a number.`,
        params: { value: text },
        field,
        mend: 'Write it like 1234.50.',
      })
    return match ? Number(match[1]) / (match[2] ? 100 : 1) : undefined
  }
  const rate = (field: string, text: string | undefined): Bounded => ({ field, value: read(field, text), ...RATE })
  const amount = (field: string, text: string | undefined): Bounded => ({ field, value: read(field, text), ...MONEY })
  const given = {
    fee: rate('fee', request.fee),
    collected: amount('collected', request.collected),
    relation: amount('relation', request.relation),
    margin: amount('margin', request.margin),
    retention: rate('retention', request.retention),
    stillClient: rate('still-client', request.stillClient),
    capitalCost: rate('capital-cost', request.capitalCost),
    taxRelief: rate('tax-relief', request.taxRelief),
    reputation: amount('reputation', request.reputation),
  }
  const owed = read('owed', request.owed) ?? 1 // unreadable is already a fault
  const age = read('age', request.age) ?? 0
  const without = waysIn('without', request.without, faults)
  const used = waysIn('used', request.used, faults)
  const assumptions = assumed(
    given,
    applySettings(scaledMoney(DEFAULTS, unitsOfCost(request.currency ?? 'EUR')), request.set ?? [], faults),
  )
  const relation = given.relation.value ?? relationFrom(given, assumptions.capitalCost, faults)
  const belief = given.collected.value === undefined || owed <= 0 ? undefined : given.collected.value / owed
  const claim: Claim = {
    owed,
    age,
    ...(relation === undefined ? {} : { relation }),
    ...(belief === undefined ? {} : { belief: Math.min(1, belief) }),
    excluded: Object.fromEntries(without.map(way => [way, 'left-out'])),
    used,
  }
  faults.push(...outOfBounds(Object.values(given)), ...faultsIn({ owed, age }))
  if (belief !== undefined && belief > 1)
    faults.push({
      code: 'collected-above-owed',
      message: 'More is collected than owed.',
      field: 'collected',
      mend: 'Give at most what is owed.',
    })
  if (faults.length > 0) throw new Refusal(faults)
  const reputationCost = given.reputation.value
  return { claim, assumptions, variations: VARIATIONS, ...(reputationCost === undefined ? {} : { reputationCost }) }
}

type Given = Readonly<Record<'fee' | 'margin' | 'retention' | 'stillClient' | 'capitalCost' | 'taxRelief', Bounded>>

const assumed = (given: Given, from: Assumptions): Assumptions => ({
  ...from,
  ...(given.capitalCost.value === undefined ? {} : { capitalCost: given.capitalCost.value }),
  ...(given.taxRelief.value === undefined ? {} : { writeOff: { taxRelief: given.taxRelief.value } }),
  ...(given.fee.value === undefined ? {} : { agency: { ...from.agency, quotedFee: given.fee.value } }),
})

function relationFrom(given: Given, capitalCost: number, faults: Fault[]): number | undefined {
  const margin = given.margin.value
  const retention = given.retention.value
  if (margin === undefined && retention === undefined) return undefined
  if (margin === undefined || retention === undefined) {
    faults.push({
      code: 'relation-half-given',
      message: 'A relation is worth its margin times its retention; one of the two is missing.',
      field: margin === undefined ? 'margin' : 'retention',
      mend: 'Give both, or --relation alone.',
    })
    return undefined
  }
  if (retention >= 1 + capitalCost) {
    faults.push({
      code: 'relation-endless',
      message: 'A relation that never ends has no finite worth.',
      field: 'retention',
      mend: 'Give a retention below 100 % or a capital cost above 0.',
    })
    return undefined
  }
  return relationValue(margin, retention, capitalCost, given.stillClient.value ?? 1)
}

function waysIn(field: string, names: readonly string[] | undefined, faults: Fault[]): Way[] {
  return (names ?? []).flatMap(name => {
    const way = WAYS.find(w => w === name)
    if (way === undefined)
      faults.push({ code: 'way-unknown', message: `"${name}" is no way on.`, field, mend: `Use one of ${WAYS.join(', ')}.` })
    return way === undefined ? [] : [way]
  })
}
