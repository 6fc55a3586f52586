import type { Day } from '../../core/day/day.ts'
import { addDays, latest, weekday } from '../../core/day/day.ts'
import { addBankDays } from '../../core/decide/case.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { Refusal } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { promiseStates } from '../../core/promise/promise-state.ts'
import { setting } from '../acts/settings.ts'
import { escapeHtml } from '../message/forms.ts'
import type { Rendered } from '../run/channel.ts'
import { type Decider, loadDecider } from '../run/decider.ts'
import { type OutboxRow, OWNER } from '../run/lease.ts'
import { journalHead } from '../store/journal-head.ts'
import { loadClients, streamClients, workspaceFacts } from '../store/load.ts'
import { waitingReplies } from '../views/inbox.ts'
import { outOfSteps } from '../views/out-of-steps.ts'
import { todayView } from '../views/today.ts'
import { loadWords, stepName, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'

const ownerKey = (on: Day): string => `owner/daily-mail/${on}`
const forewarningKey = (on: Day): string => `owner/forewarning/${on}`

async function addressOf(place: Place): Promise<string | null> {
  return (await setting(place, 'daily-mail')).to || place.firm.email
}

/** Puts the owner's mail of the day into the outbox, once a day, where there is an address for it. */
export const queueOwnerMail = (place: Place): Promise<void> => queueOnce(place, ownerKey(place.by.today))

/** The evening before: puts the word of what leaves tomorrow into the outbox, once a day, where it is wanted. */
export async function queueForewarning(place: Place): Promise<void> {
  if ((await setting(place, 'forewarning')).on) await queueOnce(place, forewarningKey(place.by.today))
}

async function queueOnce(place: Place, key: string): Promise<void> {
  const { at, today } = place.by
  if ((await addressOf(place)) === null) return
  await place.store.transaction(place.workspaceId, tx =>
    tx
      .insertInto('outbox')
      .values({
        workspaceId: place.workspaceId,
        key,
        clientId: OWNER,
        state: 'queued',
        act: JSON.stringify({ kind: 'owner-mail', on: today }) as never, // the store keeps JSON as its text
        createdAt: at,
        notBefore: at,
        attempts: 0,
        approvedBy: null,
        messageId: null,
        leaseOwner: null,
        leaseUntil: null,
        sendingSince: null,
        lastError: null,
        doneAt: null,
        doneOn: null,
        why: null,
      })
      .onConflict(c => c.columns(['workspaceId', 'key']).doNothing())
      .execute(),
  )
}

/** The day after the last mail told its news; yesterday where there was none. */
async function newsSince(place: Place): Promise<Day> {
  const last = await place.store.db
    .selectFrom('outbox')
    .select('doneOn')
    .where('workspaceId', '=', place.workspaceId)
    .where('clientId', '=', OWNER)
    .where('state', '=', 'sent')
    .where('doneOn', '<', place.by.today)
    .orderBy('doneOn', 'desc')
    .limit(1)
    .executeTakeFirst()
  const yesterday = addDays(place.by.today, -1)
  // after a long silence not the whole past is news
  return latest(last?.doneOn ?? yesterday, addDays(place.by.today, -31))
}

/** One line of the mail. */
interface Line {
  readonly key: 'unsure' | 'failed' | 'waitingReplies' | 'dueToday' | 'newlyLate' | 'brokenPromises' | 'goingOut' | 'ranOut' | 'tomorrow'
  readonly params: Readonly<Record<string, string | number>>
}

/** What changed with one client since the last mail: fell due, became late, broke a promise. */
function newsOf(facts: ClientFacts, today: Day, since: Day, missedOn: (promisedFor: Day) => Day): Line[] {
  const { name } = facts.client
  const ledger = openLedger(facts, today)
  const items = openItems(facts, ledger)
  const lines: Line[] = []
  for (const item of items) {
    const { number } = item.account.invoice
    if (item.nextDueOn === today)
      lines.push({ key: 'dueToday', params: { name, number, openAmount: `${item.nextMinor} ${item.currency}` } })
    else if (item.lateMinor > 0n && item.dueOn >= since && item.dueOn < today)
      lines.push({ key: 'newlyLate', params: { name, number, openAmount: `${item.lateMinor} ${item.currency}`, dueOn: item.dueOn } })
  }
  for (const { promise, outcome, missedOn: missed } of promiseStates(facts, ledger, today, missedOn))
    if (outcome === 'broken' && missed > since && missed <= today)
      lines.push({
        key: 'brokenPromises',
        params: { name, promisedAmount: `${promise.amountMinor} ${promise.currency}`, promisedFor: promise.promisedFor },
      })
  return lines
}

/** A client whose policy cannot be read is said so on Today; here the fewest bank days stand in. */
function bankDaysOf(decider: Decider, facts: ClientFacts): number {
  try {
    return decider.policyOf(facts).bankDays
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return 0
  }
}

async function news(place: Place): Promise<Line[]> {
  const { today } = place.by
  const since = await newsSince(place)
  const decider = await loadDecider(place)
  const lines: Line[] = []
  for await (const page of streamClients(place.store.db, place.workspaceId))
    for (const facts of page)
      lines.push(...newsOf(facts, today, since, promised => addBankDays(decider.world, promised, bankDaysOf(decider, facts))))
  return lines
}

/** What stands on Today: messages that wait for a person, and whom to contact. */
async function standing(place: Place): Promise<Line[]> {
  const { unsure, failed, contacts } = await todayView(place)
  const waits = (key: 'unsure' | 'failed', messages: typeof unsure): Line[] =>
    messages.map(({ name, step }) => ({ key, params: { name, step } }))
  const going = contacts.map(({ name, act }) => {
    const totalAmount = act.amounts.map(a => `${a.minor} ${a.currency}`)[0] ?? ''
    return { key: 'goingOut' as const, params: { name, step: act.step, totalAmount, more: act.amounts.length - 1 } }
  })
  return [...waits('unsure', unsure), ...waits('failed', failed), ...going]
}

/** Replies that hold and that nobody has dealt with for a working day. */
async function longUnread(place: Place): Promise<Line[]> {
  const { world } = await loadDecider(place)
  const waiting = (await waitingReplies(place)).filter(r => r.holds !== false && addBankDays(world, r.receivedOn, 1) <= place.by.today)
  const clients = await loadClients(place.store.db, place.workspaceId, [...new Set(waiting.map(r => r.clientId))])
  const names = new Map(clients.map(c => [c.client.id, c.client.name]))
  return waiting.map(r => ({
    key: 'waitingReplies',
    params: {
      name: names.get(r.clientId) ?? r.clientId,
      receivedOn: r.receivedOn,
      words: (r.text ?? r.subject ?? '').replace(/\s+/g, ' ').slice(0, 100),
    },
  }))
}

/** Once a week, on its first day: the cases that ran out of steps. */
async function ranOut(place: Place): Promise<Line[]> {
  if (weekday(place.by.today) !== 1) return []
  const cases = await outOfSteps(place)
  return cases.map(({ name, open, lateSince }) => ({
    key: 'ranOut',
    params: { name, openAmount: open.map(a => `${a.minor} ${a.currency}`)[0] ?? '', lateSinceDay: lateSince ?? '' },
  }))
}

/** What would leave tomorrow, as things stand this evening. */
async function tomorrow(place: Place): Promise<Line[]> {
  const view = await todayView(place)
  return view.tomorrow.map(({ name, step }) => ({ key: 'tomorrow', params: { name, step } }))
}

const LINES_MAX = 40

interface Section {
  readonly heading: string
  readonly items: readonly string[]
  /** How many more there are, in words; none: empty. */
  readonly more: string
}

function section(words: Words, language: string, key: Line['key'], lines: readonly Line[]): Section | undefined {
  const own = lines.filter(line => line.key === key)
  if (own.length === 0) return undefined
  const params = (line: Line): Line['params'] =>
    line.params.step === undefined ? line.params : { ...line.params, step: stepName(words, language, String(line.params.step)) }
  return {
    heading: words.say(language, `owner.${key}.heading`, { count: own.length }),
    items: own.slice(0, LINES_MAX).map(line => words.say(language, `owner.${key}.line`, params(line))),
    more: own.length > LINES_MAX ? words.say(language, 'owner.more', { count: own.length - LINES_MAX }) : '',
  }
}

/** The language of whoever reads it: their own where they chose one in the app, else the firm’s. */
async function languageOf(place: Place, to: string): Promise<string> {
  const members = await workspaceFacts(place.store.db, place.workspaceId, 'membership')
  const reader = members.find(m => m.email?.toLowerCase() === to.toLowerCase()) ?? members.find(m => m.role === 'owner')
  return reader?.language ?? place.firm.language
}

const asText = (greeting: string, sections: readonly Section[], foot: string): string =>
  `${[greeting, ...sections.map(s => [s.heading, ...s.items.map(item => `- ${item}`), s.more].filter(Boolean).join('\n')), foot].filter(Boolean).join('\n\n')}\n` // biome-ignore format: one text

/** The same, to be read at a glance: one column, a rule under each line, no picture and nothing fetched. */
function asHtml(language: string, greeting: string, sections: readonly Section[], foot: string): string {
  const item = (text: string): string => `<li style="padding:7px 0;border-bottom:1px solid #8884">${escapeHtml(text)}</li>`
  const parts = sections.map(
    s =>
      `<h2 style="font-size:17px;margin:28px 0 6px">${escapeHtml(s.heading)}</h2><ul style="list-style:none;margin:0;padding:0">${s.items.map(item).join('')}</ul>${s.more ? `<p style="margin:7px 0 0">${escapeHtml(s.more)}</p>` : ''}`,
  )
  const end = foot ? `<p style="margin:32px 0 0;font-size:12px;opacity:.7;overflow-wrap:anywhere">${escapeHtml(foot)}</p>` : ''
  return `<div lang="${language}" style="max-width:600px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif"><p style="margin:0">${escapeHtml(greeting)}</p>${parts.join('')}${end}</div>`
}

/** The owner's mail of a day, in the language of whoever reads it. @returns none where nothing happened that they want to hear of. */
export async function ownerMail(place: Place, row: OutboxRow): Promise<Rendered | undefined> {
  const to = await addressOf(place)
  const wants = await setting(place, 'daily-mail')
  if (to === null) return undefined
  const isEvening = row.key === forewarningKey(place.by.today)
  if (!isEvening && row.key !== ownerKey(place.by.today)) return undefined // yesterday's news is in today's mail
  const lines = isEvening
    ? await tomorrow(place)
    : [...(await longUnread(place)), ...(await news(place)), ...(await standing(place)), ...(await ranOut(place))]
  const words = await loadWords()
  const language = await languageOf(place, to)
  const daily = (['waitingReplies', 'dueToday', 'newlyLate', 'brokenPromises', 'goingOut', 'ranOut'] as const).filter(kind => wants[kind])
  // that a message did not leave is never left out
  const kinds: readonly Line['key'][] = isEvening ? ['tomorrow'] : ['unsure', 'failed', ...daily]
  const sections = kinds.map(kind => section(words, language, kind, lines)).filter(s => s !== undefined)
  if (sections.length === 0) return undefined
  const head = await journalHead(place.store.db, place.workspaceId)
  const foot = head ? words.say(language, 'owner.journal', { seq: head.seq, link: head.link }) : ''
  const greeting = words.say(language, 'owner.greeting', { firm: place.firm.name, day: place.by.today })
  return {
    language,
    subject: words.say(language, isEvening ? 'owner.tomorrow.subject' : 'owner.subject', { firm: place.firm.name, day: place.by.today }),
    text: asText(greeting, sections, foot),
    html: asHtml(language, greeting, sections, foot),
    to: [to],
    cc: [],
    attachments: [],
  }
}
