import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { byNumbers, labelledIn, languageFor, payOf, type Recipient, senderOf } from '../message/compose.ts'
import { sayAmount, sayDay, type Words } from '../words.ts'

export const CYCLE_OF_CALLS = 'call:'

/** The call that a confirmation is about. */
export const callOf = (act: Pick<Act, 'cycle' | 'class'>): string | undefined =>
  act.class === 'confirmation' && act.cycle.startsWith(CYCLE_OF_CALLS) ? act.cycle.slice(CYCLE_OF_CALLS.length) : undefined

export interface Agreed {
  readonly call: Fact<'call'>
  readonly plan: Fact<'plan'> | undefined
  readonly promise: Fact<'promise'> | undefined
  readonly parts: readonly { readonly dueOn: Day; readonly minor: bigint }[]
  readonly invoiceIds: readonly string[]
  readonly currency: string
  readonly totalMinor: bigint
}

/** What a talk ended with; none where it agreed on nothing. */
export function agreedIn(facts: ClientFacts, callId: string): Agreed | undefined {
  const call = facts.call.find(c => c.id === callId)
  const plan = facts.plan.find(p => p.id === call?.commitmentId)
  const promise = facts.promise.find(p => p.id === call?.commitmentId)
  const of = plan ?? promise
  if (!call || !of) return undefined
  const parts = plan ? instalmentsOf(facts, plan.id) : promise ? [{ dueOn: promise.promisedFor, minor: promise.amountMinor }] : []
  const totalMinor = parts.reduce((sum, p) => sum + p.minor, 0n)
  return { call, plan, promise, parts, invoiceIds: of.invoiceIds, currency: of.currency, totalMinor }
}

export const instalmentsOf = (facts: ClientFacts, planId: string): { dueOn: Day; minor: bigint }[] =>
  facts.instalment
    .filter(i => i.planId === planId)
    .sort((a, b) => a.position - b.position)
    .map(i => ({ dueOn: i.dueOn, minor: i.amountMinor }))

interface OurPart {
  readonly what: string
  readonly by: string
}
const oursOf = (agreed: Agreed): OurPart[] => {
  const kept = (agreed.plan ?? agreed.promise)?.ourPart
  return Array.isArray(kept) ? (kept as unknown as OurPart[]) : [] // written in this shape
}

const amount = (minor: bigint, currency: string): string => `${minor} ${currency}`

/** What falls away if the one payment comes in time, as `{minor} {currency}`. */
const letGoIn = ({ answers }: Fact<'call'>): string | undefined =>
  answers && !Array.isArray(answers) && 'letGo' in answers && typeof answers.letGo === 'string' ? answers.letGo : undefined

function closingOf(words: Words, language: string, agreed: Agreed): string[] {
  const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, `call.mail.${key}`, params)
  const { call, plan } = agreed
  const { callBackOn, callBackAt, correction } = call
  return [
    ...(correction ? [say('corrected', { words: correction })] : []),
    ...(letGoIn(call) ? [say('letGo', { restAmount: letGoIn(call) ?? '' })] : []),
    ...(plan?.interestMinor ? [say('ofInterest', { interestAmount: amount(plan.interestMinor, plan.currency) })] : []),
    ...(plan?.dropsCosts ? [say('costsDropped')] : []),
    ...oursOf(agreed).map(o => say('ourPart', { what: o.what, byOn: o.by })),
    ...(callBackOn ? [say('again', { againOn: callBackOn, time: callBackAt ?? 'none' })] : []),
    say('calendar'),
    say('wrong'),
  ]
}

/** The table of instalments: part, day, amount. */
export function partsTable(words: Words, language: string, agreed: Pick<Agreed, 'parts' | 'currency'>): MessageContent['table'] {
  return {
    head: ['part', 'dueOn', 'amount'].map(key => words.say(language, `call.mail.${key}`)),
    rows: agreed.parts.map((p, at) => [`${at + 1}`, sayDay(language, p.dueOn), sayAmount(language, p.minor, agreed.currency)]),
    totals: [],
  }
}

/** The read-back mail: what was understood, both sides' duties, days and amounts, in the client's language. */
export function confirmationContent(
  words: Words,
  firm: Fact<'firm'>,
  facts: ClientFacts,
  agreed: Agreed,
  recipient: Recipient,
  on: Day,
): MessageContent {
  const language = languageFor(words, firm, facts, recipient)
  const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, key, params)
  const { call, promise } = agreed
  const kind = agreed.plan ? 'plan' : 'promise'
  const answers = call.answers
  const how = answers && !Array.isArray(answers) && 'how' in answers ? String(answers.how) : (promise?.means ?? '')
  const means = words.has(language, `call.means.${how}`) ? say(`call.means.${how}`) : how
  const params = {
    totalAmount: amount(agreed.totalMinor, agreed.currency),
    payOn: agreed.parts[0]?.dueOn ?? on,
    count: agreed.parts.length,
    means,
  }
  const items = openItems(facts, openLedger(facts, on))
    .filter(i => agreed.invoiceIds.includes(i.id))
    .map(i => ({ invoice: i.account.invoice, openMinor: i.openMinor, dueOn: i.dueOn }))
  return {
    language,
    on,
    dateLine: sayDay(language, on),
    from: senderOf(firm),
    to: { name: facts.client.name, lines: [...(recipient.name ? [recipient.name] : []), ...(facts.client.address ?? [])] },
    subject: say(`call.mail.subject.${kind}`, params),
    greeting: recipient.salutation ? say('message.greeting.named', { name: recipient.salutation }) : say('message.greeting.plain'),
    opening: [say('call.mail.thanks'), say(`call.mail.${kind}`, params)],
    key: [],
    table: partsTable(words, language, agreed),
    costs: null,
    closing: closingOf(words, language, agreed),
    pay: payOf((key, p) => say(`message.${key}`, p), firm, items, byNumbers(items)),
    labelled: labelledIn(words, language),
    farewell: say('message.closing'),
    enclosures: '',
  }
}
