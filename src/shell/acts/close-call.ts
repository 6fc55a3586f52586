import { type Closing, MISSING } from '../../core/call/closing.ts'
import type { CallDraft } from '../../core/call/draft.ts'
import { type Excuse, verifyOn } from '../../core/call/excuse.ts'
import { floorFrom } from '../../core/call/floor.ts'
import { addMonths, type Day } from '../../core/day/day.ts'
import { addBankDays } from '../../core/decide/case.ts'
import { offerWithin } from '../../core/desk/offers.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { checkCall } from '../call/check.ts'
import { queueConfirmation } from '../call/confirmation.ts'
import { readDraft } from '../call/draft-wire.ts'
import { type CallDesk, openDesk } from '../call/open-desk.ts'
import type { PlanInterest } from '../call/plan-interest.ts'
import { recordAbout } from '../run/reconsider.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { addCallDeed, bookCall, draftOf, endCallBacks, factsOfClient, forgetDraft, openCall } from './call.ts'
import { checkReplan, ourPartJson, writePlan } from './plan.ts'
import { pausesOn, writePromise } from './promise.ts'
import { setting } from './settings.ts'

/** Reasons about a person are forgotten after so many months. */
const REASON_MONTHS = 24

export interface Closed {
  readonly id: string
  readonly clientId: string
  readonly ending: 'promise' | 'plan' | 'no-plan'
  readonly commitmentId: string | null
  /** The read-back mail that waits for one key; none where there is no address or nothing was agreed. */
  readonly mailKey: string | null
}

interface Ending {
  readonly pen: Pen
  readonly desk: CallDesk
  readonly facts: ClientFacts
  readonly call: Fact<'call'>
  readonly draft: CallDraft
  readonly closing: Closing
  readonly sentence: string | null
  /** Interest that becomes part of the plan. */
  readonly interest: PlanInterest | undefined
  /** Read before the transaction: whether a promise stops chasing, and the grace of a plan. */
  readonly pauses: boolean
  readonly graceDays: number
  /** The last day on which money promised for a day counts as in time. */
  readonly missedOn: (promisedFor: Day) => Day
  readonly approvedBy: string | null
}

function refuseOpen(closing: Closing): never {
  throw new Refusal(
    [...closing.missing]
      .sort((a, b) => MISSING.indexOf(a) - MISSING.indexOf(b))
      .map(code => ({ code: 'call-open', message: `The call has no ending yet: ${code}.`, field: code })),
  )
}

async function writeCommitment(e: Ending): Promise<string | null> {
  const { pen, facts, draft, closing } = e
  const { commitment } = closing
  if (!commitment) return null
  const { currency, parts, totalMinor } = commitment
  const agreedWith = facts.contact.find(c => c.id === e.call.contactId)?.name ?? null
  if (commitment.kind === 'plan') {
    const { invoiceIds, ourPart, dropsCosts } = draft
    return writePlan(pen, facts, {
      invoiceIds,
      currency,
      parts,
      graceDays: e.graceDays,
      dropsCosts,
      agreedWith,
      ourPart,
      interest: e.interest,
    })
  }
  const promisedFor = parts[0]?.dueOn ?? pen.by.today
  const ourPart = ourPartJson(draft.ourPart)
  const said = {
    invoiceIds: draft.invoiceIds,
    amountMinor: totalMinor,
    currency,
    promisedFor,
    means: draft.means,
    givenBy: agreedWith,
    ourPart,
  }
  if (commitment.letGoMinor > 0n) {
    const offer = { invoiceIds: draft.invoiceIds, currency, payMinor: totalMinor, discountMinor: commitment.letGoMinor }
    const { clientId } = e.call
    await pen.add('settlementOffer', {
      clientId,
      ...offer,
      deadline: e.missedOn(promisedFor),
      acceptedOn: pen.by.today,
      overrideBy: e.approvedBy,
    })
  }
  return writePromise(pen, facts, said, e.pauses)
}

