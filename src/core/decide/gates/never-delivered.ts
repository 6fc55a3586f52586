import type { Fact } from '../../facts/nouns.ts'
import { type Case, type Gate, reviewOf } from '../case.ts'
import { holdInvoice } from '../gate.ts'

const NAME = 'never-delivered'
const LOST: readonly Fact<'arrival'>['state'][] = ['never-received', 'bounced']

/** An address that failed keeps the invoice only while there is no other, and nobody has mended it. */
const stillLost = (c: Case, last: Fact<'arrival'>): boolean => {
  if (last.state === 'never-received') return true
  const { client, contact, bounce } = c.facts
  const isGone = (address: string): boolean => bounce.some(b => b.hard && b.address.toLowerCase() === address.toLowerCase())
  return ![client.email, ...contact.map(p => (p.copyOnly === true ? null : p.email))].some(a => a !== null && a !== '' && !isGone(a))
}

const moment = (a: Fact<'arrival'>): string => `${a.effectiveOn} ${a.recordedAt} ${a.id}`

/** The invoice never reached them: it is sent again first. Then its reminders restart at the gentle step. */
export const neverDelivered: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['arrival'],
  holdsInvoice: (c, item) => {
    if (c.facts.arrival.length === 0) return undefined
    let last: Fact<'arrival'> | undefined
    for (const a of c.facts.arrival)
      if (a.invoiceId === item.id && a.effectiveOn <= c.today && (last === undefined || moment(a) > moment(last))) last = a
    if (!last || !LOST.includes(last.state) || !stillLost(c, last)) return undefined
    const until = reviewOf(c, last.effectiveOn)
    return until && holdInvoice(NAME, item, until, { sinceDay: last.effectiveOn })
  },
}
