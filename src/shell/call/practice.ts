import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { floorFrom } from '../../core/call/floor.ts'
import { addDays, type Day } from '../../core/day/day.ts'
import type { Column } from '../../core/facts/column.ts'
import { ROLES_OF_CONTACTS } from '../../core/facts/nouns/people.ts'
import { REASONS_FOR_LATENESS } from '../../core/facts/nouns/recovery.ts'
import { type Body, type ClientFacts, clientFacts, type Fact, type NounName, nouns } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { sourceRoot } from '../packs/modules.ts'
import type { Place } from '../workspace.ts'
import { type CheckView, checkCall } from './check.ts'
import type { DraftWire } from './draft-wire.ts'
import { emptyDraft } from './draft-wire.ts'
import { openDesk } from './open-desk.ts'
import { type CallView, excusesFor } from './view.ts'

const FOLDER = 'packs/practice'
const shape = z.strictObject({
  language: z.string(),
  name: z.string(),
  contact: z.strictObject({ name: z.string(), salutation: z.string(), role: z.enum(ROLES_OF_CONTACTS) }),
  reason: z.enum(REASONS_FOR_LATENESS),
  currency: z.string().length(3),
  invoices: z.array(z.strictObject({ number: z.string(), daysLate: z.int().min(1), minor: z.int().min(1) })).min(1),
  says: z.array(z.string()).min(2),
})
export type PracticeClient = z.output<typeof shape> & { readonly id: string }

/** The invented clients, one file each in packs/practice. */
export async function practiceClients(): Promise<PracticeClient[]> {
  const folder = join(sourceRoot, FOLDER)
  const files = (await readdir(folder)).filter(f => f.endsWith('.yaml')).sort()
  return Promise.all(
    files.map(async file => ({ id: file.replace(/\.yaml$/, ''), ...shape.parse(parse(await readFile(join(folder, file), 'utf8'))) })),
  )
}

type Given<N extends NounName> = Partial<Body<N>>

/** A fact as the store would give it, of a client that is in no store. */
function invented<N extends NounName>(noun: N, id: string, on: Day, given: Given<N>): Fact<N> {
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  const empty = Object.fromEntries(Object.keys(columns).map(name => [name, null]))
  const frame = {
    factId: id,
    id,
    clientId: 'practice',
    effectiveOn: on,
    recordedAt: `${on}T09:00:00.000Z`,
    actor: 'practice',
    source: 'practice',
  }
  return { ...empty, ...frame, ...given } as unknown as Fact<N> // every column is empty or given
}

export function practiceFacts(client: PracticeClient, today: Day): ClientFacts {
  const { name, language, contact, currency, reason } = client
  return clientFacts(invented('client', 'practice', today, { name, kind: 'business', language, termsDays: 30 }), {
    contact: [invented('contact', 'practice-contact', today, { ...contact, phone: '00 00 00 00 00', language })],
    invoice: client.invoices.map(i =>
      invented('invoice', i.number, today, {
        number: i.number,
        issuedOn: addDays(today, -i.daysLate - 30),
        dueOn: addDays(today, -i.daysLate),
        currency,
        totalMinor: BigInt(i.minor),
      }),
    ),
    latenessReason: [invented('latenessReason', 'practice-reason', today, { reason, expiresOn: addDays(today, 1) })],
  })
}

async function named(id: string): Promise<PracticeClient> {
  const found = (await practiceClients()).find(c => c.id === id)
  return found ?? refuse('not-found', `There is no practice client "${id}".`, { field: 'practice' })
}

/** The call screen on an invented client. */
export async function practiceView(place: Place, id: string): Promise<CallView> {
  const client = await named(id)
  const facts = practiceFacts(client, place.by.today)
  const desk = await openDesk(place)
  const brief = desk.brief(facts)
  const draft = { ...emptyDraft(), invoices: brief.invoices.map(i => i.id) }
  const { view } = checkCall(desk.deskFor(brief.language), facts, floorFrom(brief.floor), draft)
  const { at } = place.by
  const call = { id: `practice:${id}`, kind: 'call', startedAt: at, endedAt: null, ending: null, mailKey: null } as const
  return {
    brief,
    call,
    floor: brief.floor,
    draft,
    savedAt: null,
    check: view,
    excuses: excusesFor(desk.excuses, brief.language),
    correction: null,
    practice: client.says,
  }
}

/** Holds a practice draft against the same closing rule. Records nothing. */
export async function practiceCheck(place: Place, id: string, draft: DraftWire): Promise<CheckView> {
  const facts = practiceFacts(await named(id), place.by.today)
  const desk = await openDesk(place)
  const brief = desk.brief(facts)
  return checkCall(desk.deskFor(brief.language), facts, floorFrom(brief.floor), draft).view
}
