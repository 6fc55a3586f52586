import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, type Day, day } from '../../src/core/day/day.ts'
import type { Act } from '../../src/core/decide/decision.ts'
import { live } from '../../src/shell/acts/live.ts'
import { standingOn } from '../../src/shell/cli/open.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { type Config, configFrom } from '../../src/shell/config.ts'
import { record } from '../../src/shell/store/record.ts'
import type { Store } from '../../src/shell/store/store.ts'
import type { TableRow } from '../../src/shell/store/tables.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { newStore } from './new-store.ts'

export interface TestFirm {
  readonly folder: string
  readonly file: string
  readonly store: Store
  readonly config: (smtpUrl?: string) => Config
  /** The firm on a day, 10 o'clock in Paris. */
  on(day: string): Place
  close(): Promise<void>
}

/** A French firm in a store of its own, made on a day. */
export async function aFirm(on: string, given: { email?: string | null } = {}): Promise<TestFirm> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-run-'))
  const file = join(folder, 'store.sqlite')
  const store = await newStore(file)
  const clock = clockOn(day(on), 'Europe/Paris')
  const email = given.email === undefined ? 'ada@atelier.example' : given.email
  const firm = { name: 'Atelier', country: 'FR', language: 'en', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute'], email }
  await createWorkspace(store, firm, clock, 'ada')
  const place = await enterWorkspace(store, clock, 'ada', 'test')
  return {
    folder,
    file,
    store,
    config: smtpUrl => configFrom({ DUNWELL_STORE: file, ...(smtpUrl ? { DUNWELL_SMTP_URL: smtpUrl } : {}) }),
    on: text => standingOn(place, text),
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export interface Debtor {
  readonly clientId: string
  readonly invoiceId: string
}

/** A business client with one invoice of 1,200.00 EUR. */
export async function aDebtor(
  place: Place,
  given: { name: string; dueOn: string; email?: string | null; country?: string; totalMinor?: bigint; policy?: string },
): Promise<Debtor> {
  const { name, dueOn, country = 'FR', totalMinor = 120_000n, policy = null } = given
  const email = given.email === undefined ? `billing@${name.toLowerCase().replaceAll(' ', '-')}.example` : given.email
  return record(place.store, place.by, 'import', async pen => {
    const clientId = await pen.add('client', { name, kind: 'business', kindConfirmedBy: 'ada', country, email, policy })
    const issuedOn = addDays(day(dueOn), -30)
    const invoiceId = await pen.add('invoice', { clientId, number: `F-${name}`, issuedOn, dueOn: day(dueOn), currency: 'EUR', totalMinor })
    return { clientId, invoiceId }
  })
}

export const looked = (place: Place, upTo: Day = place.by.today) =>
  record(place.store, place.by, 'looked', pen => pen.add('looked', { upTo }))

export const paid = (place: Place, { clientId, invoiceId }: Debtor, amountMinor = 120_000n) =>
  record(place.store, place.by, 'paid', pen =>
    pen.add('payment', { clientId, invoiceId, amountMinor, currency: 'EUR', paidOn: place.by.today, kind: 'payment' }),
  )

/** Live for so long that nothing needs approval any more, unless the policy asks for it. */
export const longLive = (firm: TestFirm, today: string) => live(firm.on(addDays(day(today), -60)))

export const outbox = async (place: Place, clientId?: string): Promise<(Omit<TableRow<'outbox'>, 'act'> & { act: Act })[]> => {
  const rows = await place.store.db.selectFrom('outbox').selectAll().where('workspaceId', '=', place.workspaceId).orderBy('key').execute()
  return rows.filter(r => r.clientId !== '' && (clientId === undefined || r.clientId === clientId)) as never // acts as decided
}
export const deeds = (place: Place) =>
  place.store.db.selectFrom('deed').selectAll().where('workspaceId', '=', place.workspaceId).where('supersededAt', 'is', null).execute()
