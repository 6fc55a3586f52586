import { hash, randomBytes } from 'node:crypto'
import { addDays, type Day } from '../../core/day/day.ts'
import { ASK_FINDINGS } from '../../core/facts/nouns/recovery.ts'
import type { Body, ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { askCode } from '../answers/link.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { checkAddress } from '../mail/mail.ts'
import { needsMailServer, sendNow } from '../mail/send-now.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf, loadClients } from '../store/load.ts'
import type { Store } from '../store/store.ts'
import { loadWords } from '../words.ts'
import { enterWorkspace, type Place } from '../workspace.ts'
import { attach } from './attach.ts'
import { openDispute } from './dispute.ts'
import { findInvoice } from './find.ts'
import { givenText } from './given.ts'

/** A link opens for so many days. */
const DAYS = 21
const hashOf = (token: string): string => hash('sha256', token)
type Finding = NonNullable<Body<'disputeAsk'>['finding']>
const isFinding = (text: string): text is Finding => ASK_FINDINGS.some(f => f === text)

export interface AskInput {
  readonly dispute: string
  /** Who is asked; they need no account. */
  readonly name: string
  readonly email?: string | undefined
  readonly question: string
  /** Sends them the question now, by the firm’s own mail server. */
  readonly send?: boolean | undefined
}

/** Where the link opens, and what may send it. */
export interface AskBy {
  readonly origin: string
  readonly config: Config
}

export interface AskMade {
  readonly id: string
  readonly clientId: string
  readonly link: string
  readonly expiresOn: Day
  /** The mail that asks them: its subject bears the code by which their answer finds its way. */
  readonly mail: { readonly subject: string; readonly text: string }
  readonly sent: boolean
}

/**
 * Asks a colleague about a dispute: a link of their own, which needs no account, reaches this one dispute and ends by itself, or an answer by
 * mail. Only the hash of the link’s secret is kept.
 */
export async function askColleague(place: Place, { origin, config }: AskBy, input: AskInput): Promise<AskMade> {
  const { id: disputeId, clientId, invoiceId } = await openDispute(place, input.dispute)
  const name = givenText('name', input.name)
  const question = givenText('question', input.question)
  const email = input.email?.trim() || null
  const to = input.send ? checkAddress('email', givenText('email', email ?? undefined)) : undefined
  if (to !== undefined) await needsMailServer(place, config)
  const token = `${Buffer.from(place.workspaceId).toString('base64url')}.${randomBytes(32).toString('base64url')}`
  const expiresOn = addDays(place.by.today, DAYS)
  const asked = { disputeId, name, email, question, tokenHash: hashOf(token), expiresOn }
  const id = await recordAbout(place, clientId, 'colleague asked', pen => pen.add('disputeAsk', { clientId, ...asked }))
  const link = `${origin.replace(/\/$/, '')}/ask/${token}`
  const words = await loadWords()
  const { language } = place.firm
  const { number } = await findInvoice(place, invoiceId)
  const mail = {
    subject: `[${askCode(place.workspaceId, id)}] ${words.say(language, 'ask.mail.subject', { number })}`,
    text: words.say(language, 'ask.mail.text', { name, question, link, expiresOn, firm: place.firm.person ?? place.firm.name }),
  }
  if (to !== undefined) await sendNow(place, config, `ask/${id}`, { ...mail, to, language })
  return { id, clientId, link, expiresOn, mail, sent: to !== undefined }
}

async function askNamed(place: Place, id: string): Promise<Fact<'disputeAsk'>> {
  const found = await factsOf(place.store.db, place.workspaceId, 'disputeAsk').where('id', '=', id).executeTakeFirst()
  return (found as unknown as Fact<'disputeAsk'> | undefined) ?? refuse('not-found', `Nobody was asked "${id}".`, { field: 'ask' }) // columns of this noun
}

/** Cuts a link off before its day. */
export async function closeAsk(place: Place, input: { readonly ask: string }): Promise<{ id: string; clientId: string }> {
  const { id, clientId } = await askNamed(place, input.ask)
  await recordAbout(place, clientId, 'question withdrawn', pen => pen.amend('disputeAsk', id, { closedOn: place.by.today }))
  return { id, clientId }
}

export interface FindingInput {
  readonly ask: string
  readonly how: 'link' | 'mail' | 'told'
  readonly finding: string
  readonly words: string
}

/** What a colleague found. They may say more until the dispute ends; the last word stands. */
export async function colleagueSaid(place: Place, input: FindingInput): Promise<{ id: string; clientId: string }> {
  const ask = await askNamed(place, input.ask)
  await openDispute(place, ask.disputeId)
  const { finding, how } = input
  if (!isFinding(finding))
    return refuse('finding-unknown', 'Say whether the client is right.', {
      field: 'finding',
      mend: `Say one of ${ASK_FINDINGS.join(', ')}.`,
    })
  const words = givenText('words', input.words).slice(0, 5000)
  const said = { finding, words, how, answeredOn: place.by.today }
  await recordAbout(place, ask.clientId, 'colleague answered', pen => pen.amend('disputeAsk', ask.id, said))
  return { id: ask.id, clientId: ask.clientId }
}

export interface Asked {
  readonly place: Place
  readonly facts: ClientFacts
  readonly ask: Fact<'disputeAsk'>
  readonly dispute: Fact<'dispute'>
}

const workspaceIn = (token: string): string | undefined => {
  const [named = '', secret = ''] = token.split('.')
  return /^[\w-]{43}$/.test(secret) && /^[\w-]{1,100}$/.test(named) ? Buffer.from(named, 'base64url').toString('utf8') : undefined
}

/** Whoever holds a link reads the one dispute it is for; guessed, expired, cut-off and ended ones are all answered alike: nothing. */
export async function enterAsk(store: Store, clock: Clock, token: string): Promise<Asked | undefined> {
  const named = workspaceIn(token)
  if (named === undefined) return undefined
  const known = await store.db.selectFrom('workspace').select('id').where('id', '=', named).executeTakeFirst()
  if (!known) return undefined
  const rows = await factsOf(store.within(named).db, named, 'disputeAsk')
    .where('tokenHash' as 'id', '=', hashOf(token)) // a column of this noun
    .execute()
  const [ask] = rows as unknown as Fact<'disputeAsk'>[] // as above
  if (!ask) return undefined
  const place = await enterWorkspace(store, clock, `ask:${ask.id}`, 'asked colleague', named)
  if (ask.closedOn !== null || ask.expiresOn < place.by.today) return undefined
  const [facts] = await loadClients(place.store.db, place.workspaceId, [ask.clientId])
  const dispute = facts?.dispute.find(d => d.id === ask.disputeId && d.closedOn === null)
  return facts && dispute ? { place, facts, ask, dispute } : undefined
}

/** A paper that the colleague lays beside: our evidence. */
export const colleaguePaper = (asked: Asked, file: GivenFile): Promise<unknown> =>
  attach(asked.place, file, { dispute: asked.dispute.id, side: 'ours', kind: 'other' })
