import { addDays, type Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import type { Treatment } from '../../core/decide/treatment.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { AnswerBlock, MessageContent, MessageTable, PaymentBlock } from '../../core/letter/content.ts'
import { inFours } from '../../core/money/account-number.ts'
import { mentionsIn } from '../../packs/letters/mentions.ts'
import { windowIn } from '../../packs/letters/windows.ts'
import { FALLBACK_LANGUAGE, sayAmount, sayDay, sayList, type Words } from '../words.ts'
import { costRows, type LateCosts, workingOf } from './late-costs.ts'
import { type OwnTexts, ownWords, textKey } from './own-texts.ts'
import type { TemplateValues } from './safe-template.ts'
import type { TextKind, TextPart } from './text-kinds.ts'

/** One invoice of the message, with what is open on it today. */
export interface OpenItem {
  readonly invoice: Fact<'invoice'>
  readonly openMinor: bigint
  /** The due date with extensions. */
  readonly dueOn: Day
  /** Interest that was agreed on with a plan, asked for under this invoice: the day of the agreement. */
  readonly planInterestOf?: Day
}

export interface MessageParts {
  readonly firm: Fact<'firm'>
  readonly facts: ClientFacts
  readonly act: Act
  readonly on: Day
  readonly items: readonly OpenItem[]
  readonly costs: readonly LateCosts[]
  readonly recipient: Recipient
  /** Names of the invoice copies that are enclosed. */
  readonly copies: readonly string[]
  /** The reference to pay with, as printed, and the code. */
  readonly payment: { readonly reference: string; readonly qrSvg: string | null }
  /** How the reason for their lateness is treated, where it is known. */
  readonly treatment?: Treatment | undefined
  readonly answers: AnswerWays | null
  /** What the firm wrote itself. */
  readonly texts?: OwnTexts | undefined
  /** Which text, where it is tried out; else the day and the tone decide. */
  readonly kind?: TextKind | undefined
}

/** How the client may answer without a call: on a private page, or by mail with a code. */
export type AnswerWays = { readonly page: string } | { readonly email: string; readonly code: string }

export interface Recipient {
  readonly address: string | null
  readonly name: string | null
  readonly salutation: string | null
  readonly language: string | null
}

/** The client’s language where Dunwell writes it, else that of their country abroad, else the firm’s, else English: shown beforehand. */
export function languageFor(words: Words, firm: Fact<'firm'>, { client }: ClientFacts, recipient: Recipient): string {
  const written = (language: string | null): language is string =>
    language !== null && words.languages.includes(language.split('-', 1)[0] ?? '')
  return (
    [recipient.language, client.language, client.country === firm.country ? null : spokenIn(client.country), firm.language].find(written) ??
    FALLBACK_LANGUAGE
  )
}

/** The language most likely read in a country (Unicode CLDR, likely subtags). @returns null for none or no country. */
function spokenIn(country: string | null): string | null {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return null
  const { language, region } = new Intl.Locale(`und-${country}`).maximize()
  return region === country ? language : null
}

/** Which text: before the due date, on it, or by tone after it. */
export function textKind(items: readonly OpenItem[], act: Act, on: Day): string {
  if (act.asksArrival) return 'reached'
  const first = items.map(i => i.dueOn).sort()[0]
  if (first !== undefined && first > on) return 'before'
  return first === on ? 'due' : `tone${Math.min(5, Math.max(1, act.tone))}`
}

const amountText = (minor: bigint, currency: string): string => `${minor} ${currency}`

/** To whom, as the post wants it: abroad the country stands last, in capitals and in the firm’s language. */
export function addressOf(firm: Fact<'firm'>, { client }: ClientFacts, recipient: Pick<Recipient, 'name'>): MessageContent['to'] {
  const lines = client.address ?? []
  const isAbroad = client.country !== null && client.country !== firm.country && lines.length > 0
  const country = isAbroad ? countryIn(firm.language, client.country ?? '') : ''
  const isSaid = lines.at(-1)?.trim().toLocaleUpperCase(firm.language) === country
  const person = recipient.name !== client.name ? recipient.name : null
  return { name: client.name, lines: [person ?? '', ...lines, isSaid ? '' : country].filter(Boolean) }
}

const countryIn = (language: string, country: string): string =>
  (new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country).toLocaleUpperCase(language)

/** Who writes. */
export const senderOf = (firm: Fact<'firm'>, senior = false): MessageContent['from'] => ({
  name: firm.name,
  lines: [
    firm.legalName === firm.name ? '' : (firm.legalName ?? ''),
    ...firm.address,
    [firm.companyId, firm.vatId].filter(Boolean).join(', '),
  ].filter(Boolean),
  person: (senior ? firm.seniorPerson : null) ?? firm.person ?? firm.name,
  contact: [[firm.phone, firm.email].filter(Boolean).join(', ')].filter(Boolean),
  mentions: mentionsOf(firm),
})

function mentionsOf(firm: Fact<'firm'>): string[] {
  const said = { legalName: firm.legalName ?? '', companyId: firm.companyId ?? '', address: firm.address.join(', ') }
  return (mentionsIn(firm.country)?.of ?? []).map(what => said[what]).filter(Boolean)
}

/** How a label and its value stand side by side in a language: `{label} : {value}`. */
export const labelledIn = (words: Words, language: string): string =>
  words.say(language, 'message.labelled', { label: '{label}', value: '{value}' })

/** Everything a message says, from facts and words. Pure but for the words’ own files. */
export function compose(words: Words, parts: MessageParts): MessageContent {
  const { firm, facts, act, on, items, recipient } = parts
  const language = languageFor(words, firm, facts, recipient)
  const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, `message.${key}`, params)
  const count = items.length
  const deadlineOn = act.deadlineDays === null ? null : addDays(on, act.deadlineDays)
  const totals = totalsOf(items)
  const totalAmount = sayList(
    language,
    totals.map(t => sayAmount(language, t.minor, t.currency)),
  )
  const shared = {
    count,
    number: items[0]?.invoice.number ?? '',
    totalAmount,
    dueOn: items.map(i => i.dueOn).sort()[0] ?? on,
    firm: firm.name,
  }
  const kind = parts.kind ?? textKind(items, act, on)
  const own: Own = (part, change = {}) =>
    parts.texts?.has(textKey(language, part, kind))
      ? ownWords(parts.texts, language, part, kind, { ...templateValues(language, parts, shared, deadlineOn), ...change })
      : undefined
  return {
    language,
    on,
    dateLine: `${placeOf(firm)}${sayDay(language, on)}`,
    window: windowIn(firm.country),
    from: senderOf(firm, parts.treatment?.otherSender === true || act.signs === 'senior'),
    to: addressOf(firm, facts, recipient),
    subject: own('subject')?.[0] ?? say(`subject.${kind}`, shared),
    greeting:
      own('greeting')?.[0] ??
      (recipient.salutation && !parts.treatment?.formal ? say('greeting.named', { name: recipient.salutation }) : say('greeting.plain')),
    opening: [
      ...brokenWords(say, facts, act, on),
      ...(own('opening') ?? [say(`opening.${kind}`, shared)]),
      ...knownWords(say, parts.treatment, kind),
      ...turnedWords(say, language, facts, act),
    ],
    key: deadlineOn === null ? [] : totals.map(t => keyOf(say, own, language, t, deadlineOn)),
    table: tableOf(say, language, items, totals),
    costs: act.claimsCosts ? costsOf(say, own, language, parts.costs, deadlineOn) : null,
    working: act.claimsCosts ? workingOf(say, language, parts.costs) : null,
    closing: own('closing') ?? closingOf(say, parts, kind, count),
    answers: answersOf(say, parts.answers),
    pay: payOf(say, firm, items, parts.payment),
    labelled: labelledIn(words, language),
    farewell: own('farewell')?.[0] ?? say('closing'),
    enclosures: enclosedIn(say, parts.copies),
  }
}

