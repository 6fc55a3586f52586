import { sql } from 'kysely'
import type { Fact } from '../../core/facts/nouns.ts'
import { returnedMessageId } from '../../core/reply/bounce.ts'
import { ASK_CODE, CODE, domainOf, type Known, numberCandidates } from '../../core/reply/place.ts'
import { mailServices } from '../../packs/names/mail-services.ts'
import { askCode, caseCode } from '../answers/link.ts'
import { inParts } from '../store/in-parts.ts'
import { factsOf } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { ParsedMail } from './parse.ts'

/** Largest number of values asked for in one query. */
const AT_ONCE = 200

function put(map: Map<string, string[]>, key: string, id: string): void {
  const list = map.get(key)
  if (list) list.push(id)
  else map.set(key, [id])
}

async function messagesOf(db: Db, workspaceId: string, ids: readonly string[]): Promise<Known['messages']> {
  const found = new Map<string, { clientId: string; deedId: string }>()
  for (const part of inParts(ids, AT_ONCE)) {
    const rows = (await factsOf(db, workspaceId, 'deed')
      .where('messageId' as 'id', 'in', [...part]) // a column of this noun
      .execute()) as unknown as Fact<'deed'>[] // the columns selected are the noun’s own
    for (const d of rows) if (d.messageId !== null) found.set(d.messageId, { clientId: d.clientId, deedId: d.id })
  }
  return found
}

/** What the books know of the clues in some mails; questions to colleagues by the code in their subject. */
export interface Books extends Known {
  readonly asks: ReadonlyMap<string, Fact<'disputeAsk'>>
}

/** Codes are made of ids by a digest: all clients’ are worked out, and only where a mail names one. */
async function codesOf(db: Db, workspaceId: string, named: readonly string[]): Promise<Known['codes']> {
  if (named.length === 0) return new Map()
  const clients = await db
    .selectFrom('client')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .execute()
  const all = new Map(clients.map(c => [caseCode(workspaceId, c.id), c.id]))
  return new Map(named.flatMap(code => (all.has(code) ? [[code, all.get(code) ?? '']] : [])))
}

/** Questions to colleagues that still stand, by their code. */
async function asksOf(db: Db, workspaceId: string, named: ReadonlySet<string>): Promise<Books['asks']> {
  if (named.size === 0) return new Map()
  const open = (await factsOf(db, workspaceId, 'disputeAsk')
    .where('closedOn' as 'id', 'is', null) // a column of this noun
    .execute()) as unknown as Fact<'disputeAsk'>[] // the columns selected are the noun’s own
  return new Map(open.map(ask => [askCode(workspaceId, ask.id), ask] as const).filter(([code]) => named.has(code)))
}

async function numbersOf(db: Db, workspaceId: string, candidates: readonly string[]): Promise<Known['numbers']> {
  const found = new Map<string, string[]>()
  for (const part of inParts(candidates, AT_ONCE)) {
    const rows = await sql<{ clientId: string; number: string }>`
      select "clientId", "number" from "invoice" where "workspaceId" = ${workspaceId} and "supersededAt" is null
        and lower("number") in (${sql.join([...part])})`.execute(db)
    for (const r of rows.rows) put(found, r.number.toLowerCase(), r.clientId)
  }
  return found
}

async function peopleOf(db: Db, workspaceId: string, from: readonly string[]): Promise<Pick<Known, 'addresses' | 'domains'>> {
  const addresses = new Map<string, string[]>()
  const domains = new Map<string, string[]>()
  const wanted = [...new Set(from.map(domainOf))]
  for (const part of inParts(wanted, AT_ONCE)) {
    for (const noun of ['client', 'contact'] as const) {
      const rows = await sql<{ clientId: string; email: string }>`
        select "clientId", "email" from ${sql.table(noun)} where "workspaceId" = ${workspaceId} and "supersededAt" is null
          and (${sql.join(
            part.map(d => sql`lower("email") like ${`%@${d.replace(/[\\%_]/g, '\\$&')}`} escape '\\'`),
            sql` or `,
          )})`.execute(db)
      for (const { clientId, email } of rows.rows) {
        put(addresses, email.toLowerCase(), clientId)
        const d = domainOf(email)
        if (!mailServices.has(d)) put(domains, d, clientId)
      }
    }
  }
  return { addresses, domains }
}

/** Everything in the books that these mails may name: a few queries, however many mails. */
export async function knownFor(db: Db, workspaceId: string, mails: readonly ParsedMail[]): Promise<Books> {
  const ids = new Set<string>()
  const codes = new Set<string>()
  const asked = new Set<string>()
  const numbers = new Set<string>()
  const from = new Set<string>()
  for (const mail of mails) {
    for (const id of mail.answers) ids.add(id)
    if (mail.messageId !== null) ids.add(mail.messageId)
    const returned = mail.returned === null ? null : returnedMessageId(mail.returned)
    if (returned !== null) ids.add(returned)
    const words = `${mail.subject}\n${mail.text}`
    for (const [code] of words.matchAll(CODE)) codes.add(code)
    for (const [code] of words.matchAll(ASK_CODE)) asked.add(code)
    for (const candidate of [...numberCandidates(mail.subject), ...numberCandidates(mail.text)]) numbers.add(candidate)
    if (mail.from !== null) from.add(mail.from)
  }
  return {
    messages: await messagesOf(db, workspaceId, [...ids]),
    codes: await codesOf(db, workspaceId, [...codes]),
    asks: await asksOf(db, workspaceId, asked),
    numbers: await numbersOf(db, workspaceId, [...numbers]),
    ...(await peopleOf(db, workspaceId, [...from])),
  }
}
