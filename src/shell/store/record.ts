import { sql } from 'kysely'
import type { Day } from '../../core/day/day.ts'
import { checkBody } from '../../core/facts/check.ts'
import { type Body, type Fact, type Frame, type NounName, nouns } from '../../core/facts/nouns.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { among } from './among.ts'
import { digestOf, keptJson, layoutOf } from './fact-digest.ts'
import { newId, randomText } from './ids.ts'
import { inParts } from './in-parts.ts'
import { insertRows } from './insert.ts'
import { contentDigest, linkDigest } from './journal.ts'
import { journalHead } from './journal-head.ts'
import { type Db, type Flavour, FRAME_COLUMNS } from './schema.ts'
import type { Store } from './store.ts'

/** Who writes, when, and where it comes from. */
export interface By {
  readonly workspaceId: string
  /** A user id, or `system:sweep` and the like. */
  readonly actor: string
  /** Screen, command, or file and line. */
  readonly source: string
  /** ISO instant. */
  readonly at: string
  /** The civil day in the firm’s zone: the effective day where none is given. */
  readonly today: Day
}

type NullableKeys<B> = { [K in keyof B]: null extends B[K] ? K : never }[keyof B]
type Loose<B> = Omit<B, NullableKeys<B>> & Partial<Pick<B, NullableKeys<B>>>
/** A fact to be: nullable fields may be left out. */
export type NewFact<N extends NounName> = Loose<Body<N>> & {
  readonly id?: string
  /** The id was made just now (`newId`): no earlier version is looked for. */
  readonly isNew?: true
  readonly clientId?: string
  readonly effectiveOn?: Day
  readonly source?: string
}

/** Writes facts within one transaction; one journal link closes it. */
export interface Pen {
  readonly tx: Db
  readonly by: By
  /** The link of the journal that this transaction will close. */
  readonly seq: number
  /** A new thing, or a further version where `id` is given and current. @returns its id. */
  add<N extends NounName>(noun: N, fact: NewFact<N>): Promise<string>
  /** A new version with some fields changed. @throws Refusal where there is no such thing now. */
  amend<N extends NounName>(noun: N, id: string, changes: Partial<Body<N>>, effectiveOn?: Day): Promise<void>
  /** Takes it back: the row stays, closed. */
  retract(noun: NounName, id: string): Promise<void>
  /** The same for many, passing over what is not there now. @returns how many it took back. */
  retractMany(noun: NounName, ids: readonly string[]): Promise<number>
  current<N extends NounName>(noun: N, id: string): Promise<Fact<N> | undefined>
  /** Sends what is written so far to the store, so that queries over `tx` see it. */
  flush(): Promise<void>
}

/**
 * Records facts: all that `write` does stands or falls together, and one link of the journal closes it.
 * `what` names the act in one line without personal text.
 */
export async function record<T>(store: Store, by: By, what: string, write: (pen: Pen) => Promise<T>): Promise<T> {
  return store.transaction(by.workspaceId, async tx => {
    const pen = await openPen(tx, store.flavour, by)
    const result = await write(pen)
    await pen.finish(what)
    return result
  })
}

/** From so many facts on, a thread that writes them is sooner begun than done without. */
const LONG_FACTS = 5000

/** Works with a store to record about so many facts in: of many, rows are made in this thread while another writes those before. */
export async function writingMany<T>(store: Store, facts: number, work: (writing: Store) => Promise<T>): Promise<T> {
  const beside = facts < LONG_FACTS ? undefined : store.beside?.()
  try {
    return await work(beside ?? store)
  } finally {
    await beside?.close()
  }
}

interface Writing {
  readonly tx: Db
  readonly flavour: Flavour
  readonly by: By
  readonly seq: number
  readonly previousLink: string
  /** Digests of the facts written and closed by this link. */
  readonly written: string[]
  readonly closed: string[]
  /** Rows not yet sent to the database. */
  readonly waiting: Map<NounName, (readonly unknown[])[]>
}

async function flush(w: Writing): Promise<void> {
  for (const [noun, rows] of w.waiting) await insertRows(w.tx, w.flavour, noun, rows)
  w.waiting.clear()
}

/** Rows of one noun that wait at most: they go in few long statements. */
const WAITING_MAX = 500

async function close(w: Writing, noun: NounName, id: string): Promise<Record<string, unknown> | undefined> {
  await flush(w)
  const old = await currentRow(w.tx, w.by.workspaceId, noun, id)
  if (!old) return undefined
  await w.tx
    .updateTable(noun as 'client') // every noun has these columns
    .set({ supersededAt: w.by.at, supersededSeq: w.seq })
    .where('workspaceId', '=', w.by.workspaceId)
    .where('factId', '=', String(old.factId))
    .execute()
  w.closed.push(String(old.digest))
  return old
}

