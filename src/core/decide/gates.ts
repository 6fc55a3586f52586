import { type ClientFacts, type ClientNoun, clientNouns, kindsOf } from '../facts/nouns.ts'
import type { ActiveGates, Gate } from './case.ts'
import { assignedToFactor } from './gates/assigned-to-factor.ts'
import { bankDetails } from './gates/bank-details.ts'
import { channelForbidden } from './gates/channel-forbidden.ts'
import { collectionUnderWay } from './gates/collection-under-way.ts'
import { contactCap } from './gates/contact-cap.ts'
import { contactToMend } from './gates/contact-to-mend.ts'
import { correctionNotAnnounced } from './gates/correction-not-announced.ts'
import { dayOff } from './gates/day-off.ts'
import { deadlineRunning } from './gates/deadline-running.ts'
import { disputed } from './gates/disputed.ts'
import { extensionGranted } from './gates/extension-granted.ts'
import { grace } from './gates/grace.ts'
import { handedOver } from './gates/handed-over.ts'
import { importantClient } from './gates/important-client.ts'
import { insolvency } from './gates/insolvency.ts'
import { ladderEnded } from './gates/ladder-ended.ts'
import { lawForbids } from './gates/law-forbids.ts'
import { legalHold } from './gates/legal-hold.ts'
import { minimumGap } from './gates/minimum-gap.ts'
import { moneyNotFresh } from './gates/money-not-fresh.ts'
import { mutualBalance } from './gates/mutual-balance.ts'
import { needsApproval } from './gates/needs-approval.ts'
import { neverDelivered } from './gates/never-delivered.ts'
import { noAddress } from './gates/no-address.ts'
import { notDue } from './gates/not-due.ts'
import { nothingOpen } from './gates/nothing-open.ts'
import { noticeFirst } from './gates/notice-first.ts'
import { ourPartOpen } from './gates/our-part-open.ts'
import { pausedByUs } from './gates/paused-by-us.ts'
import { paymentUnderWay } from './gates/payment-under-way.ts'
import { planOnTrack } from './gates/plan-on-track.ts'
import { preFlight } from './gates/pre-flight.ts'
import { promiseRunning } from './gates/promise-running.ts'
import { quietHours } from './gates/quiet-hours.ts'
import { rehearsal } from './gates/rehearsal.ts'
import { rolesNotTurned } from './gates/roles-not-turned.ts'
import { sensitiveDay } from './gates/sensitive-day.ts'
import { smallBalance } from './gates/small-balance.ts'
import { snoozed } from './gates/snoozed.ts'
import { stepLater } from './gates/step-later.ts'
import { talkFirst } from './gates/talk-first.ts'
import { timeBarred } from './gates/time-barred.ts'
import { unmatchedMoney } from './gates/unmatched-money.ts'
import { unreadReply } from './gates/unread-reply.ts'
import { vulnerablePerson } from './gates/vulnerable-person.ts'

/** Each gate with the same fields in the same order: of one shape, they are read without looking up where a field stands. */
const alike = ({ name, codes, yields, reads, holdsInvoice, holdsClient, holdsStep, explains, remarks }: Gate): Gate => ({
  ...{ name, codes, yields, reads },
  ...{ holdsInvoice, holdsClient, holdsStep, explains, remarks },
})

/** Every gate, in the order in which its obstacles are told: the money and the law first, habits last. A new gate is a file and a line here. */
export const gates: readonly Gate[] = [
  nothingOpen,
  notDue,
  extensionGranted,
  grace,
  insolvency,
  legalHold,
  vulnerablePerson,
  timeBarred,
  lawForbids,
  handedOver,
  assignedToFactor,
  mutualBalance,
  collectionUnderWay,
  paymentUnderWay,
  ourPartOpen,
  promiseRunning,
  planOnTrack,
  disputed,
  correctionNotAnnounced,
  neverDelivered,
  preFlight,
  bankDetails,
  moneyNotFresh,
  unmatchedMoney,
  unreadReply,
  contactToMend,
  talkFirst,
  importantClient,
  sensitiveDay,
  pausedByUs,
  snoozed,
  channelForbidden,
  noAddress,
  noticeFirst,
  deadlineRunning,
  smallBalance,
  minimumGap,
  contactCap,
  dayOff,
  quietHours,
  stepLater,
  ladderEnded,
  rolesNotTurned,
  needsApproval,
  rehearsal,
].map(alike)

const invoiceGates = gates.filter(g => g.holdsInvoice !== undefined)
const clientGates = gates.filter(g => g.holdsClient !== undefined)
const stepGates = gates.filter(g => g.holdsStep !== undefined)
export const explainingGates = gates.filter(g => g.explains !== undefined)
export const remarkingGates = gates.filter(g => g.remarks !== undefined)

/** Facts that do nothing of themselves as days pass, once they count. Where a client has any other, every day is looked at. */
const STILL: ReadonlySet<ClientNoun> = new Set<ClientNoun>([
  ...(['invoice', 'payment', 'creditNote', 'allocation', 'writeOff', 'shortPayment', 'deed', 'contact', 'agreement'] as const),
  ...(['assignment', 'task', 'note', 'document', 'approval'] as const),
  ...(['plan', 'instalment'] as const), // they turn on their own days alone, see steady.ts
])

const byKinds = new Map<number, ActiveGates>()

/** The gates that a client's facts can close: a quiet client has few. Clients with the same kinds of facts share one list. */
export function activeGates(facts: ClientFacts): ActiveGates {
  const kinds = kindsOf(facts)
  const known = byKinds.get(kinds)
  if (known) return known
  const fits = (gate: Gate): boolean => gate.reads.length === 0 || gate.reads.some(noun => facts[noun].length > 0)
  const made = {
    invoice: invoiceGates.filter(fits),
    client: clientGates.filter(fits),
    step: stepGates.filter(fits),
    stirs: clientNouns.some(noun => !STILL.has(noun) && facts[noun].length > 0),
  }
  byKinds.set(kinds, made)
  return made
}
