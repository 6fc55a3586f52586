import type { Assumptions, Price } from './assumptions.ts'

const priced = <P extends Price>(price: P, by: number): P => ({ ...price, cost: price.cost * by })

/** The same assumptions where a unit of money is worth `1/by`: every figure that is money is multiplied, chances and times stay. */
export function scaledMoney(a: Assumptions, by: number): Assumptions {
  if (by === 1) return a
  return {
    ...a,
    wait: priced(a.wait, by),
    remind: priced(a.remind, by),
    call: priced(a.call, by),
    plan: priced(a.plan, by),
    partNow: priced(a.partNow, by),
    settle: priced(a.settle, by),
    letter: priced(a.letter, by),
    agency: { ...priced(a.agency, by), feeBySize: a.agency.feeBySize.map(line => ({ ...line, from: line.from * by })) },
    court: {
      ...priced(a.court, by),
      fees: a.court.fees.map(({ upTo, fee }) => ({ upTo: upTo * by, fee: fee * by })),
      most: a.court.most * by,
    },
  }
}