async function closeMany(w: Writing, noun: NounName, ids: readonly string[]): Promise<number> {
  await flush(w)
  const { tx, by } = w
  let count = 0
  for (const some of inParts([...new Set(ids)])) {
    const from = tx
      .selectFrom(noun as 'client') // every noun has these columns
      .select(['factId', 'digest'])
      .where('workspaceId', '=', by.workspaceId)
      .where(among(tx, 'id', some))
      .where('supersededAt', 'is', null)
    const old = await from.execute()
    if (old.length === 0) continue
    await tx
      .updateTable(noun as 'client') // as above
      .set({ supersededAt: by.at, supersededSeq: w.seq })
      .where('workspaceId', '=', by.workspaceId)
      .where(among(tx, 'factId', old.map(row => row.factId))) // biome-ignore format: one condition
      .execute()
    for (const { digest } of old) w.closed.push(digest)
    count += old.length
  }
  return count
}

async function put(w: Writing, noun: NounName, frame: Frame, body: Readonly<Record<string, unknown>>): Promise<void> {
  const faults = checkBody(noun, body, FRAME_GIVEN)
  if (faults.length > 0) throw new Refusal(faults)
  const layout = layoutOf(noun)
  const salt = randomText(SALT_BYTES)
  const values = framed(w, frame, salt)
  for (const name of layout.body) values.push(keptJson(body[name] ?? null))
  const digest = digestOf(noun, salt, values)
  values[DIGEST_AT] = digest
  w.written.push(digest)
  const rows = w.waiting.get(noun)
  if (rows) rows.push(values)
  else w.waiting.set(noun, [values])
  if (!rows || rows.length < WAITING_MAX) return
  w.waiting.delete(noun)
  await insertRows(w.tx, w.flavour, noun, rows)
}
const DIGEST_AT = Object.keys(FRAME_COLUMNS).indexOf('digest')
const SALT_BYTES = 12
/** Given beside a fact's own fields, and kept in its frame. */
const FRAME_GIVEN: ReadonlySet<string> = new Set(['id', 'isNew', 'clientId', 'effectiveOn', 'source'])

/** The frame's columns in the order of FRAME_COLUMNS, the digest still to be made. */
function framed({ by, seq }: Writing, frame: Frame, salt: string): unknown[] {
  const { factId, id, clientId, effectiveOn, recordedAt, actor, source } = frame
  return [by.workspaceId, factId, id, clientId, effectiveOn, recordedAt, actor, source, seq, null, null, '', salt]
}

const frameOf = (by: By, id: string, clientId: string, effectiveOn: Day | undefined, source: string | undefined): Frame => ({
  factId: newId(),
  id,
  clientId,
  effectiveOn: effectiveOn ?? by.today,
  recordedAt: by.at,
  actor: by.actor,
  source: source ?? by.source,
})

async function add<N extends NounName>(w: Writing, noun: N, fact: NewFact<N>): Promise<string> {
  const { id, isNew, clientId, effectiveOn, source } = fact
  if (nouns[noun].about !== 'workspace' && noun !== 'client' && !clientId)
    refuse('field-missing', `A ${noun} belongs to a client: say which.`, { field: 'clientId' })
  if (id !== undefined && isNew !== true) await close(w, noun, id)
  const ownId = id ?? newId()
  await put(w, noun, frameOf(w.by, ownId, noun === 'client' ? ownId : (clientId ?? ''), effectiveOn, source), fact)
  return ownId
}

async function amend(
  w: Writing,
  noun: NounName,
  id: string,
  changes: Readonly<Record<string, unknown>>,
  effectiveOn: Day | undefined,
): Promise<void> {
  const old = await close(w, noun, id)
  if (!old) return refuse('not-found', `There is no ${noun} "${id}".`, { field: 'id' })
  const body = Object.fromEntries(layoutOf(noun).body.map(name => [name, name in changes ? changes[name] : old[name]]))
  await put(w, noun, frameOf(w.by, id, String(old.clientId), effectiveOn, undefined), body)
}

async function finish(w: Writing, what: string): Promise<void> {
  await flush(w)
  const count = w.written.length + w.closed.length
  if (count === 0) return
  const parts = { seq: w.seq, at: w.by.at, actor: w.by.actor, what, content: contentDigest(w.written, w.closed) }
  await w.tx
    .insertInto('journal')
    .values({ ...parts, workspaceId: w.by.workspaceId, count, link: linkDigest(w.previousLink, parts) })
    .execute()
}

