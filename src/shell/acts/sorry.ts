import type { Act } from '../../core/decide/decision.ts'
import { allowedHours } from '../../core/decide/gates/quiet-hours.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import { SORRY } from '../../core/decide/sorry.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { recipientOf, renderMessage } from '../message/render.ts'
import type { Rendered } from '../run/channel.ts'
import { loadDecider } from '../run/decider.ts'
import { outboxKey } from '../run/decision-rows.ts'
import { recordAbout } from '../run/reconsider.ts'
import { clientFactsOf } from '../views/client.ts'
import { type SorryLine, sorryOffers } from '../views/sorry.ts'
import type { Place } from '../workspace.ts'

async function offerTo(place: Place, clientId: string): Promise<{ line: SorryLine; facts: ClientFacts }> {
  const [line] = await sorryOffers(place, clientId)
  if (!line)
    return refuse('nothing-to-regret', 'No reminder to this client came after its money, or the apology is made.', { field: 'client' })
  return { line, facts: await clientFactsOf(place, clientId) }
}

/** The apology as an act of class confirmation: no cap counts it, quiet hours hold it. */
async function actOf(place: Place, line: SorryLine, facts: ClientFacts): Promise<Act> {
  const decider = await loadDecider(place)
  const law = lawFor(decider.lawOf(facts), facts.client)
  return {
    ...{ kind: 'act', step: SORRY, channel: 'email', tone: 1, class: 'confirmation', occurrence: 1 },
    cycle: `sorry:${line.deedIds.at(-1)}`,
    invoiceIds: line.invoiceIds,
    amounts: line.paid,
    reasons: [
      { code: SORRY, params: { sentDay: line.sentOn, paidDay: line.paidOn } },
      { code: line.failed.code, params: { gate: line.failed.gate, ...line.failed.params } },
    ],
    ...{ needsApproval: true, byPerson: false, claimsCosts: false, deadlineDays: null },
    hours: allowedHours({ policy: decider.policyOf(facts), law, today: place.by.today }),
    phase: decider.world.phase,
    assignee: null,
    takesBack: line.deedIds,
    leftOut: [],
  }
}

/** The apology as it would leave. @throws Refusal where there is nothing to regret. */
export async function sorryPreview(place: Place, clientId: string): Promise<{ readonly line: SorryLine; readonly mail: Rendered }> {
  const { line, facts } = await offerTo(place, clientId)
  return { line, mail: await renderMessage(place, facts, await actOf(place, line, facts)) }
}

export interface SorryInput {
  /** Client id. */
  readonly client: string
  /** Words as a person edited them. */
  readonly subject?: string | undefined
  readonly body?: string | undefined
}

/** Lets the apology leave with the next look at the queue. Tone and goodwill are as before the reminder once it has left. @returns its key. */
export async function sendSorry(place: Place, input: SorryInput): Promise<{ readonly key: string; readonly client: string }> {
  const { line, facts } = await offerTo(place, input.client)
  if (recipientOf(facts).address === null)
    return refuse('no-address', 'There is no e-mail address to send this to.', {
      field: 'client',
      mend: 'Call them, then say that you did.',
    })
  const act = await actOf(place, line, facts)
  const faults = input.body === undefined ? [] : ((await renderMessage(place, facts, act)).faultsIn?.(input.body) ?? [])
  if (faults.length > 0) throw new Refusal(faults.map(fault => ({ ...fault, field: 'body' })))
  const key = outboxKey(line.clientId, act)
  const { workspaceId } = place
  const { at, actor } = place.by
  const { subject = null, body = null } = input
  await recordAbout(place, line.clientId, 'apology approved', async pen => {
    const row = { state: 'queued' as const, act: JSON.stringify(act) as never, notBefore: at, approvedBy: actor, why: null } // the store keeps JSON as its text
    await pen.tx
      .insertInto('outbox')
      .values({
        ...{ workspaceId, key, clientId: line.clientId, createdAt: at, messageId: null, leaseOwner: null, leaseUntil: null },
        ...{ sendingSince: null, attempts: 0, lastError: null, doneAt: null, doneOn: null, ...row },
      })
      .onConflict(conflict => conflict.columns(['workspaceId', 'key']).doUpdateSet({ ...row, doneAt: null, doneOn: null }))
      .execute()
    await pen.add('approval', { clientId: line.clientId, outboxKey: key, approvedBy: actor, subject, body })
  })
  return { key, client: line.name }
}

/** A person has said sorry in another way, or sees no need: the reminder is taken back all the same. */
export async function sorrySaid(
  place: Place,
  input: { readonly client: string; readonly how: 'phone' | 'not-needed' },
): Promise<{ readonly id: string }> {
  const { line } = await offerTo(place, input.client)
  const id = await recordAbout(place, line.clientId, 'apology made', pen =>
    pen.add('deed', {
      clientId: line.clientId,
      ...{ step: SORRY, channel: input.how === 'phone' ? 'phone' : 'none', class: 'confirmation', cycle: `sorry:${line.deedIds.at(-1)}` },
      doneOn: pen.by.today,
      at: pen.by.at,
      outcome: input.how === 'phone' ? 'done' : 'skipped',
      invoiceIds: line.invoiceIds,
      evidence: { failed: { ...line.failed } },
      takesBack: line.deedIds,
    }),
  )
  return { id }
}
