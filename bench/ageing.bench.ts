import { addDays, type Day, day } from '../src/core/day/day.ts'
import { type ClientFacts, clientFacts, type Fact } from '../src/core/facts/nouns.ts'
import { AgeingReport } from '../src/core/ledger/ageing.ts'
import { openLedger } from '../src/core/ledger/allocate.ts'

export const name = 'ageing'

const INVOICES = 1_000_000
const PER_CLIENT = 5
const ROUNDS = 3
const ON = day('2026-09-09')
const FRAME = { recordedAt: '2026-01-01T09:00:00.000Z', actor: 'bench', source: 'bench' }
const CURRENCIES = ['EUR', 'EUR', 'EUR', 'PLN', 'GBP'] as const

/** A row as the store gives it: fields that a bench does not set are null. */
const row = <T>(clientId: string, id: string, effectiveOn: Day, fields: Record<string, unknown>): T =>
  ({ factId: id, id, clientId, effectiveOn, ...FRAME, ...fields }) as T // the fields below are the noun's own

const EMPTY_INVOICE = {
  ...{ taxMinor: null, orderNumber: null, reference: null, iban: null, subject: null, collection: null, agreementId: null },
  ...{ dueSource: null, instalments: null, serviceFrom: null, serviceTo: null, documentId: null, cancelledOn: null },
}

/** Five open invoices of mixed age; every fourth client has paid one of them in part. */
function clientAt(n: number): ClientFacts {
  const id = `c-${n}`
  const client = row<Fact<'client'>>(id, id, ON, { name: id, kind: 'business' })
  const currency = CURRENCIES[n % CURRENCIES.length]
  const invoice = Array.from({ length: PER_CLIENT }, (_, k) => {
    const dueOn = addDays(ON, 20 - ((n * 7 + k * 31) % 150))
    const fields = { number: `${n}-${k}`, issuedOn: addDays(dueOn, -30), dueOn, currency, totalMinor: 120_000n + BigInt(k) }
    return row<Fact<'invoice'>>(id, `${n}-${k}`, dueOn, { ...EMPTY_INVOICE, ...fields })
  })
  const money = { amountMinor: 50_000n, currency, paidOn: addDays(ON, -1), means: null, reference: null, kind: 'payment' }
  const payment = n % 4 === 0 ? [row<Fact<'payment'>>(id, `p-${n}`, ON, { ...money, invoiceId: `${n}-0`, bankEntryId: null })] : []
  return clientFacts(client, { invoice, payment })
}

/** Ageing by bucket, client and currency over a million invoices held in memory, from the bare facts; the best of some rounds. */
export async function run(): Promise<{ what: string; value: string }[]> {
  const clients = Array.from({ length: INVOICES / PER_CLIENT }, (_, n) => clientAt(n))
  let best = Number.POSITIVE_INFINITY
  let open = 0n
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    const report = new AgeingReport(ON)
    let rows = 0
    for (const facts of clients) rows += report.add(facts, openLedger(facts, ON)).length
    open = report.totals().reduce((sum, t) => sum + t.openMinor, 0n)
    if (rows !== clients.length) throw new Error(`${rows} rows for ${clients.length} clients`)
    best = Math.min(best, performance.now() - began)
  }
  return [
    {
      what: `${INVOICES.toLocaleString('en')} invoices, ${clients.length.toLocaleString('en')} clients (sum ${open})`,
      value: `${Math.round(best)} ms`,
    },
  ]
}