/** For callers that already hold a transaction (sweep, perform): the same pen, finished by the caller. */
export async function openPen(tx: Db, flavour: Flavour, by: By): Promise<Pen & { finish(what: string): Promise<void> }> {
  // one link after the other: the embedded store has one writer, PostgreSQL has many
  if (flavour === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${`journal ${by.workspaceId}`}))`.execute(tx)
  const last = (await journalHead(tx, by.workspaceId)) ?? { seq: 0, link: by.workspaceId }
  const w: Writing = { tx, flavour, by, seq: last.seq + 1, previousLink: last.link, written: [], closed: [], waiting: new Map() }
  return {
    tx,
    by,
    seq: w.seq,
    add: (noun, fact) => add(w, noun, fact),
    amend: (noun, id, changes, effectiveOn) => amend(w, noun, id, changes, effectiveOn),
    retract: async (noun, id) => {
      if (!(await close(w, noun, id))) refuse('not-found', `There is no ${noun} "${id}".`, { field: 'id' })
    },
    retractMany: (noun, ids) => closeMany(w, noun, ids),
    current: async <N extends NounName>(noun: N, id: string) => {
      await flush(w)
      return (await currentRow(tx, by.workspaceId, noun, id)) as Fact<N> | undefined // rows of a noun’s table are its facts
    },
    flush: () => flush(w),
    finish: what => finish(w, what),
  }
}

async function currentRow(tx: Db, workspaceId: string, noun: NounName, id: string): Promise<Record<string, unknown> | undefined> {
  const row = await tx
    .selectFrom(noun as 'client')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('supersededAt', 'is', null)
    .executeTakeFirst() // every noun has these columns
  return row as Record<string, unknown> | undefined
}

/** What stands now of some things, by id. */
export async function currentRows(
  tx: Db,
  workspaceId: string,
  noun: NounName,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>()
  for (const some of inParts(ids)) {
    const from = tx
      .selectFrom(noun as 'client')
      .selectAll()
      .where('workspaceId', '=', workspaceId) // every noun has these columns
    for (const row of await from
      .where(among(tx, 'id', some))
      .where('supersededAt', 'is', null)
      .execute())
      found.set(row.id, { ...row })
  }
  return found
}

/** Keeps bytes under their hash, once. @returns the hash. */
export async function keepContent(tx: Db, workspaceId: string, sha256: string, bytes: Uint8Array): Promise<string> {
  await tx
    .insertInto('content')
    .values({ workspaceId, sha256, bytes, keptIn: null, pieces: null })
    .onConflict(c => c.columns(['workspaceId', 'sha256']).doNothing())
    .execute()
  return sha256
}

/** Whether the journal’s chain holds, link by link. @returns the first faulty link, or undefined. */
export async function verifyChain(db: Db, workspaceId: string): Promise<{ seq: number; why: string } | undefined> {
  const digests = await digestsBySeq(db, workspaceId)
  let previous = workspaceId
  let seq = 0
  for (const row of await db.selectFrom('journal').selectAll().where('workspaceId', '=', workspaceId).orderBy('seq').execute()) {
    seq += 1
    if (row.seq !== seq) return { seq, why: 'a link is missing' }
    const found = digests.get(seq)
    if (contentDigest(found?.written ?? [], found?.closed ?? []) !== row.content)
      return { seq, why: 'facts were changed, added or removed' }
    if (linkDigest(previous, row) !== row.link) return { seq, why: 'the link itself was changed' }
    previous = row.link
  }
  return undefined
}

async function digestsBySeq(db: Db, workspaceId: string): Promise<Map<number, { written: string[]; closed: string[] }>> {
  const bySeq = new Map<number, { written: string[]; closed: string[] }>()
  const at = (seq: number) => {
    const found = bySeq.get(seq) ?? { written: [], closed: [] }
    bySeq.set(seq, found)
    return found
  }
  for (const noun of Object.keys(nouns) as NounName[]) {
    const rows = await sql<Record<string, unknown>>`select * from ${sql.table(noun)} where "workspaceId" = ${workspaceId}`.execute(db)
    for (const row of rows.rows) {
      // text and salt may have been erased; the digest then stands alone
      const digest =
        typeof row.salt === 'string'
          ? digestOf(
              noun,
              row.salt,
              layoutOf(noun).names.map(name => row[name]),
            )
          : String(row.digest)
      at(Number(row.journalSeq)).written.push(digest)
      if (row.supersededSeq !== null) at(Number(row.supersededSeq)).closed.push(digest)
    }
  }
  return bySeq
}
