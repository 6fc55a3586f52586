import { addDays, type Day } from '../../core/day/day.ts'
import { TALK } from '../../core/decide/gates/talk-first.ts'
import type { Treatment } from '../../core/decide/treatment.ts'
import { type Fact, nouns } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { loadTreatments } from '../packs/treatments.ts'
import { recordAbout } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findClient, findInvoice } from './find.ts'
import { givenComingDay } from './given.ts'

const CAUSES = nouns.dispute.columns.cause.oneOf ?? []
type Cause = Fact<'dispute'>['cause']
const isCause = (cause: string): cause is Cause => CAUSES.includes(cause)

export interface ReasonInput {
  readonly client: string
  /** One of the catalogue’s reasons. */
  readonly reason: string
  readonly saidBy?: string | undefined
  readonly words?: string | undefined
  /** Forgotten after this day; none: after the reason’s own time. */
  readonly until?: string | undefined
  /** What they contest, where the reason is a dispute. */
  readonly invoice?: string | undefined
  readonly cause?: string | undefined
}
export interface ReasonKept {
  readonly id: string
  readonly clientId: string
  readonly reason: string
  readonly until: Day
  /** The dispute that was opened with it. */
  readonly disputeId: string | null
  /** What somebody must do first: the talk, or the contact to be mended. */
  readonly taskId: string | null
}

async function treatmentNamed(reason: string): Promise<Treatment> {
  const known = await loadTreatments()
  return (
    known.get(reason) ??
    refuse('reason-unknown', `"${reason}" is not a reason for lateness.`, {
      field: 'reason',
      mend: `Say one of ${[...known.keys()].join(', ')}.`,
    })
  )
}

/** What is contested: a dispute about no invoice would hold nothing. */
async function contested(place: Place, clientId: string, input: ReasonInput): Promise<{ invoiceId: string; cause: Cause }> {
  if (input.invoice === undefined)
    return refuse('field-missing', 'Say which invoice they contest: that one is held, the others are not.', { field: 'invoice' })
  const cause = input.cause ?? 'other'
  if (!isCause(cause))
    return refuse('cause-unknown', `"${cause}" is not a cause.`, { field: 'cause', mend: `Say one of ${CAUSES.join(', ')}.` })
  const invoice = await findInvoice(place, input.invoice)
  if (invoice.clientId !== clientId) refuse('two-clients', `Invoice ${invoice.number} is another client’s.`, { field: 'invoice' })
  return { invoiceId: invoice.id, cause }
}

/** The one dispute that stands about an invoice is not opened a second time. */
async function openDispute(place: Place, pen: Pen, clientId: string, about: { invoiceId: string; cause: Cause }, words: string | null) {
  const [facts] = await loadClients(pen.tx, place.workspaceId, [clientId])
  const open = facts?.dispute.find(d => d.invoiceId === about.invoiceId && d.closedOn === null)
  return open?.id ?? pen.add('dispute', { clientId, ...about, words })
}

/** Records why a client is late. What comes next changes with it, until it is forgotten. @throws Refusal naming the field. */
export async function recordReason(place: Place, input: ReasonInput): Promise<ReasonKept> {
  const treatment = await treatmentNamed(input.reason)
  const { id: clientId } = await findClient(place, input.client)
  const { today } = place.by
  const until = input.until === undefined ? addDays(today, treatment.keptDays) : givenComingDay('until', input.until, today)
  const about = treatment.opensDispute ? await contested(place, clientId, input) : undefined
  const { reason } = treatment
  const words = input.words?.trim() || null
  return recordAbout(place, clientId, 'reason for lateness', async pen => {
    const id = await pen.add('latenessReason', { clientId, reason, words, saidBy: input.saidBy?.trim() || null, expiresOn: until })
    const disputeId = about ? await openDispute(place, pen, clientId, about, words) : null
    const task = treatment.talkFirst ? ({ title: TALK, kind: 'call' } as const) : ({ title: 'contact', kind: 'mend' } as const)
    const needed = treatment.talkFirst || treatment.mendFirst
    const taskId = needed ? await pen.add('task', { clientId, ...task, dueOn: today, toUser: pen.by.actor }) : null
    return { id, clientId, reason, until, disputeId, taskId }
  })
}
