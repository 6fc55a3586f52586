import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { attach, openPaper } from '../../src/shell/acts/attach.ts'
import { makeDossier } from '../../src/shell/acts/dossier.ts'
import { exportAll, readExported } from '../../src/shell/acts/export.ts'
import { cancelMove, moveStore } from '../../src/shell/acts/move-store.ts'
import { takeIn } from '../../src/shell/acts/take-in.ts'
import { oneTimeToken, openAuth, userOf, userWith } from '../../src/shell/auth/auth.ts'
import { verifyDossier } from '../../src/shell/dossier/seal.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { sweep } from '../../src/shell/run/sweep.ts'
import { workspaceFacts } from '../../src/shell/store/load.ts'
import { openPostgresStore } from '../../src/shell/store/postgres.ts'
import { record, verifyChain } from '../../src/shell/store/record.ts'
import { allTables, readRows, textOf } from '../../src/shell/store/rows.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'
import { enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { asked, dunwell } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'
import { aDebtor, aFirm, longLive, looked, paid, type TestFirm } from '../support/firm.ts'
import { type PostgresServer, postgresBin, startPostgres } from '../support/postgres.ts'

const TODAY = '2026-03-10'
const bin = postgresBin()
let server: PostgresServer | undefined
let folder: string
let firm: TestFirm
let place: Place
beforeAll(async () => {
  if (bin) server = await startPostgres(bin)
})
afterAll(() => server?.stop())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-move-'))
  firm = await aFirm('2026-01-05')
  await longLive(firm, TODAY)
  place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await paid(place, await aDebtor(place, { name: 'Café', dueOn: '2026-02-01' }), 10_00n)
  await looked(place)
  await sweep(place, await loadDecider(place))
})
afterEach(async () => {
  await firm.close()
  rmSync(folder, { recursive: true })
})

/** Every row of a firm as text, by table. */
async function everything(store: Store, workspaceId: string): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const plan of allTables()) {
    const texts: string[] = []
    for await (const page of readRows(store.within(workspaceId).db, plan, workspaceId)) texts.push(...page.map(textOf))
    if (texts.length > 0) all[plan.name] = texts.sort()
  }
  return all
}

/** A sealed dossier that is larger than a piece, so that it is kept in several. */
async function aDossier(): Promise<{ documentId: string; seal: string }> {
  for (let n = 0; n < 3; n += 1)
    await attach(
      place,
      { name: `Scan ${n}.jpg`, bytes: Uint8Array.from([0xff, 0xd8, 0xff, ...randomBytes(700_000)]) },
      { client: 'Librairie' },
    )
  const made = await makeDossier(place, { client: 'Librairie' })
  const rows = await place.store.db.selectFrom('content').select('pieces').execute()
  expect(Math.max(...rows.map(r => r.pieces?.length ?? 0))).toBeGreaterThanOrEqual(2)
  return made
}

async function thereAndBack(other: Store): Promise<void> {
  const { store, workspaceId } = place
  const dossier = await aDossier()
  const isWhole = async (at: Place): Promise<void> => {
    const bytes = Buffer.concat(await Array.fromAsync((await openPaper(at, dossier.documentId)).pieces))
    expect((await verifyDossier(bytes, 'd.zip', dossier.seal)).seal).toBe(dossier.seal)
  }
  const before = await everything(store, workspaceId)
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['client', 'invoice', 'payment', 'journal', 'decision', 'outbox', 'sweep']))
  await moveStore(place, other)
  expect(await everything(store, workspaceId)).toEqual({})
  expect(await everything(other, workspaceId)).toEqual(before)
  const there = await enterWorkspace(other, place.clock, 'ada', 'test', workspaceId)
  expect(await verifyChain(there.store.db, workspaceId)).toBeUndefined()
  await isWhole(there)
  await moveStore(there, store)
  expect(await everything(other, workspaceId)).toEqual({})
  expect(await everything(store, workspaceId)).toEqual(before)
  await isWhole(await enterWorkspace(store, place.clock, 'ada', 'test', workspaceId))
}

test('a firm moves to another file and back, equal to the row', async () => {
  const other = await openFileStore(join(folder, 'other.sqlite'))
  try {
    await thereAndBack(other)
  } finally {
    await other.close()
  }
})

test.skipIf(!bin)('a firm moves to PostgreSQL and back, equal to the row', async () => {
  const other = await openPostgresStore(server?.database('moved') ?? '')
  try {
    await thereAndBack(other)
  } finally {
    await other.close()
  }
})

test('a firm that is there already, or the same store, is refused and nothing moves', async () => {
  const { store, workspaceId } = place
  const before = await everything(store, workspaceId)
  await expect(moveStore(place, store)).rejects.toThrow('That is the store the firm is in')
  const other = await openFileStore(join(folder, 'other.sqlite'))
  try {
    await other.db
      .insertInto('workspace')
      .values({ id: workspaceId, name: 'Atelier', createdAt: place.by.at, moving: null, cameBy: null })
      .execute()
    await expect(moveStore(place, other)).rejects.toThrow('already')
  } finally {
    await other.close()
  }
  expect(await everything(store, workspaceId)).toEqual(before)
})

