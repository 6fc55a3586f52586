import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, addMonths, type Day, nextBusinessDay } from '../../core/day/day.ts'
import type { Clock } from '../clock.ts'
import { sourceRoot } from '../packs/modules.ts'
import { type By, type NewFact, type Pen, record } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { createWorkspace, enterWorkspace } from '../workspace.ts'
import { importedSince, type Transfer, writeBank } from './bank.ts'
import { type Chance, chance } from './chance.ts'
import { type Draft, draftsOf, taxWithin } from './history.ts'
import { type Guest, ROSTER } from './roster.ts'
import type { OpenInvoice } from './scene.ts'
import { domainOf, SITUATIONS } from './situations.ts'

const SEED = 20_260_901
const ACTOR = 'system:sample'

/** The sample firm: a French agency with forty clients and two years behind it, told as of today. All invented. */
const FIRM = {
  name: 'Atelier Mérival',
  legalName: 'Atelier Mérival SARL',
  address: ['14 quai des Forges', '44000 Nantes'],
  country: 'FR',
  language: 'fr',
  zone: 'Europe/Paris',
  currency: 'EUR',
  email: 'helene@atelier-merival.example',
  phone: '02 55 00 01 42',
  person: 'Hélène Caradec',
  companyId: '000 000 042',
  vatId: 'FR00000000042',
  iban: 'FR1420041010050500013M02606',
  bic: 'PSSTFRPPXXX',
} as const

/** Makes the sample firm in an empty store. @returns the workspace’s id. */
export async function seedSample(store: Store, clock: Clock): Promise<string> {
  const today = clock.today(FIRM.zone)
  const workspaceId = await createWorkspace(store, FIRM, clock, ACTOR)
  const by: By = { workspaceId, actor: ACTOR, source: 'sample', at: clock.now(), today }
  const place = await enterWorkspace(store, clock, ACTOR, 'sample', workspaceId)
  await record(store, by, 'sample firm', async pen => {
    const transfers = await writeSample(pen, today, chance(SEED))
    await writeBank(pen, { ...place, by }, transfers)
  })
  return workspaceId
}

/** @returns what only the bank tells of. */
async function writeSample(pen: Pen, today: Day, luck: Chance): Promise<Transfer[]> {
  const places = new Map<Guest, { clientId: string; contactId: string; open: OpenInvoice[] }>()
  for (const guest of ROSTER) places.set(guest, { ...(await writeClient(pen, guest, today)), open: [] })
  const drafts = ROSTER.flatMap(guest => draftsOf(guest, today, luck)).sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : 1))
  const counters = new Map<string, number>()
  const transfers: Transfer[] = []
  for (const draft of drafts) {
    const place = places.get(draft.guest)
    if (!place) continue // every guest has a place
    const year = draft.issuedOn.slice(0, 4)
    const serial = (counters.get(year) ?? 0) + 1
    counters.set(year, serial)
    const number = `F-${year}-${String(serial).padStart(4, '0')}`
    const id = await writeInvoice(pen, draft, place.clientId, number)
    const { guest, paidOn, minor } = draft
    if (paidOn === null) place.open.push({ id, number, dueOn: draft.dueOn, minor })
    else if (currencyOf(guest) === FIRM.currency && paidOn >= importedSince(today))
      transfers.push({ on: paidOn, minor, name: guest.name, number })
    else await writePayment(pen, place.clientId, id, number, draft, paidOn)
    if (paidOn !== null && isLongAgo(paidOn, today)) await writeReminder(pen, place.clientId, id, draft, paidOn)
  }
  for (const [guest, place] of places) {
    const scene = { pen, guest, today, currency: currencyOf(guest), ...place }
    if (guest.situation) await SITUATIONS[guest.situation]?.(scene)
  }
  await pen.add('looked', { upTo: addDays(today, -1) })
  await pen.add('policyText', await anyDayPolicy())
  return transfers
}

/** The shipped policy, weekends included: whoever opens the sample on a Sunday should find a working day in it. */
async function anyDayPolicy(): Promise<NewFact<'policyText'>> {
  const name = 'gentle-30-60-90'
  const shipped = await readFile(join(sourceRoot, 'packs', 'policies', `${name}.yaml`), 'utf8')
  const yaml = shipped.replace(/^weekends: false/m, 'weekends: true')
  return { name, yaml, hash: hash('sha256', yaml, 'base64url') }
}

async function writeClient(pen: Pen, guest: Guest, today: Day): Promise<{ clientId: string; contactId: string }> {
  const clientId = await pen.add('client', {
    name: guest.name,
    kind: guest.kind,
    kindConfirmedBy: guest.kind === 'unknown' ? null : 'Hélène Caradec',
    country: guest.country,
    language: guest.language,
    address: [guest.town],
    email: `contact@${domainOf(guest)}`,
    phone: guest.country === 'FR' ? '02 55 00 00 00' : null,
    termsDays: 30,
    effectiveOn: addMonths(today, -(guest.months ?? 24)),
  })
  const contactId = await pen.add('contact', {
    clientId,
    name: guest.person,
    salutation: guest.person,
    role: 'billing',
    email: `compta@${domainOf(guest)}`,
    language: guest.language,
  })
  return { clientId, contactId }
}

async function writeInvoice(pen: Pen, draft: Draft, clientId: string, number: string): Promise<string> {
  const { guest, issuedOn, dueOn, minor } = draft
  const currency = currencyOf(guest)
  const invoiceId = await pen.add('invoice', {
    clientId,
    effectiveOn: issuedOn,
    number,
    issuedOn,
    dueOn,
    currency,
    totalMinor: minor,
    taxMinor: taxWithin(minor),
    orderNumber: `BC-${number.slice(2)}`,
    subject: guest.subject,
    iban: FIRM.iban,
    dueSource: 'stated',
  })
  await pen.add('invoiceLine', {
    clientId,
    invoiceId,
    position: 1,
    text: guest.subject,
    quantity: '1',
    netMinor: minor - taxWithin(minor),
    taxRate: '20',
  })
  return invoiceId
}

/** Days past due of the shipped policy’s first reminder. */
const REMINDED_AFTER_DAYS = 8
/** So long ago that no limit on contacts counts it any more. */
const isLongAgo = (paidOn: Day, today: Day): boolean => paidOn < addDays(today, -60)

/** The reminder that a late payment had answered. */
async function writeReminder(pen: Pen, clientId: string, invoiceId: string, { dueOn }: Draft, paidOn: Day): Promise<void> {
  const doneOn = nextBusinessDay(addDays(dueOn, REMINDED_AFTER_DAYS))
  if (doneOn >= paidOn) return
  await pen.add('deed', {
    clientId,
    effectiveOn: doneOn,
    step: 'first-reminder',
    channel: 'email',
    tone: 1,
    class: 'chase',
    cycle: `late:${addDays(dueOn, 1)}`,
    occurrence: 1,
    doneOn,
    outcome: 'sent',
    invoiceIds: [invoiceId],
  })
}

const currencyOf = (guest: Guest): string => guest.currency ?? FIRM.currency

const writePayment = (
  pen: Pen,
  clientId: string,
  invoiceId: string,
  number: string,
  { guest, minor }: Draft,
  paidOn: Day,
): Promise<string> =>
  pen.add('payment', {
    clientId,
    effectiveOn: paidOn,
    amountMinor: minor,
    currency: currencyOf(guest),
    paidOn,
    means: 'transfer',
    reference: number,
    invoiceId,
    kind: 'payment',
  })
