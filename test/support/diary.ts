import { type Day, day, isDay } from '../../src/core/day/day.ts'
import { decide } from '../../src/core/decide/decide.ts'
import type { Act, Decision, Hold, Reason } from '../../src/core/decide/decision.ts'
import type { ContactLaw, LawView } from '../../src/core/decide/law-view.ts'
import type { Policy } from '../../src/core/decide/policy.ts'
import type { World } from '../../src/core/decide/world.ts'
import type { Column } from '../../src/core/facts/column.ts'
import { type ClientFacts, clientFacts, clientNouns, type Fact, fromKebab, type NounName, nouns } from '../../src/core/facts/nouns.ts'
import { fromDecimal } from '../../src/core/money/money.ts'
import { loadTreatments } from '../../src/shell/packs/treatments.ts'
import { aClient, aFact, aPolicy, aStep, aWorld, CLIENT } from './facts.ts'

/** A dated diary: facts of one client, and what is decided on which day. README.md in test/scenarios says how it is written. */
export interface Diary {
  /** Every reason and obstacle that came about. */
  readonly reasons: readonly Reason[]
  /** Every code that an expectation names. */
  readonly codes: ReadonlySet<string>
  /** Expectation and what came, by line, in the diary's own words. */
  readonly checks: readonly { readonly line: number; readonly expected: string; readonly got: string }[]
}

interface Writing {
  client: Fact<'client'>
  policy: Policy
  world: World
  law: LawView
  readonly lists: Record<string, Fact<NounName>[]>
  readonly holidays: Map<string, string | undefined>
  lineNo: number
  readonly reasons: Reason[]
}

const SHIPPED_TREATMENTS = await loadTreatments()

const LAW_OF_THE_TESTS: ContactLaw = {
  limitation: { years: 5, from: 'due', restartsOnPayment: false, restartsOnDemand: false },
  costsAllowed: true,
  noticeFirstDays: null,
  hours: null,
  closedWeekdays: [],
  forbiddenChannels: [],
  contactsPerWeek: null,
}

const words = (text: string): string[] => text.match(/"[^"]*"|[^\s"]+(?:"[^"]*")?/g) ?? []
const unquote = (text: string): string => text.replace(/^"|"$/g, '')

function amount(text: string, currency: string): bigint {
  const read = fromDecimal(text, currency)
  if (!read) throw new Error(`"${text}" is not an amount of ${currency}`)
  return read.minor
}

