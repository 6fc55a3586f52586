import type { ClientFacts } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { differencesIn } from '../../core/ledger/proof.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { loadDecider } from '../run/decider.ts'
import { owedIn, STANDING, type Standing, standingOf } from '../run/standing.ts'
import { rulesOf, toDecide } from '../run/sweep-since.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** Differences told one by one; more are counted. */
const TOLD_MAX = 20

const amount = (minor: bigint, currency: string): string => `${toDecimal(money(minor, currency))} ${currency}`

/** What a client owes, as lists write it. */
function owed(row: Standing): string {
  const { open, late } = owedIn(row)
  const said = (amounts: typeof open): string => amounts.map(a => amount(BigInt(a.minor), a.currency)).join(' + ') || 'nothing'
  return `${said(open)} open and ${said(late)} late`
}

/** What the lists say of these clients: rows that the daily run keeps beside the facts. */
async function rowsOf({ store, workspaceId }: Place, page: readonly ClientFacts[]): Promise<Map<string, Standing>> {
  const rows = await store.db
    .selectFrom('decision')
    .select(['clientId', ...STANDING])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where('clientId', '>=', page[0]?.client.id ?? '')
    .where('clientId', '<=', page.at(-1)?.client.id ?? '')
    .execute()
  return new Map(rows.map(row => [row.clientId, row]))
}

export interface BalancesChecked {
  readonly clients: number
  readonly invoices: number
  /** Where two ways to reckon differ, one line each. */
  readonly differences: readonly string[]
  /** Differences beyond those told. */
  readonly more: number
}

/** Whom the daily run would decide anew; everybody where policies cannot be read. */
const whoWaits = (place: Place): Promise<'all' | ReadonlySet<string>> =>
  loadDecider(place).then(
    decider => toDecide(place, place.by.today, rulesOf(decider)),
    () => 'all',
  )

/**
 * Reckons every balance two ways: each invoice by the ledger and by its single bookings, and each client's open amount from its facts
 * against the row that the lists show. Who waits for the daily run is reckoned from facts by every list, and has no row to compare.
 */
export async function checkBalances(place: Place): Promise<BalancesChecked> {
  const { store, workspaceId, by, firm } = place
  const waiting = await whoWaits(place)
  const differences: string[] = []
  let [clients, invoices, more] = [0, 0, 0]
  const tell = (line: string): void => {
    if (differences.length < TOLD_MAX) differences.push(line)
    else more += 1
  }
  for await (const page of streamClients(store.db, workspaceId)) {
    const rows = waiting === 'all' ? undefined : await rowsOf(place, page)
    for (const facts of page) {
      const ledger = openLedger(facts, by.today)
      clients += 1
      invoices += ledger.accounts.length
      for (const { invoiceId, currency, keptMinor, addedMinor } of differencesIn(facts, ledger)) {
        const number = facts.invoice.find(i => i.id === invoiceId)?.number
        const what = number === undefined ? `unapplied money of ${facts.client.name}` : `invoice ${number} of ${facts.client.name}`
        tell(`${what}: ${amount(keptMinor, currency)} in the ledger, ${amount(addedMinor, currency)} by its bookings`)
      }
      const row = waiting === 'all' || waiting.has(facts.client.id) ? undefined : rows?.get(facts.client.id)
      const standing = row && standingOf({ items: openItems(facts, ledger), ledger }, firm.currency)
      if (row && standing && owed(row) !== owed(standing))
        tell(`${facts.client.name}: ${owed(row)} in the lists, ${owed(standing)} by its facts`)
    }
  }
  return { clients, invoices, differences, more }
}
