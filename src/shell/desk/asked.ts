import { type Fault, Refusal } from '../../core/fault.ts'
import type { DeskAsked } from './desk-case.ts'

interface AskedText {
  readonly currency?: string | undefined
  readonly relation?: string | undefined
  readonly belief?: string | undefined
  readonly fee?: string | undefined
  readonly set?: readonly string[] | undefined
}

/** Reads what somebody moved on the desk from text: rates as 0.3 or 30%. @throws Refusal naming every field that cannot be. */
export function askedFrom(asked: AskedText): DeskAsked {
  const faults: Fault[] = []
  const number = (field: string, text: string | undefined, most: number): number | undefined => {
    if (text === undefined) return undefined
    const match = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text)
    const value = match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN
    if (!(value <= most))
      faults.push({
        code: match ? 'number-out-of-bounds' : 'number-unreadable',
        message: `"${text}" is not a number from 0 to ${most}.`,
        params: { value: text },
        field,
        mend: most === 1 ? 'Write a rate from 0 to 1 or from 0% to 100%.' : 'Write it like 1234.50.',
      })
    return value
  }
  const { currency, set } = asked
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    faults.push({
      code: 'currency-unreadable',
      message: `"${currency}" is not a currency.`,
      params: { value: currency },
      field: 'currency',
      mend: 'Write three letters, like EUR.',
    })
  const given = {
    relation: number('relation', asked.relation, 1e12),
    belief: number('belief', asked.belief, 1),
    fee: number('fee', asked.fee, 1),
  }
  if (faults.length > 0) throw new Refusal(faults)
  return { currency, set, ...given }
}
