import { addDays, type Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import type { Column } from '../../core/facts/column.ts'
import { type ClientFacts, clientFacts, type Fact, type NounName, nouns } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { totalsOf } from './compose.ts'
import type { TextKind } from './text-kinds.ts'

/** A fact that nobody recorded: every column that is not given is empty. */
export function invented<N extends NounName>(noun: N, on: Day, given: Partial<Fact<N>>): Fact<N> {
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  const nulls = Object.fromEntries(Object.keys(columns).map(name => [name, null]))
  const frame = {
    factId: `example-${noun}`,
    id: `example-${noun}`,
    clientId: 'example-client',
    effectiveOn: on,
    recordedAt: `${on}T09:00:00.000Z`,
    actor: 'system:example',
    source: 'example',
  }
  return { ...nulls, ...frame, ...given } as unknown as Fact<N> // every column is null or given
}

/** An invented client with two open invoices: for texts that are tried where nobody owes anything. */
export function exampleClient(firm: Fact<'firm'>, on: Day): ClientFacts {
  const invoice = (number: string, days: number, totalMinor: bigint): Fact<'invoice'> =>
    invented('invoice', addDays(on, -days - 30), {
      id: `example-${number}`,
      number,
      issuedOn: addDays(on, -days - 30),
      dueOn: addDays(on, -days),
      currency: firm.currency,
      totalMinor,
    })
  const client = invented('client', on, {
    id: 'example-client',
    name: 'Orvault & Mercier',
    kind: 'business',
    country: firm.country,
    email: 'accounts@orvault.example',
  })
  return clientFacts(client, { invoice: [invoice('A-101', 45, 124_000n), invoice('A-117', 20, 64_000n)] })
}

const DEADLINE_DAYS = 14

/** The act of which a text would be the message: what is open of a client, in the tone of the text. */
export function actOfText(facts: ClientFacts, kind: TextKind, on: Day): Act {
  const items = openItems(facts, openLedger(facts, on))
  const asksArrival = kind === 'reached'
  const tone = kind.startsWith('tone') ? Number(kind.slice('tone'.length)) : 1
  return {
    kind: 'act',
    step: kind,
    channel: 'email',
    tone,
    class: 'chase',
    cycle: `late:${on}`,
    occurrence: 1,
    invoiceIds: items.map(item => item.id),
    amounts: totalsOf(items.map(i => ({ invoice: i.account.invoice, openMinor: i.openMinor, dueOn: i.dueOn }))).map(t => ({
      ...{ minor: t.minor.toString(), currency: t.currency },
    })),
    reasons: [],
    needsApproval: false,
    byPerson: false,
    ...(asksArrival ? { asksArrival } : {}),
    claimsCosts: tone >= 3,
    deadlineDays: tone >= 2 ? DEADLINE_DAYS : null,
    hours: [0, 24],
    phase: 'rehearsal',
    assignee: null,
    leftOut: [],
  }
}