/** `key=value` in the type of a noun's column. */
function readValue(column: Column, text: string, currency: string): unknown {
  const plain = unquote(text)
  switch (column.type) {
    case 'minor':
      return amount(plain, currency)
    case 'int':
      return Number(plain)
    case 'bool':
      return plain === 'yes'
    case 'json':
      return /^[[{]/.test(plain) ? JSON.parse(plain.replaceAll("'", '"')) : plain.split(',')
    default:
      return plain
  }
}

function readPairs(noun: NounName, parts: readonly string[], currency: string): Record<string, unknown> {
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  const out: Record<string, unknown> = {}
  for (const part of parts) {
    const [key = '', ...rest] = part.split('=')
    const column = columns[key]
    const value = rest.join('=')
    if (key === 'id') out.id = value
    else if (column) out[key] = readValue(column, value, currency)
    else throw new Error(`a ${noun} has no "${key}"`)
  }
  return out
}

const keep = (w: Writing, noun: NounName, on: Day, given: Record<string, unknown>): void => {
  const list = w.lists[noun] ?? []
  w.lists[noun] = list
  const at = `${on}T10:00:00.${String(w.lineNo).padStart(3, '0')}Z`
  const made = aFact(noun, { effectiveOn: on, recordedAt: at, ...given } as never) // fields were read by the noun's own columns
  const before = list.findIndex(f => f.id === made.id)
  if (before === -1) list.push(made as Fact<NounName>)
  else list[before] = { ...list[before], ...given } as Fact<NounName>
}

function recordInvoice(w: Writing, on: Day, [number = '', currency = '', total = '', , dueOn, ...more]: readonly string[]): void {
  const pairs = readPairs('invoice', more, currency)
  keep(w, 'invoice', on, { id: number, number, issuedOn: on, dueOn, currency, totalMinor: amount(total, currency), ...pairs })
}

function recordMoney(w: Writing, on: Day, verb: string, [currency = '', sum = '', ...rest]: readonly string[]): void {
  const invoiceId = rest[0] === 'for' ? rest[1] : null
  const pairs = rest.slice(rest[0] === 'for' ? 2 : 0)
  const minor = amount(sum, currency)
  if (verb === 'credit') {
    keep(w, 'creditNote', on, {
      number: 'C',
      issuedOn: on,
      currency,
      totalMinor: minor,
      invoiceId,
      ...readPairs('creditNote', pairs, currency),
    })
    return
  }
  const kind = verb === 'paid' ? 'payment' : 'bounced'
  const amountMinor = kind === 'payment' ? minor : -minor
  keep(w, 'payment', on, { currency, amountMinor, paidOn: on, invoiceId, kind, ...readPairs('payment', pairs, currency) })
}

function recordPromise(w: Writing, on: Day, [invoices = '', currency = '', sum = '', , promisedFor, ...more]: readonly string[]): void {
  const given = { invoiceIds: invoices.split(','), currency, amountMinor: amount(sum, currency), promisedFor, givenOn: on, pauses: true }
  keep(w, 'promise', on, { ...given, ...readPairs('promise', more, currency) })
}

/** Facts with a sentence of their own: invoice, credit, paid, bounced-payment, promise; every other noun by `noun key=value …`. */
function recordFact(w: Writing, on: Day, verb: string, rest: readonly string[]): void {
  if (verb === 'invoice') recordInvoice(w, on, rest)
  else if (verb === 'paid' || verb === 'bounced-payment' || verb === 'credit') recordMoney(w, on, verb, rest)
  else if (verb === 'promise' && isDay(rest[4])) recordPromise(w, on, rest)
  else {
    const noun = fromKebab(verb)
    if (!noun || !(clientNouns as readonly string[]).includes(noun)) throw new Error(`nothing is called "${verb}"`)
    keep(w, noun, on, readPairs(noun, rest, rest.find(p => p.startsWith('currency='))?.slice(9) ?? 'EUR'))
  }
}

function setUp(w: Writing, verb: string, rest: readonly string[]): boolean {
  const pairs = rest.map(p => [p.slice(0, p.indexOf('=')), unquote(p.slice(p.indexOf('=') + 1))] as const)
  switch (verb) {
    case 'client':
      w.client = { ...w.client, ...readPairs('client', rest, 'EUR') }
      return true
    case 'policy':
      for (const [key, value] of pairs)
        if (key === 'ask')
          w.policy = { ...w.policy, steps: [aStep({ id: 'reached-you', days: -10, asksArrival: true, inGrace: true }), ...w.policy.steps] }
        else
          w.policy =
            key === 'steps'
              ? { ...w.policy, steps: w.policy.steps.filter(s => value.split(',').includes(s.id)) }
              : { ...w.policy, [key]: JSON.parse(value) }
      return true
    case 'law':
      for (const [key, value] of pairs) {
        const [kind = '', field = ''] = key.split('.')
        w.law = { ...w.law, [kind]: { ...w.law[kind as 'business'], [field]: JSON.parse(value.replaceAll("'", '"')) } }
      }
      return true
    case 'world':
      for (const [key, value] of pairs) w.world = worldWith(w.world, key, value)
      return true
    case 'holiday':
      for (const [on = '', name] of rest.map(part => part.split('='))) w.holidays.set(on, name)
      return true
    default:
      return false
  }
}

function worldWith(world: World, key: string, value: string): World {
  const bank = { iban: null, changedOn: null, confirmedOn: null, ...world.bank }
  switch (key) {
    case 'seen':
      return { ...world, moneySeenUpTo: value === 'never' ? null : day(value) }
    case 'phase':
      return { ...world, phase: value === 'rehearsal' ? 'rehearsal' : 'live' }
    case 'approve-each-run':
      return { ...world, approveEachRun: value === 'yes' }
    case 'unmatched':
      return { ...world, unmatchedByClient: new Map([[CLIENT, Number(value)]]) }
    case 'known-late':
      return { ...world, isKnownLate: () => value === 'yes' }
    case 'wrong-reference':
      return { ...world, isWrongReference: reference => reference === value }
    case 'treatments':
      return { ...world, treatments: value === 'shipped' ? SHIPPED_TREATMENTS : new Map() }
    case 'own-iban':
      return { ...world, bank: { ...bank, iban: value } }
    case 'own-iban-changed':
      return { ...world, bank: { ...bank, changedOn: day(value) } }
    case 'own-iban-confirmed':
      return { ...world, bank: { ...bank, confirmedOn: day(value) } }
    default:
      throw new Error(`the world has no "${key}"`)
  }
}

const factsNow = (w: Writing): ClientFacts => clientFacts(w.client, w.lists as Partial<Omit<ClientFacts, 'client'>>) // lists were filled by noun

/** What a decision says, in the diary's words. Only what the expectation mentions is told, but every reason always is. */
export function tell(decision: Decision, like: string): string {
  const { outcome } = decision
  return outcome.kind === 'act' ? tellAct(outcome, like) : tellHold(outcome, decision, like)
}

function tellAct(act: Act, like: string): string {
  const has = (word: string): boolean => new RegExp(`(^| )${word}( |$)`).test(like)
  const amounts = act.amounts.map(a => `${a.minor} ${a.currency}`)
  return [
    `act ${act.step}`,
    ...(has('by') ? [`by ${act.channel}`] : []),
    ...(has('tone') ? [`tone ${act.tone}`] : []),
    ...(has('time') ? [`time ${act.occurrence}`] : []),
    ...(has('cycle') ? [`cycle ${act.cycle}`] : []),
    ...(has('for') ? [`for ${act.invoiceIds.join(',')}`] : []),
    ...(has('asks') ? [`asks ${amounts.join(' + ')}`] : []),
    ...(has('costs') ? [`costs ${act.claimsCosts ? 'yes' : 'no'}`] : []),
    ...(has('hours') ? [`hours ${act.hours.join('-')}`] : []),
    ...(has('assigned') ? [`assigned ${act.assignee ?? 'nobody'}`] : []),
    `because ${act.reasons.map(r => r.code).join(',')}`,
    ...(has('without') ? [`without ${tellObstacles(act.leftOut)}`] : []),
  ].join(' ')
}

const tellObstacles = (all: Hold['obstacles']): string =>
  [...new Set(all.map(o => `${o.code}${o.invoiceId === undefined ? '' : `@${o.invoiceId}`}(${o.until})`))].sort().join(' ')

function tellHold(hold: Hold, decision: Decision, like: string): string {
  const wanted = / instead of /.test(like) ? ` instead of ${hold.step ?? 'nothing'}` : ''
  return `hold ${tellObstacles(hold.obstacles)}${wanted} again ${decision.reviewOn ?? 'never'}`
}

/** Runs a diary. @throws where a line cannot be read, naming it. */
export function runDiary(text: string): Diary {
  const w: Writing = {
    client: aClient(),
    policy: aPolicy(),
    world: aWorld(),
    law: { id: 'test', business: LAW_OF_THE_TESTS, public: LAW_OF_THE_TESTS, consumer: { ...LAW_OF_THE_TESTS, costsAllowed: false } },
    lists: {},
    holidays: new Map(),
    lineNo: 0,
    reasons: [],
  }
  const codes = new Set<string>()
  const checks: { line: number; expected: string; got: string }[] = []
  for (const raw of text.split('\n')) {
    w.lineNo += 1
    const line = raw.replace(/#.*$/, '').trim()
    if (line === '') continue
    try {
      runLine(w, line, codes, checks)
    } catch (error) {
      throw new Error(`line ${w.lineNo}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { codes, checks, reasons: w.reasons }
}

function runLine(w: Writing, line: string, codes: Set<string>, checks: { line: number; expected: string; got: string }[]): void {
  const [first = '', ...parts] = words(line)
  if (!isDay(first)) {
    if (!setUp(w, first, parts)) throw new Error(`"${first}" begins no line`)
    return
  }
  const [verb = '', ...rest] = parts
  if (verb !== 'run' && verb !== 'look') {
    if (!setUp(w, verb, rest)) recordFact(w, first, verb, rest)
    return
  }
  const holidayIn = (country: string, on: Day): string | undefined => [on, `${country}:${on}`].find(written => w.holidays.has(written))
  const world: World = {
    ...w.world,
    isHoliday: (country, on) => holidayIn(country, on) !== undefined,
    holidayName: (country, on) => w.holidays.get(holidayIn(country, on) ?? ''),
  }
  const decision = decide(factsNow(w), w.policy, w.law, first, world)
  const { outcome } = decision
  w.reasons.push(...(outcome.kind === 'act' ? [...outcome.reasons, ...outcome.leftOut] : outcome.obstacles))
  const expected = line.slice(line.indexOf('→') + 1).trim()
  checks.push({ line: w.lineNo, expected, got: tell(decision, expected) })
  for (const code of expected.match(/[a-z]+(-[a-z]+)*/g) ?? []) codes.add(code)
  if (verb === 'run' && decision.outcome.kind === 'act') leave(w, first, decision.outcome)
}

/** What `run` decides is done at once, as if it left or a person did it. */
function leave(w: Writing, on: Day, act: Act): void {
  keep(w, 'deed', on, {
    ...{ step: act.step, channel: act.channel, tone: act.tone, class: act.class, cycle: act.cycle, occurrence: act.occurrence },
    ...{ doneOn: on, outcome: act.byPerson ? 'done' : 'sent', invoiceIds: [...act.invoiceIds] },
  })
}
