import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { byNumbers, languageFor } from '../message/compose.ts'
import { composeFree, type Writing } from '../message/free.ts'
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

/** The table of instalments: part, day, amount. */
export function partsTable(words: Words, language: string, agreed: Pick<Agreed, 'parts' | 'currency'>): MessageContent['table'] {
  return {
    head: ['part', 'dueOn', 'amount'].map(key => words.say(language, `call.mail.${key}`)),
    rows: agreed.parts.map((p, at) => [`${at + 1}`, sayDay(language, p.dueOn), sayAmount(language, p.minor, agreed.currency)]),
    totals: [],
    days: agreed.parts.map(p => sayDay(language, p.dueOn)),
  }
}

/** By what means they said they pay, in words. */
function meansIn(words: Words, language: string, { call, promise }: Agreed): string {
  const { answers } = call
  const how = answers && !Array.isArray(answers) && 'how' in answers ? String(answers.how) : (promise?.means ?? '')
  return words.has(language, `call.means.${how}`) ? words.say(language, `call.means.${how}`) : how
}

/** The read-back mail: what was understood, both sides' duties, days and amounts, in the client's language. */
export function confirmationContent(words: Words, letter: Omit<Writing, 'items'>, agreed: Agreed): MessageContent {
  const { firm, facts, on, recipient } = letter
  const language = languageFor(words, firm, facts, recipient)
  const { call, plan, currency } = agreed
  const items = openItems(facts, openLedger(facts, on))
    .filter(i => agreed.invoiceIds.includes(i.id))
    .map(i => ({ invoice: i.account.invoice, openMinor: i.openMinor, dueOn: i.dueOn }))
  const ours = oursOf(agreed).map(o => words.say(language, 'call.mail.ourPart', { what: o.what, byOn: o.by }))
  return composeFree(words, {
    ...letter,
    ...{ kind: plan ? 'agreed-plan' : 'agreed-promise', language, items, payment: byNumbers(items) },
    params: {
      totalAmount: amount(agreed.totalMinor, currency),
      payOn: agreed.parts[0]?.dueOn ?? on,
      count: agreed.parts.length,
      means: meansIn(words, language, agreed),
      words: call.correction ?? '',
      restAmount: letGoIn(call) ?? '',
      interestAmount: plan?.interestMinor ? amount(plan.interestMinor, plan.currency) : '',
      drops: plan?.dropsCosts ? 'yes' : 'no',
      ours: ours.join('\n\n'),
      againOn: call.callBackOn ?? '',
      time: call.callBackAt ?? 'none',
    },
    change: () => ({ table: partsTable(words, language, agreed) }),
  })
}