test('everything is exported as plain files and reads back equal', async () => {
  const target = join(folder, 'out')
  const { tables } = await exportAll(place, { folder: target })
  const before = await everything(place.store, place.workspaceId)
  expect(Object.keys(tables).sort()).toEqual(Object.keys(before).sort())
  for (const [table, texts] of Object.entries(before)) {
    const lines: string[] = []
    for await (const line of readExported(target, table)) lines.push(line)
    expect(lines.sort()).toEqual(texts)
  }
  expect(JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8'))).toMatchObject({ workspaceId: place.workspaceId, tables })
  await expect(exportAll(place, { folder: target })).rejects.toThrow('is not empty')
})

/** The store as it is, but its n-th transaction from now on is never reached: as if the process were killed just before it. */
function cutOffAt(store: Store, n: number): Store {
  let count = 0
  const transaction: Store['transaction'] = (workspaceId, work) => {
    count += 1
    if (count === n) throw new Error('killed')
    return store.transaction(workspaceId, work)
  }
  return { ...store, transaction, within: () => ({ ...store.within(place.workspaceId), transaction }) }
}
const isLive = async (store: Store): Promise<boolean> => {
  try {
    await enterWorkspace(store, place.clock, 'ada', 'test')
    return true
  } catch {
    return false
  }
}

test.each([
  ['before it is marked', 1, 0],
  ['before anything is copied', 0, 1],
  ['between the copy and the taking away', 2, 0],
])('cut off %s, the firm is never live in both stores, and the same command finishes', async (_when, atSource, atTarget) => {
  const before = await everything(place.store, place.workspaceId)
  const other = await openFileStore(join(folder, 'other.sqlite'))
  try {
    const cut = { ...place, store: atSource > 0 ? cutOffAt(place.store, atSource) : place.store }
    await expect(moveStore(cut, atTarget > 0 ? cutOffAt(other, atTarget) : other)).rejects.toThrow('killed')
    expect([await isLive(firm.store), await isLive(other)].filter(Boolean).length).toBeLessThanOrEqual(1)
    const again = await enterWorkspace(firm.store, place.clock, 'ada', 'test', undefined, true)
    const moved = await moveStore(again, other)
    expect(moved.wasFinished).toBe(atSource === 2)
    expect([await isLive(firm.store), await isLive(other)]).toEqual([false, true])
    expect(await everything(other, place.workspaceId)).toEqual(before)
    expect(await everything(firm.store, place.workspaceId)).toEqual({})
  } finally {
    await other.close()
  }
})

test('a firm on its way is entered by nobody; the move is taken back only while nothing has arrived', async () => {
  const other = await openFileStore(join(folder, 'other.sqlite'))
  try {
    await expect(moveStore(place, cutOffAt(other, 1))).rejects.toThrow('killed')
    await expect(enterWorkspace(firm.store, place.clock, 'ada', 'test')).rejects.toThrow(/on its way to .*other\.sqlite.*--cancel/)
    await expect(moveStore(place, await openFileStore(join(folder, 'third.sqlite')))).rejects.toThrow('Finish that first')
    await cancelMove(place, other)
    expect(await isLive(firm.store)).toBe(true)
    await expect(moveStore({ ...place, store: cutOffAt(place.store, 2) }, other)).rejects.toThrow('killed')
    await expect(cancelMove(place, other)).rejects.toThrow('cannot be taken back')
  } finally {
    await other.close()
  }
})

test.skipIf(!bin)('whoever signs in here signs in there, with the same session, passkeys and keys; and back', async () => {
  const settings = { origin: 'http://127.0.0.1:4747', secret: 'a secret of this machine, long enough', cookiePrefix: 'dunwell' }
  const auth = await openAuth(firm.store, settings)
  const ada = await userWith(auth, 'ada@atelier.example', 'Ada')
  await record(firm.store, place.by, 'member', pen => pen.add('membership', { userId: ada.id, name: 'Ada', role: 'owner' }))
  const { key } = await auth.api.createApiKey({ body: { userId: ada.id, name: 'mine' } })
  const entered = await auth.api.magicLinkVerify({
    query: { token: await oneTimeToken(auth, ada.email) },
    headers: new Headers(),
    asResponse: true,
  })
  const cookie = entered.headers
    .getSetCookie()
    .map(c => c.split(';', 1)[0])
    .join('; ')
  const other = await openPostgresStore(server?.database('signins') ?? '')
  const whoIn = async (store: Store) => {
    const there = await openAuth(store, settings)
    const [bySession, byKey] = [new Headers({ cookie }), new Headers({ authorization: `Bearer ${key}` })]
    return [(await userOf(there, bySession))?.user.email, (await userOf(there, byKey))?.user.email]
  }
  try {
    expect(await whoIn(firm.store)).toEqual([ada.email, ada.email])
    expect(await moveStore(place, other)).toMatchObject({ people: 1 })
    expect(await whoIn(other)).toEqual([ada.email, ada.email])
    await moveStore(await enterWorkspace(other, place.clock, 'ada', 'test'), firm.store)
    expect(await whoIn(firm.store)).toEqual([ada.email, ada.email])
  } finally {
    await other.close()
  }
})

test('a person who is known there under another id stays a member under that one', async () => {
  const settings = { origin: 'http://127.0.0.1:4747', secret: 'a secret of this machine, long enough', cookiePrefix: 'dunwell' }
  const other = await openFileStore(join(folder, 'other.sqlite'))
  try {
    const here = await userWith(await openAuth(firm.store, settings), 'ada@atelier.example', 'Ada')
    const there = await userWith(await openAuth(other, settings), 'ada@atelier.example', 'Ada')
    await record(firm.store, place.by, 'member', pen => pen.add('membership', { userId: here.id, name: 'Ada', role: 'owner' }))
    await moveStore(place, other)
    expect((await workspaceFacts(other.db, place.workspaceId, 'membership')).map(m => m.userId)).toEqual([there.id])
    expect(await verifyChain(other.db, place.workspaceId)).toBeUndefined()
  } finally {
    await other.close()
  }
})

test('an exported firm is taken into another store equal to the row; what was cut, changed or mixed up is refused whole', async () => {
  const target = join(folder, 'out')
  await exportAll(place, { folder: target })
  const before = await everything(place.store, place.workspaceId)
  const fresh = async (n: number): Promise<Store> => openFileStore(join(folder, `taken-${n}.sqlite`))
  const other = await fresh(1)
  try {
    expect(await takeIn(other, { folder: target })).toMatchObject({ firm: 'Atelier', workspaceId: place.workspaceId })
    expect(await everything(other, place.workspaceId)).toEqual(before)
    await expect(takeIn(other, { folder: target })).rejects.toThrow('in this store already')
  } finally {
    await other.close()
  }
  const clients = join(target, 'client.jsonl')
  const whole = readFileSync(clients, 'utf8')
  const [firstLine = ''] = whole.split('\n')
  const damaged: readonly (readonly [text: string, says: RegExp])[] = [
    [whole.replace('Librairie', 'Librairia'), /journal is broken/],
    [whole.replace(`${firstLine}\n`, ''), /lines, its manifest says/],
    [whole.replace(firstLine, firstLine.slice(0, -5)), /client\.jsonl, line 1: This line is not what an export writes/],
    [whole.replace(place.workspaceId, 'another'), /belongs to another firm/],
  ]
  const untouched = await fresh(2)
  try {
    for (const [text, says] of damaged) {
      writeFileSync(clients, text)
      await expect(takeIn(untouched, { folder: target })).rejects.toThrow(says)
      expect(await everything(untouched, place.workspaceId)).toEqual({})
    }
    await expect(takeIn(untouched, { folder })).rejects.toThrow('no exported firm')
  } finally {
    await untouched.close()
  }
})

test.skipIf(!bin)('an exported firm is taken into PostgreSQL equal to the row', async () => {
  const target = join(folder, 'out')
  await exportAll(place, { folder: target })
  const before = await everything(place.store, place.workspaceId)
  const other = await openPostgresStore(server?.database('taken') ?? '')
  try {
    await takeIn(other, { folder: target })
    expect(await everything(other, place.workspaceId)).toEqual(before)
  } finally {
    await other.close()
  }
})

test('on the command line: moved with a copy first, taken back, and exported into a new store', async () => {
  const environment = { ...process.env }
  await firm.store.close()
  process.env.DUNWELL_STORE = firm.file
  delete process.env.DUNWELL_DATABASE_URL
  try {
    const other = join(folder, 'other.sqlite')
    const moved = await asked<{ rows: number; kept: string }>('move', '--to', other)
    expect(moved.rows).toBeGreaterThan(10)
    expect(existsSync(moved.kept)).toBe(true)
    expect((await dunwell('clients')).err).toContain('There is no firm in this store')
    process.env.DUNWELL_STORE = other
    expect(await asked<unknown[]>('clients')).toHaveLength(2)
    await asked('export', join(folder, 'plain'))
    process.env.DUNWELL_STORE = join(folder, 'third.sqlite')
    expect(await asked('restore', join(folder, 'plain'))).toMatchObject({ firm: 'Atelier' })
    expect(await asked<unknown[]>('clients')).toHaveLength(2)
    process.env.DUNWELL_STORE = firm.file
    await asked('restore', moved.kept, '--yes')
    expect(await asked<unknown[]>('clients')).toHaveLength(2)
  } finally {
    putEnvironment(environment)
    firm = { ...firm, close: async () => rmSync(firm.folder, { recursive: true }) }
  }
})