/** What they said as to why is kept with the day on which it is looked at; what is under way rests until then. */
async function writeExcuses(e: Ending, excuses: readonly Excuse[]): Promise<void> {
  const { pen, facts, draft, call } = e
  const clientId = facts.client.id
  const { today } = pen.by
  for (const said of draft.excuses) {
    const excuse = excuses.find(x => x.id === said.excuse)
    if (!excuse) continue
    const on = verifyOn(excuse, today)
    const { invoiceIds, evidence } = said
    await pen.add('excuseSaid', { clientId, excuse: excuse.id, callId: call.id, invoiceIds, saidOn: today, evidence, verifyOn: on })
    if (!excuse.rests) continue
    for (const invoiceId of invoiceIds)
      await pen.add('hold', { clientId, kind: 'payment-under-way', invoiceId, until: on, reason: excuse.phrases.en?.[0] ?? excuse.id })
  }
}

async function writeEnding(e: Ending): Promise<{ commitmentId: string | null; mailKey: string | null }> {
  const { pen, facts, call, draft, closing } = e
  const { at, today } = pen.by
  const clientId = facts.client.id
  const commitmentId = await writeCommitment(e)
  const { again } = draft
  await pen.amend('call', call.id, {
    endedAt: at,
    ending: closing.ending,
    notes: draft.notes || null,
    answers: {
      when: closing.commitment?.parts.map(p => p.dueOn) ?? [],
      how: draft.means,
      again: again.answer,
      noPartToday: draft.noPartToday,
      ...(closing.commitment?.letGoMinor ? { letGo: `${closing.commitment.letGoMinor} ${closing.commitment.currency}` } : {}),
    },
    commitmentId,
    whyNone: draft.whyNone,
    whyNoneWords: draft.whyNoneWords || null,
    readBack: e.sentence,
    readBackAnswer: draft.readBack,
    correction: draft.correction || null,
    against: closing.against.map(g => ({ ...g })),
    callBackOn: again.on,
    callBackAt: again.at,
  })
  if (draft.reason)
    await pen.add('latenessReason', { clientId, reason: draft.reason, saidBy: call.contactId, expiresOn: addMonths(today, REASON_MONTHS) })
  await writeExcuses(e, e.desk.excuses)
  await addCallDeed(pen, facts, call.id, call.kind === 'meeting' ? 'meeting' : 'phone', 'done')
  await endCallBacks(pen, facts, call.kind)
  if (again.answer === 'yes' && again.on) await bookCall(pen, clientId, call.id, again.on, again.at)
  await forgetDraft(pen, call.id)
  const { commitment } = closing
  const about = { callId: call.id, invoiceIds: draft.invoiceIds }
  const mailKey = commitment
    ? await queueConfirmation(pen, e.desk.decider, facts, { ...about, totalMinor: commitment.totalMinor, currency: commitment.currency })
    : null
  return { commitmentId, mailKey }
}

/** Ends a talk, all of it or nothing: the commitment, the next call, what is to be checked, the deed, and the read-back mail. @throws Refusal while something is missing. */
export async function closeCall(place: Place, input: { readonly call: string; readonly approvedBy?: string | undefined }): Promise<Closed> {
  const call = await openCall(place, input.call)
  const facts = await factsOfClient(place, call.clientId)
  const desk = await openDesk(place)
  const { draft: wire } = await draftOf(place, call.id)
  const floor = floorFrom(call.floor)
  const { closing, interest, view } = checkCall(desk.deskFor(desk.brief(facts).language), facts, floor, wire)
  if (closing.ending === null) return refuseOpen(closing)
  const draft = readDraft(wire, floor.currency, place.by.today)
  if (closing.commitment?.kind === 'plan') checkReplan(facts, draft.invoiceIds, input.approvedBy)
  const approvedBy = input.approvedBy?.trim() || null
  if (closing.commitment?.letGoMinor && approvedBy === null && offerWithin(facts, place.by.today))
    refuse('offered-lately', 'A part was let go within the last twelve months; once is the rule.', {
      field: 'approvedBy',
      mend: 'Name who allows it again, or ask for the whole amount.',
    })
  const { bankDays } = desk.decider.policyOf(facts)
  const missedOn = (promisedFor: Day): Day => addBankDays(desk.decider.world, promisedFor, bankDays)
  const { ending } = closing
  const [pauses, { graceDays }] = await Promise.all([pausesOn(place, facts, draft.invoiceIds), setting(place, 'call-desk')])
  const written = await recordAbout(place, call.clientId, 'call ended', pen =>
    writeEnding({ pen, desk, facts, call, draft, closing, sentence: view.sentence, interest, pauses, graceDays, missedOn, approvedBy }),
  )
  return { id: call.id, clientId: call.clientId, ending, ...written }
}
