import { addDays } from '../../day/day.ts'
import { type Gate, reviewOf } from '../case.ts'
import { holdInvoice, obstacle } from '../gate.ts'

const NAME = 'bank-details'
const DIFFER = 'bank-details-differ'
const CHANGED = 'bank-details-changed'
/** A changed account is looked at a second time before anything names it; after this many days it counts as known. */
const CHANGE_DAYS = 30

const plain = (iban: string): string => iban.replace(/\s/g, '').toUpperCase()

/** Our account on the invoice is not the one we have now, or ours changed lately (B5): a second look before money is asked to go there. */
export const bankDetails: Gate = {
  name: NAME,
  codes: [DIFFER, CHANGED],
  yields: false,
  reads: [],
  holdsClient: c => {
    const { bank } = c.world
    if (!bank || bank.changedOn === null || bank.changedOn > c.today) return undefined
    if (bank.confirmedOn !== null && bank.confirmedOn >= bank.changedOn) return undefined
    const until = addDays(bank.changedOn, CHANGE_DAYS)
    return until > c.today ? obstacle(NAME, until, { changedOn: bank.changedOn }, CHANGED) : undefined
  },
  holdsInvoice: (c, item) => {
    const { bank } = c.world
    const { invoice } = item.account
    if (!bank || bank.iban === null || invoice.iban === null || plain(invoice.iban) === plain(bank.iban)) return undefined
    if (bank.confirmedOn !== null && bank.confirmedOn >= invoice.issuedOn) return undefined
    const until = reviewOf(c, invoice.dueOn)
    return until && holdInvoice(NAME, item, until, {}, DIFFER)
  },
}