/** The firm's own words for a part, where it wrote any. @param change values that differ for this one use. */
type Own = (part: TextPart, change?: TemplateValues) => string[] | undefined

/** What a text of the firm's own may name, written as its language writes it. */
function templateValues(
  language: string,
  { firm, facts, items, recipient, copies, treatment }: MessageParts,
  shared: { readonly count: number; readonly number: string; readonly totalAmount: string; readonly dueOn: Day },
  deadlineOn: Day | null,
): TemplateValues {
  const plural = new Intl.PluralRules(language)
  const days = facts.client.termsDays ?? 0
  return {
    count: shared.count,
    form: plural.select(shared.count),
    days,
    daysForm: plural.select(days),
    copies: copies.length,
    deadlineOn: deadlineOn === null ? '' : sayDay(language, deadlineOn),
    number: shared.number,
    totalAmount: shared.totalAmount,
    dueOn: sayDay(language, shared.dueOn),
    client: facts.client.name,
    name: treatment?.formal ? '' : (recipient.salutation ?? ''),
    firm: firm.name,
    person: firm.person ?? firm.name,
    invoices: invoicesOf(language, items),
  }
}

/** The invoices of a message, for a text that goes through them. */
export const invoicesOf = (language: string, items: readonly OpenItem[]): Record<string, string>[] =>
  items.map(({ invoice, openMinor, dueOn }) => ({
    number: invoice.number,
    subject: invoice.subject ?? '',
    issuedOn: sayDay(language, invoice.issuedOn),
    dueOn: sayDay(language, dueOn),
    open: sayAmount(language, openMinor, invoice.currency),
  }))

