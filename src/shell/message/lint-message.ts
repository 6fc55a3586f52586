import { addDays } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { type Expected, figuresIn, lintMessage, type Threats } from '../../core/letter/lint.ts'
import { sayAmount, sayDay, type Words } from '../words.ts'
import { toText } from './forms.ts'
import { dayToName } from './own-letters.ts'

const THREATS = 'threat.'
/** From this tone on a message may name the court: it is the formal notice. */
const FORMAL_TONE = 5

const threatWords = new WeakMap<ReadonlyMap<string, string>, Threats['words']>()
/** The threats of a language by what they threaten with, looked for once in all its words. */
function threatWordsIn(catalogue: ReadonlyMap<string, string>): Threats['words'] {
  const known = threatWords.get(catalogue)
  if (known) return known
  const said = [...catalogue].filter(([key]) => key.startsWith(THREATS))
  const found = new Map(said.map(([key, list]) => [key.slice(THREATS.length), list.split('|')]))
  threatWords.set(catalogue, found)
  return found
}

const threatsIn = (words: Words, language: string, act: Act): Threats => ({
  words: threatWordsIn(words.catalogue(language)),
  meant: new Set(act.tone >= FORMAL_TONE ? ['court'] : []),
})

/** Every amount that the books hold about this client, as the message’s language writes it. */
function amountsOf(language: string, facts: ClientFacts): string[] {
  const currencyOf = (planId: string): string => facts.plan.find(p => p.id === planId)?.currency ?? ''
  const known = [
    ...facts.invoice.map(i => [i.totalMinor, i.currency] as const),
    ...facts.payment.map(p => [p.amountMinor, p.currency] as const),
    ...facts.creditNote.map(c => [c.totalMinor, c.currency] as const),
    ...facts.promise.map(p => [p.amountMinor, p.currency] as const),
    ...facts.plan.map(p => [p.totalMinor, p.currency] as const),
    ...facts.instalment.map(i => [i.amountMinor, currencyOf(i.planId)] as const),
    ...facts.settlementOffer.flatMap(o =>
      [o.payMinor, o.discountMinor, o.payMinor + o.discountMinor].map(minor => [minor, o.currency] as const),
    ),
  ]
  return known.flatMap(([minor, currency]) => (currency === '' ? [] : [sayAmount(language, minor, currency)]))
}

/** What a message of this act must hold, and which figures it may. */
export function expectedOf(content: MessageContent, facts: ClientFacts, act: Act): Expected {
  const { language, table, key, costs, working, from, to, pay } = content
  const open = table.rows.map(row => row.at(-1) ?? '')
  const totals = key.length > 0 ? key.map(k => k.amount) : table.totals.length > 0 ? table.totals.map(t => t.amount) : open
  // numbers, subjects and addresses hold figures that are no amounts: "ISO 9001", "INV 2026"
  const named = [
    ...(content.answers ? [content.answers.sentence, content.answers.spelt] : []),
    ...from.lines,
    ...to.lines,
    to.name,
    ...(pay?.rows.map(r => r.value) ?? []),
  ]
  const lastDay = act.deadlineDays === null ? dayToName(facts, act) : addDays(content.on, act.deadlineDays)
  return {
    senderName: from.name,
    senderContact: from.contact.flatMap(line => line.split(', ')),
    recipientName: to.name,
    person: from.person,
    dateLine: content.dateLine,
    invoiceNumbers: table.invoices ?? [],
    amounts: [
      ...table.totals.map(t => t.amount),
      ...amountsOf(language, facts),
      ...(content.figures ?? []),
      ...figuresIn([...table.rows.flat(), ...(working ? [...working.rows.flat(), ...working.notes] : []), ...named].join('\n')),
    ],
    totals,
    days: [...(lastDay === null ? [] : [sayDay(language, lastDay)]), ...(table.days ?? [])],
    reference: pay?.rows.at(-1)?.value ?? '',
    mentions: from.mentions ?? [],
    costs: costs?.rows.map(({ amount, basis }) => ({ amount, basis })) ?? [],
    costsAllowed: act.claimsCosts,
    form: 'mail',
  }
}

/** The catch-ups that a message speaks of: corrections that an invoice of it carries. */
export const catchUpsIn = (facts: ClientFacts, act: Pick<Act, 'invoiceIds'>): Fact<'correction'>[] =>
  facts.correction.filter(c => c.invoiceIds?.some(id => act.invoiceIds.includes(id)) === true)

/** The statements of differences of some corrections. */
export const statementsOf = (facts: ClientFacts, corrections: readonly Fact<'correction'>[]): Fact<'document'>[] =>
  facts.document.filter(d => corrections.some(c => c.statementId === d.id))

/** A catch-up is never sent without the statement that explains it, unless a named person let it go. */
const unexplained = (facts: ClientFacts, act: Act): Fault[] =>
  catchUpsIn(facts, act)
    .filter(c => c.overrideBy === null && statementsOf(facts, [c]).length === 0)
    .map(() => ({
      code: 'catch-up-without-statement',
      message: 'The message encloses a catch-up bill without the statement that explains it.',
      mend: 'Write the statement of differences, under Corrections.',
    }))

/**
 * Whether a message may leave (requirement B11): its own words, or the words as a person edited them. @param edited none: as Dunwell wrote it.
 * @returns faults, empty where it may.
 */
export function lintContent(
  words: Words,
  content: MessageContent,
  facts: ClientFacts,
  act: Act,
  edited?: string | null,
  form: Expected['form'] = 'mail',
): Fault[] {
  return [
    ...unexplained(facts, act),
    ...lintMessage(edited ?? toText(content), { ...expectedOf(content, facts, act), form }, threatsIn(words, content.language, act)),
  ]
}
