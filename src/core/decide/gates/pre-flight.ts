import type { Fact } from '../../facts/nouns.ts'
import { type Case, type Gate, reviewOf, timesNumbered } from '../case.ts'
import { holdInvoice } from '../gate.ts'

const NAME = 'pre-flight'
const CODES = ['duplicate-number', 'total-wrong', 'due-before-issue', 'order-number-missing', 'reference-wrong'] as const

function faultOf(c: Case, invoice: Fact<'invoice'>): (typeof CODES)[number] | undefined {
  if (invoice.totalMinor === 0n || (invoice.taxMinor !== null && invoice.taxMinor >= invoice.totalMinor)) return 'total-wrong'
  if (invoice.dueOn < invoice.issuedOn) return 'due-before-issue'
  const others = c.facts.invoice.length === 1 ? 0 : timesNumbered(c, invoice.number) - (invoice.cancelledOn === null ? 1 : 0)
  if (others > 0) return 'duplicate-number'
  if (invoice.orderNumber === null && wantsOrderNumber(c, invoice)) return 'order-number-missing'
  if (invoice.reference !== null && c.world.isWrongReference?.(invoice.reference)) return 'reference-wrong'
  return undefined
}

/** Invoices with a number that make it a habit. */
const HABIT = 3

/** They said so, or every other invoice of theirs carries one. */
function wantsOrderNumber(c: Case, invoice: Fact<'invoice'>): boolean {
  const said = c.facts.client.wantsOrderNumber
  if (said !== null) return said
  const others = c.facts.invoice.filter(other => other.id !== invoice.id && other.cancelledOn === null)
  return others.length >= HABIT && others.every(other => other.orderNumber !== null)
}

/** A fault in the invoice itself (B5): nobody is reminded of a bill that is wrong. It says what to mend. */
export const preFlight: Gate = {
  name: NAME,
  codes: CODES,
  yields: false,
  reads: [],
  holdsInvoice: (c, item) => {
    const { invoice } = item.account
    const code = faultOf(c, invoice)
    const until = code && reviewOf(c, invoice.dueOn)
    return until && holdInvoice(NAME, item, until, {}, code)
  },
}
