import type { Act } from '../../core/decide/decision.ts'
import { allowedHours } from '../../core/decide/gates/quiet-hours.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { recipientOf } from '../message/press.ts'
import type { Decider } from '../run/decider.ts'
import { outboxKey } from '../run/decision-rows.ts'
import type { Pen } from '../store/record.ts'
import { CYCLE_OF_CALLS } from './confirmation-mail.ts'

export interface Confirmed {
  readonly callId: string
  readonly invoiceIds: readonly string[]
  readonly totalMinor: bigint
  readonly currency: string
}

/** The read-back mail as an act of class confirmation: no cap counts it, quiet hours hold it. */
function confirmationAct(decider: Decider, facts: ClientFacts, pen: Pen, said: Confirmed): Act {
  const law = lawFor(decider.lawOf(facts), facts.client)
  return {
    kind: 'act',
    step: 'read-back',
    channel: 'email',
    tone: 1,
    class: 'confirmation',
    cycle: `${CYCLE_OF_CALLS}${said.callId}`,
    occurrence: 1,
    invoiceIds: said.invoiceIds,
    amounts: [{ minor: said.totalMinor.toString(), currency: said.currency }],
    reasons: [{ code: 'agreed-in-a-talk', params: {} }],
    needsApproval: true,
    byPerson: false,
    claimsCosts: false,
    deadlineDays: null,
    hours: allowedHours({ policy: decider.policyOf(facts), law, today: pen.by.today }),
    phase: decider.world.phase,
    assignee: null,
    leftOut: [],
  }
}

/** Lays the read-back mail into the outbox, where one key lets it leave. @returns its key; none where the client has no address. */
export const queueConfirmation = (pen: Pen, decider: Decider, facts: ClientFacts, said: Confirmed): Promise<string | null> =>
  layConfirmation(pen, facts, confirmationAct(decider, facts, pen, said))

/** Lays a confirmation into the outbox, once. @returns its key; none where the client has no address. */
export async function layConfirmation(pen: Pen, facts: ClientFacts, act: Act): Promise<string | null> {
  if (recipientOf(facts).address === null) return null
  const key = outboxKey(facts.client.id, act)
  const { workspaceId, at } = pen.by
  await pen.tx
    .insertInto('outbox')
    .values({
      workspaceId,
      key,
      clientId: facts.client.id,
      state: 'waiting',
      act: JSON.stringify(act) as never, // the store keeps JSON as its text
      createdAt: at,
      notBefore: at,
      approvedBy: null,
      messageId: null,
      leaseOwner: null,
      leaseUntil: null,
      sendingSince: null,
      attempts: 0,
      lastError: null,
      doneAt: null,
      doneOn: null,
      why: null,
    })
    .execute()
  return key
}
