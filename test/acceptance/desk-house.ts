import { type Day, day } from '../../src/core/day/day.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { keepPaper } from '../../src/shell/desk/papers.ts'
import { type NewFact, record } from '../../src/shell/store/record.ts'
import type { DeskView } from '../../src/shell/views/desk.ts'
import { enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { type House, owing } from './house.ts'

/** The same firm as a place on a day, for what only acts may write: deeds that happened, papers that were kept. */
export const placeOn = (house: House, on: string): Promise<Place> =>
  enterWorkspace(house.store, clockOn(day(on), 'Europe/Paris'), 'Hélène Caradec', 'test', house.workspaceId)

type Deed = Omit<Partial<NewFact<'deed'>>, 'doneOn'> & { readonly step: string; readonly doneOn: string }

export async function deeds(house: House, clientId: string, all: readonly Deed[]): Promise<void> {
  const place = await placeOn(house, '2026-09-01')
  await record(house.store, place.by, 'deeds of before', async pen => {
    for (const d of all) {
      const doneOn = d.doneOn as Day // written as YYYY-MM-DD
      const frame = { clientId, channel: 'email', class: 'chase' as const, outcome: 'sent' as const, effectiveOn: doneOn }
      await pen.add('deed', { ...frame, ...d, doneOn })
    }
  })
}

/** A paper of a client, its bytes kept. */
export async function paper(
  house: House,
  clientId: string,
  kind: NewFact<'document'>['kind'],
  name: string,
  bytes: Uint8Array = new TextEncoder().encode(`${kind} ${name}`),
  invoiceId?: string,
): Promise<string> {
  const place = await placeOn(house, '2026-09-01')
  return record(house.store, place.by, 'paper kept', async pen => {
    const id = await keepPaper(pen, clientId, bytes, { name, mime: name.endsWith('.pdf') ? 'application/pdf' : 'text/plain', kind })
    if (invoiceId !== undefined) await pen.amend('document', id, { invoiceId })
    return id
  })
}

export interface Debt {
  readonly clientId: string
  readonly invoiceId: string
}

/** 1,000.00 EUR due on 2026-06-03, 90 days late on 2026-09-01; nothing tried yet. */
export const debt = (house: House, minor = '100000', name?: string): Promise<Debt> =>
  owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03', minor, ...(name ? { name, number: `F-${name}` } : {}) })

/** Everything on the checklist done: two letters, a call, their reason, another way offered, papers that carry the claim. */
export async function triedAll(house: House, { clientId, invoiceId }: Debt): Promise<void> {
  await deeds(house, clientId, [
    { step: 'first-reminder', doneOn: '2026-06-12', tone: 1, invoiceIds: [invoiceId] },
    { step: 'letter-60', doneOn: '2026-08-03', tone: 3, invoiceIds: [invoiceId] },
    { step: 'call-45', doneOn: '2026-07-20', channel: 'phone', outcome: 'done', invoiceIds: [invoiceId] },
  ])
  await house.owner.post('/api/v1/facts/lateness-reason', {
    clientId,
    reason: 'cash-flow',
    expiresOn: '2027-06-01',
    effectiveOn: '2026-07-20',
  })
  await house.owner.post('/api/v1/acts/another-way-offered', { client: clientId })
  await paper(house, clientId, 'order', 'Commande.txt')
  await paper(house, clientId, 'delivery', 'Bon de livraison.txt')
}

export const deskOf = (house: House, clientId: string, query = ''): Promise<DeskView> =>
  house.owner.get<DeskView>(`/api/v1/clients/${clientId}/desk${query}`)

export const wayOf = (desk: DeskView, way: string): DeskView['ways'][number] => {
  const found = desk.ways.find(w => w.way === way)
  if (!found) throw new Error(`${way} is not weighed`)
  return found
}
