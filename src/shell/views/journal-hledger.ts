import type { Day } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Account, openLedger } from '../../core/ledger/allocate.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

interface Line {
  readonly on: Day
  readonly order: number
  readonly text: string
}

/** A name as hledger takes it: two spaces end an account, a colon divides it, brackets make it virtual. */
const accountName = (text: string): string =>
  text
    .replace(/[:;()[\]"\n\r\t]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim() || 'unnamed'
const words = (text: string): string => text.replace(/[;|\n\r\t]/g, ' ').trim()

function entry(on: Day, order: number, description: string, account: string, other: string, minor: bigint, currency: string): Line {
  const amount = `"${currency}" ${toDecimal(money(minor, currency))}`
  return { on, order, text: `${on} ${words(description)}\n    ${account}    ${amount}\n    ${other}\n` }
}

/** Everything that moved what one client owes, each as an entry of two postings. */
function clientLines(facts: ClientFacts, asOf: Day, account: string): Line[] {
  const ledger = openLedger(facts, asOf)
  const lines: Line[] = []
  for (const invoice of facts.invoice)
    if (invoice.issuedOn <= asOf) {
      const other = invoice.totalMinor < 0n ? 'income:credit notes' : 'income:invoices'
      lines.push(entry(invoice.issuedOn, 0, `invoice ${invoice.number}`, account, other, invoice.totalMinor, invoice.currency))
    }
  for (const p of facts.payment)
    if (p.paidOn <= asOf)
      lines.push(entry(p.paidOn, 2, `${p.kind} ${p.reference ?? ''}`, account, 'assets:bank', -p.amountMinor, p.currency))
  for (const c of facts.creditNote)
    if (c.issuedOn <= asOf) {
      const minor = c.totalMinor < 0n ? c.totalMinor : -c.totalMinor
      lines.push(entry(c.issuedOn, 1, `credit note ${c.number}`, account, 'income:credit notes', minor, c.currency))
    }
  return [...lines, ...ledger.accounts.flatMap(a => reductionLines(a, facts, asOf, account))]
}

/** What was given up or allowed, as far as it took anything off. */
function reductionLines(a: Account, facts: ClientFacts, asOf: Day, account: string): Line[] {
  const { invoice, writtenOffMinor, allowedMinor } = a
  const on = (days: readonly Day[]): Day => days.reduce((last, d) => (d > last && d <= asOf ? d : last), invoice.issuedOn)
  const gone = on(facts.writeOff.filter(w => w.invoiceId === invoice.id).map(w => w.writtenOffOn))
  const allowedOn = invoice.cancelledOn !== null && invoice.cancelledOn <= asOf ? invoice.cancelledOn : a.history.at(-1)?.on
  return [
    ...(writtenOffMinor === 0n
      ? []
      : [entry(gone, 3, `write-off ${invoice.number}`, account, 'expenses:bad debts', -writtenOffMinor, invoice.currency)]),
    ...(allowedMinor === 0n
      ? []
      : [
          entry(
            allowedOn ?? invoice.issuedOn,
            3,
            `allowed ${invoice.number}`,
            account,
            'expenses:reductions',
            -allowedMinor,
            invoice.currency,
          ),
        ]),
  ]
}

/** The books up to a day as an hledger journal: one receivable account a client; its balance there is its balance here. */
export async function hledgerJournal(place: Place, asOf: Day = place.by.today): Promise<string> {
  const lines: Line[] = []
  const used = new Map<string, string>()
  for await (const page of streamClients(place.store.db, place.workspaceId))
    for (const facts of page) {
      const { id, name } = facts.client
      const plain = accountName(name)
      const account = used.has(plain) ? `${plain} ${id}` : plain
      used.set(account, id)
      lines.push(...clientLines(facts, asOf, `assets:receivable:${account}`))
    }
  lines.sort((a, b) => (a.on === b.on ? a.order - b.order || (a.text < b.text ? -1 : 1) : a.on < b.on ? -1 : 1))
  return `; Receivables of ${words(place.firm.name)} as of ${asOf}\n\n${lines.map(l => l.text).join('\n')}`
}
