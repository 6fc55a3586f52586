import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '../src/core/day/day.ts'
import { pay } from '../src/shell/acts/pay.ts'
import { run as runDay } from '../src/shell/acts/run.ts'
import { configFrom } from '../src/shell/config.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { clientList, invoiceList } from '../src/shell/views/lists.ts'
import { todayView } from '../src/shell/views/today.ts'
import type { Place } from '../src/shell/workspace.ts'
import { firmOn, ON, seedFirm } from './sweep-firm.ts'

export const name = 'lists'

const INVOICES = 50_000
const ms = (from: number): string => `${Math.round(performance.now() - from)} ms`

/** What a person waits for who opens a page of a large firm: first in a process that has read nothing yet, then after a payment came in. */
export async function run(): Promise<{ what: string; value: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-lists-'))
  const file = join(folder, 'firm.sqlite')
  const rows: { what: string; value: string }[] = []
  const timed = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const from = performance.now()
    await work()
    rows.push({ what, value: ms(from) })
  }
  const open = async (when: string, place: Place): Promise<void> => {
    await timed(`Today, ${when}`, () => todayView(place))
    await timed(`clients, ${when}`, () => clientList(place, { show: 'open', sort: 'late', offset: 0, limit: 200 }))
    await timed(`invoices, ${when}`, () => invoiceList(place, { show: 'open', sort: 'due', offset: 0, limit: 200 }))
    await timed(`the end of all invoices, ${when}`, () => invoiceList(place, { show: 'all', sort: 'client', offset: INVOICES - 200, limit: 200 })) // biome-ignore format: one line
  }
  try {
    const seeded = await openFileStore(file)
    await runDay(await seedFirm(seeded, INVOICES), configFrom({ DUNWELL_STORE: file }))
    await seeded.close()
    const store = await openFileStore(file)
    const place = await firmOn(store)
    await open('opened', place)
    await pay(place, { invoices: ['F-10-0'], amount: '100.00', on: ON })
    await open('after a payment', place)
    await open('the next morning', await firmOn(store, addDays(ON, 1)))
    await store.close()
    return rows
  } finally {
    rmSync(folder, { recursive: true })
  }
}
