import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare } from '../src/core/correction/compare.ts'
import { termsOf } from '../src/core/correction/terms.ts'
import { day } from '../src/core/day/day.ts'
import { findCorrections } from '../src/shell/acts/corrections.ts'
import { clockOn } from '../src/shell/clock.ts'
import { record } from '../src/shell/store/record.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../src/shell/workspace.ts'

/** Every agreement of a large firm beside what was billed, read from the store. Filling it takes minutes; only the comparison is measured. */
export const name = 'corrections from the store'

const AGREEMENTS = Number(process.env.DUNWELL_BENCH_AGREEMENTS ?? 50_000)
/** An invoice bills five months, a line each; four of them stand under each agreement. */
const LINES_EACH = 20
const LINES_PER_INVOICE = 5
const CLIENTS_PER_WRITE = 250
const TODAY = day('2026-09-01')
const START = day('2025-01-01')

const AGREED = { title: 'Upkeep', currency: 'EUR', priceMinor: 50_000n, period: 'month', startsOn: START } as const

/** The periods of the agreement: they are the same for everybody. */
function periods() {
  const read = termsOf({ ...AGREED, id: 'a', endsOn: null, quantity: null, schedule: null, indexation: null } as never) // the fields that terms read
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return compare(read.terms, [], TODAY).rows.slice(0, LINES_EACH)
}

/** Clients from a place in the row on; every fifth is billed half in its last months. */
async function fill(place: Place, from: number, months: ReturnType<typeof periods>): Promise<void> {
  await record(place.store, place.by, 'bench', async pen => {
    for (let at = from; at < Math.min(AGREEMENTS, from + CLIENTS_PER_WRITE); at += 1) {
      const clientId = await pen.add('client', { name: `Client ${at}`, kind: 'business', country: 'FR' })
      const agreementId = await pen.add('agreement', { clientId, effectiveOn: START, ...AGREED })
      for (let n = 0; n < months.length; n += LINES_PER_INVOICE) {
        const mine = months.slice(n, n + LINES_PER_INVOICE)
        const nets = mine.map((m, k) => (at % 5 === 0 && n + k > 12 ? m.agreedMinor / 2n : m.agreedMinor))
        const totalMinor = nets.reduce((sum, net) => sum + net, 0n)
        const issuedOn = mine[0]?.from ?? START
        const invoice = { clientId, agreementId, effectiveOn: issuedOn, number: `F-${at}-${n}`, issuedOn, dueOn: issuedOn, currency: 'EUR' }
        const invoiceId = await pen.add('invoice', { ...invoice, totalMinor, taxMinor: 0n })
        for (const [k, m] of mine.entries())
          await pen.add('invoiceLine', {
            ...{ clientId, effectiveOn: issuedOn, invoiceId, position: k + 1, text: 'Upkeep', netMinor: nets[k] ?? 0n },
            ...{ serviceFrom: m.from, serviceTo: m.to },
          })
      }
    }
  })
}

export async function run(): Promise<{ what: string; value: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  const store = await openFileStore(join(folder, 'store.sqlite'))
  const clock = clockOn(TODAY, 'Europe/Paris')
  try {
    const firm = { name: 'Bench', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute'] }
    await createWorkspace(store, firm, clock, 'bench')
    const place = await enterWorkspace(store, clock, 'bench', 'bench')
    const months = periods()
    for (let from = 0; from < AGREEMENTS; from += CLIENTS_PER_WRITE) await fill(place, from, months)
    const start = performance.now()
    const { found } = await findCorrections(place)
    const took = `${((performance.now() - start) / 1000).toFixed(1)} s`
    const lines = AGREEMENTS * LINES_EACH
    return [{ what: `${lines} invoice lines against ${AGREEMENTS} agreements, read from the store: ${found.length} found`, value: took }]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}
