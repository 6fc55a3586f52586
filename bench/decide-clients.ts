import { addDays, type Day, day, daysBetween } from '../src/core/day/day.ts'
import { decide } from '../src/core/decide/decide.ts'
import type { ContactLaw, LawView } from '../src/core/decide/law-view.ts'
import type { World } from '../src/core/decide/world.ts'
import { type ClientFacts, clientFacts, type Fact } from '../src/core/facts/nouns.ts'
import { channelFields } from '../src/packs/channel-fields.ts'
import { loadPolicies } from '../src/shell/packs/policies.ts'

const FRAME = { recordedAt: '2026-01-01T09:00:00.000Z', actor: 'bench', source: 'bench' }
export const CLIENTS = 20_000
const TODAY = day('2026-09-09')

/** A row as the store gives it: fields that a bench does not set are null. */
const row = <T>(clientId: string, id: string, effectiveOn: Day, fields: Record<string, unknown>): T =>
  ({ factId: id, id, clientId, effectiveOn, ...FRAME, ...fields }) as T // the fields below are the noun's own

const CLIENT = { kind: 'business', kindConfirmedBy: null, country: null, email: 'a@b.example', address: null, phone: null }
const INVOICE = {
  ...{ currency: 'EUR', totalMinor: 120_000n, taxMinor: null, orderNumber: null, reference: null, iban: null, subject: null },
  ...{ collection: null, agreementId: null, dueSource: null, instalments: null, serviceFrom: null, serviceTo: null },
  ...{ documentId: null, cancelledOn: null },
}
const DEED = {
  ...{ channel: 'email', class: 'chase', cycle: null, occurrence: 1, outcome: 'sent', at: null, outside: null, recipient: null },
  ...{ subject: null, body: null, messageId: null, amounts: null, evidence: null, documentId: null, outboxKey: null, reason: null },
}

/** What the shipped default has done by which day. */
const LADDER = [['first-reminder', 8, 1], ['reminder-30', 30, 2], ['call-45', 45, 2], ['letter-60', 60, 3], ['final-75', 75, 4]] as const // biome-ignore format: one table

const paid = (id: string, n: number, invoice: Fact<'invoice'>): Fact<'payment'> =>
  row(id, `p-${n}`, invoice.dueOn, {
    ...{ amountMinor: invoice.totalMinor, currency: 'EUR', paidOn: addDays(invoice.issuedOn, 20), means: null, reference: null },
    ...{ invoiceId: invoice.id, bankEntryId: null, kind: 'payment' },
  })

/** A paid invoice, one to three open ones of mixed age, and the reminders that were sent for the oldest: what a sweep meets. */
function clientAt(n: number): ClientFacts {
  const id = `c-${n}`
  const client = row<Fact<'client'>>(id, id, TODAY, { ...CLIENT, name: id })
  const invoice = Array.from({ length: 2 + (n % 3) }, (_, k) => {
    const dueOn = addDays(TODAY, 20 - ((n * 7 + k * 31) % 110))
    const number = `${n}-${k}`
    return row<Fact<'invoice'>>(id, number, dueOn, { ...INVOICE, number, issuedOn: addDays(dueOn, -30), dueOn })
  })
  const [first, ...open] = invoice
  const oldest = open.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0]
  const late = oldest ? daysBetween(oldest.dueOn, TODAY) : 0
  const deed = LADDER.filter(([, days]) => oldest && late > days).map(([step, days, tone]) => {
    const doneOn = addDays(oldest?.dueOn ?? TODAY, days)
    const invoiceIds = open.filter(i => i.dueOn < doneOn).map(i => i.id)
    return row<Fact<'deed'>>(id, `d-${n}-${step}`, doneOn, { ...DEED, step, tone, doneOn, invoiceIds })
  })
  return clientFacts(client, { invoice, payment: first && first.issuedOn < TODAY ? [paid(id, n, first)] : [], deed })
}

const LAW: ContactLaw = {
  limitation: { years: 5, from: 'due', restartsOnPayment: false, restartsOnDemand: false },
  costsAllowed: true,
  noticeFirstDays: null,
  hours: null,
  closedWeekdays: [],
  forbiddenChannels: [],
  contactsPerWeek: null,
}
const LAW_VIEW: LawView = { id: 'bench', business: LAW, public: LAW, consumer: LAW }

const WORLD: World = {
  phase: 'live',
  approveEachRun: false,
  moneySeenUpTo: TODAY,
  unmatchedByClient: new Map(),
  isHoliday: () => false,
  firmCountry: 'FR',
  isKnownLate: () => false,
  channelFields,
}

/** Clients held in memory, under the shipped default. @returns what decides each of them once and says how many act. */
export async function clientsToDecide(): Promise<() => number> {
  const policy = (await loadPolicies()).get('gentle-30-60-90')?.policy
  if (!policy) throw new Error('the shipped policy is missing')
  const clients = Array.from({ length: CLIENTS }, (_, n) => clientAt(n))
  return () => {
    let acts = 0
    for (const facts of clients) if (decide(facts, policy, LAW_VIEW, TODAY, WORLD).outcome.kind === 'act') acts += 1
    return acts
  }
}