/** What is said to somebody of whom it is known why they are late: never the reason itself, always a way on. */
function knownWords(say: Say, treatment: Treatment | undefined, kind: string): string[] {
  const isLate = kind.startsWith('tone')
  return treatment?.paragraph && isLate ? [say(`known.${treatment.reason}`, { parts: treatment.planParts ?? 0 })] : []
}

/** Other ways to pay, where somebody looked from the client’s side and said which would help. */
function turnedWords(say: Say, language: string, facts: ClientFacts, act: Act): string[] {
  const offers = facts.rolesTurned.findLast(t => t.cycle === act.cycle)?.offers ?? []
  if (offers.length === 0) return []
  const ways = sayList(
    language,
    offers.map(way => say(`turned.way.${way}`)),
    'disjunction',
  )
  return [say('turned.offer', { ways })]
}

function keyOf(
  say: Say,
  own: Own,
  language: string,
  total: { minor: bigint; currency: string },
  deadlineOn: Day,
): MessageContent['key'][number] {
  const amount = sayAmount(language, total.minor, total.currency)
  const by = own('deadline')?.[0] ?? say('deadline', { deadlineOn })
  return { amount, by, sentence: own('deadlineOf', { totalAmount: amount })?.[0] ?? say('deadlineOf', { deadlineOn, totalAmount: amount }) }
}

export type Say = (key: string, params?: Parameters<Words['say']>[2]) => string

export const placeOf = (firm: Fact<'firm'>): string => {
  const town = /^\d[\d -]*\s+(.+)$/.exec(firm.address.at(-1) ?? '')?.[1]
  return town ? `${town}, ` : ''
}

export function totalsOf(items: readonly OpenItem[]): { minor: bigint; currency: string }[] {
  const byCurrency = new Map<string, bigint>()
  for (const item of items) byCurrency.set(item.invoice.currency, (byCurrency.get(item.invoice.currency) ?? 0n) + item.openMinor)
  return [...byCurrency].map(([currency, minor]) => ({ currency, minor }))
}

/** A promise or an instalment that did not come is named first, without blame. */
function brokenWords(say: Say, facts: ClientFacts, act: Act, on: Day): string[] {
  const codes = new Set(act.reasons.map(r => r.code))
  const broken = facts.promise
    .filter(p => p.promisedFor < on && p.withdrawnOn === null)
    .sort((a, b) => (a.promisedFor < b.promisedFor ? 1 : -1))[0]
  if (broken && [...codes].some(code => code.startsWith('promise-broken')))
    return [
      say('promiseBroken', {
        givenOn: broken.givenOn,
        promisedFor: broken.promisedFor,
        promisedAmount: amountText(broken.amountMinor, broken.currency),
      }),
    ]
  const told = act.reasons.find(r => r.code === 'instalment-missed')?.params
  if (told?.instalmentDueOn && told.missingAmount)
    return [say('instalmentMissed', { promisedFor: told.instalmentDueOn, promisedAmount: told.missingAmount })]
  const missed = facts.instalment.filter(i => i.dueOn < on).sort((a, b) => (a.dueOn < b.dueOn ? 1 : -1))[0]
  const plan = missed ? facts.plan.find(p => p.id === missed.planId) : undefined
  if (missed && plan && [...codes].some(code => code.startsWith('instalment')))
    return [say('instalmentMissed', { promisedFor: missed.dueOn, promisedAmount: amountText(missed.amountMinor, plan.currency) })]
  return []
}

export function tableOf(
  say: Say,
  language: string,
  items: readonly OpenItem[],
  totals: readonly { minor: bigint; currency: string }[],
): MessageTable {
  return {
    head: ['invoice', 'subject', 'issued', 'due', 'open'].map(key => say(`table.${key}`)),
    rows: items.map(({ invoice, openMinor, dueOn, planInterestOf }) => [
      invoice.number,
      planInterestOf ? say('planInterest', { agreedOn: planInterestOf }) : (invoice.subject ?? ''),
      sayDay(language, invoice.issuedOn, 'medium'),
      sayDay(language, dueOn, 'medium'),
      sayAmount(language, openMinor, invoice.currency),
    ]),
    totals: items.length > 1 ? totals.map(t => ({ label: say('table.total'), amount: sayAmount(language, t.minor, t.currency) })) : [],
    invoices: items.map(i => i.invoice.number),
  }
}

function costsOf(say: Say, own: Own, language: string, costs: readonly LateCosts[], deadlineOn: Day | null): MessageContent['costs'] {
  const rows = costRows(say, language, costs)
  if (rows.length === 0) return null
  const after = deadlineOn === null ? [] : (own('dropped') ?? [say('costs.dropped', { deadlineOn })])
  return { heading: own('costs')?.[0] ?? say('costs.heading'), rows, after }
}

function closingOf(say: Say, parts: MessageParts, kind: string, count: number): string[] {
  const early = kind === 'before' || kind === 'due' || kind === 'reached'
  const terms = parts.facts.client.termsDays
  return [
    ...(early || terms === null ? [] : [say('terms', { days: terms })]),
    parts.copies.length > 0 ? say('copies', { count }) : say('copiesOffered', { count }),
    ...(early ? [] : [say('ignore')]),
    say('help', { count }),
  ]
}

/** What lies beside the letter, named below it. */
export const enclosedIn = (say: Say, names: readonly string[]): string =>
  names.length > 0 ? say('enclosed', { names: names.join(', ') }) : ''

const ANSWERS = ['paid', 'wrong', 'later'] as const

/** The private page where there is one; else three mails that are already begun, their subject carrying the case's code. */
export function answersOf(say: Say, ways: AnswerWays | null): AnswerBlock | null {
  if (ways === null) return null
  if ('page' in ways) return { sentence: say('answer.page'), links: [{ label: say('answer.open'), href: ways.page }], spelt: ways.page }
  const mailto = (label: string): string => `mailto:${ways.email}?subject=${encodeURIComponent(`[${ways.code}] ${label}`)}`
  const links = ANSWERS.map(a => say(`answer.${a}`)).map(label => ({ label, href: mailto(label) }))
  return { sentence: say('answer.mail', { code: `[${ways.code}]` }), links, spelt: links.map(l => l.label).join(' · ') }
}

/** Payment by the invoices’ numbers, without a code: where several sums and days are agreed, no one code says them all. */
export const byNumbers = (items: readonly OpenItem[]): MessageParts['payment'] => ({
  reference: [...new Set(items.map(i => i.invoice.reference ?? i.invoice.number))].join(' '),
  qrSvg: null,
})

export function payOf(
  say: Say,
  firm: Fact<'firm'>,
  items: readonly OpenItem[],
  { reference, qrSvg }: MessageParts['payment'],
): PaymentBlock | null {
  const iban = items.map(i => i.invoice.iban).find(Boolean) ?? firm.iban
  const rows = [
    ...(iban
      ? [
          { label: say('payLabels.holder'), value: firm.legalName ?? firm.name },
          { label: 'IBAN', value: inFours(iban) },
        ]
      : []),
    { label: say('payLabels.reference'), value: reference },
  ]
  return { rows, qrSvg, caption: qrSvg ? say('payLabels.qr') : '' }
}
