import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { live } from '../../src/shell/acts/live.ts'
import { run } from '../../src/shell/acts/run.ts'
import { standingOn } from '../../src/shell/cli/open.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { loadClients, streamClients } from '../../src/shell/store/load.ts'
import { openPostgresStore } from '../../src/shell/store/postgres.ts'
import { record, verifyChain } from '../../src/shell/store/record.ts'
import { plannedTables } from '../../src/shell/store/schema.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { aDebtor, deeds, looked, outbox, paid } from '../support/firm.ts'
import { startMailServer } from '../support/mail-server.ts'
import { type PostgresServer, postgresBin, startPostgres } from '../support/postgres.ts'

const bin = postgresBin()
let folder: string
let server: PostgresServer | undefined
let databases = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-contract-'))
  if (bin) server = await startPostgres(bin)
})
afterAll(() => {
  server?.stop()
  rmSync(folder, { recursive: true })
})

const STORES: Readonly<Record<string, () => Promise<Store>>> = {
  'embedded (one file)': () => openFileStore(join(folder, `store-${++databases}.sqlite`)),
  'embedded, in a thread of its own': async () => {
    const store = await openFileStore(join(folder, `store-${++databases}.sqlite`))
    const beside = store.beside?.() ?? store
    return { ...beside, close: () => beside.close().then(store.close) }
  },
  PostgreSQL: async () => openPostgresStore(server?.database(`db${++databases}`) ?? ''),
}
const clock = clockOn(day('2026-01-05'), 'Europe/Paris')
const FIRM = {
  country: 'FR',
  language: 'en',
  zone: 'Europe/Paris',
  currency: 'EUR',
  address: ['1 rue Haute'],
  email: 'ada@atelier.example',
}

describe.each(Object.keys(STORES))('%s', name => {
  const isHere = name !== 'PostgreSQL' || bin !== undefined
  let store: Store
  let place: Place
  const firm = async (called: string): Promise<Place> => {
    const id = await createWorkspace(store, { ...FIRM, name: called }, clock, 'ada')
    return enterWorkspace(store, clock, 'ada', 'test', id)
  }
  const on = (text: string, where = place): Place => standingOn(where, text)
  beforeEach(async () => {
    if (!isHere) return
    store = await (STORES[name] as () => Promise<Store>)() // one of those above
    place = await firm('Atelier')
  })
  afterEach(async () => {
    if (isHere) await store.close()
  })

  test.skipIf(!isHere)('gives values back as they were written, to the last unit', async () => {
    const detail = { a: [1, 'x', null], b: { c: true } }
    const { clientId } = await aDebtor(place, { name: 'Ănd “quoted” 日本', dueOn: '2026-02-28', totalMinor: 9_007_199_254_740_993n })
    await record(place.store, place.by, 'task', pen =>
      pen.add('task', { clientId, title: 't', kind: 'call', dueOn: day('2026-02-28'), detail }),
    )
    const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
    expect(facts?.client).toMatchObject({ name: 'Ănd “quoted” 日本', address: null, termsDays: null, country: 'FR' })
    expect(facts?.invoice).toMatchObject([{ totalMinor: 9_007_199_254_740_993n, dueOn: '2026-02-28', cancelledOn: null }])
    expect(facts?.task).toMatchObject([{ detail, doneOn: null }])
    expect(place.firm).toMatchObject({ address: ['1 rue Haute'] })
  })

  test.skipIf(!isHere)('facts come in the order in which they were learned, wherever their rows lie', async () => {
    const [a, b] = await Promise.all(['A', 'B'].map(each => aDebtor(place, { name: each, dueOn: '2026-03-01' })))
    const clientIds = [a?.clientId ?? '', b?.clientId ?? ''].sort()
    const ids = await record(place.store, place.by, 'tasks', async pen => {
      const made: string[] = []
      for (const title of ['first', 'second', 'third'])
        for (const clientId of clientIds) made.push(await pen.add('task', { clientId, title, kind: 'call', dueOn: day('2026-03-01') }))
      return made
    })
    const { db } = store.within(place.workspaceId)
    // a row of another machine, whose clock is ahead, was written first
    for (const id of ids.slice(0, 2))
      await db
        .updateTable('task')
        .set({ factId: `ffffffff-${id}` })
        .where('id', '=', id)
        .execute()
    const told = (pages: readonly { readonly client: { readonly id: string }; readonly task: readonly { readonly title: string }[] }[]) =>
      pages.map(({ client, task }) => [client.id, ...task.map(each => each.title)])
    const expected = clientIds.map(id => [id, 'second', 'third', 'first'])
    expect(told(await loadClients(db, place.workspaceId, clientIds.toReversed()))).toEqual(expected)
    for await (const page of streamClients(db, place.workspaceId)) expect(told(page)).toEqual(expected)
  })

  test.skipIf(!isHere)('many are taken back at once, each in the journal; what is not there is passed over', async () => {
    const { clientId } = await aDebtor(place, { name: 'Many', dueOn: '2026-02-28' })
    const note = (text: string) => ({ clientId, text })
    const ids = await record(place.store, place.by, 'notes', async pen => {
      const made: string[] = []
      for (let n = 0; n < 1203; n += 1) made.push(await pen.add('note', note(`note ${n}`)))
      return made
    })
    const [gone = '', changed = '', stays = ''] = ids
    await record(place.store, place.by, 'one', pen => pen.retract('note', gone))
    await record(place.store, place.by, 'another', pen => pen.amend('note', changed, { text: 'changed' }))
    const count = await record(place.store, place.by, 'all but one', async pen => {
      await pen.add('note', { ...note('written in the same link'), id: 'own', isNew: true })
      return pen.retractMany('note', [...ids.filter(id => id !== stays), 'own', 'nobody', changed])
    })
    expect(count).toBe(1202) // all but the one gone before and the one that stays, and its own
    const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
    expect(facts?.note.map(each => each.id)).toEqual([stays])
    expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
    const link = await place.store.db.selectFrom('journal').select('count').orderBy('seq', 'desc').executeTakeFirst()
    expect(link).toEqual({ count: 1203 })
  })

  test.skipIf(!isHere)('all or nothing: a write that fails leaves no row and no link', async () => {
    const before = await store.within(place.workspaceId).db.selectFrom('journal').selectAll().execute()
    await expect(
      record(place.store, place.by, 'half', async pen => {
        await pen.add('client', { name: 'Half', kind: 'business' })
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    expect(await place.store.db.selectFrom('client').selectAll().execute()).toEqual([])
    expect(await place.store.db.selectFrom('journal').selectAll().execute()).toHaveLength(before.length)
  })

  test.skipIf(!isHere)('many writers at once keep one unbroken journal', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => aDebtor(place, { name: `Client ${n}`, dueOn: '2026-03-01' })))
    expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
    const pages: number[] = []
    for await (const page of streamClients(place.store.db, place.workspaceId, 5)) pages.push(page.length)
    expect(pages).toEqual([5, 5, 2])
  })

  test.skipIf(!isHere)('the daily run: decided, approved, sent once, paid ones withdrawn', async () => {
    const mail = await startMailServer()
    const config = configFrom({ DUNWELL_STORE: join(folder, 'x'), DUNWELL_SMTP_URL: mail.url })
    try {
      await live(on('2026-01-06'))
      const today = on('2026-03-10')
      const debtors = await Promise.all(['A', 'B', 'C'].map(each => aDebtor(today, { name: each, dueOn: '2026-03-01' })))
      await looked(today)
      await run(today, config, {})
      await paid(today, debtors[1] as NonNullable<(typeof debtors)[1]>)
      await run(today, config, { send: true, wholeDay: true, workers: 3 })
      await run(today, config, { send: true, wholeDay: true, workers: 3 })
      expect(
        mail.received
          .flatMap(m => m.to)
          .filter(to => to.startsWith('billing'))
          .sort(),
      ).toEqual(['billing@a.example', 'billing@c.example'])
      expect((await outbox(today)).map(row => row.state).sort()).toEqual(['sent', 'sent', 'withdrawn'])
      expect((await deeds(today)).map(d => d.outcome)).toEqual(['sent', 'sent'])
      expect(await verifyChain(today.store.db, today.workspaceId)).toBeUndefined()
    } finally {
      await mail.stop()
    }
  })

  test.skipIf(!isHere)('two firms in one store do not see each other', async () => {
    const other = await firm('Other')
    const { clientId } = await aDebtor(place, { name: 'Mine', dueOn: '2026-03-01' })
    expect(await loadClients(other.store.db, other.workspaceId, [clientId])).toEqual([])
    await expect(enterWorkspace(store, clock, 'ada', 'test')).rejects.toThrow('This store holds 2 firms')
  })
})

describe.skipIf(bin === undefined)('PostgreSQL row policies', () => {
  test('another workspace reads and writes no row of any table, pooled connections included', async () => {
    const store = await openPostgresStore(server?.database(`db${++databases}`) ?? '')
    const a = await createWorkspace(store, { ...FIRM, name: 'A' }, clock, 'ada')
    const b = await createWorkspace(store, { ...FIRM, name: 'B' }, clock, 'ada')
    const place = await enterWorkspace(store, clock, 'ada', 'test', a)
    const today = standingOn(place, '2026-03-10')
    await aDebtor(today, { name: 'Mine', dueOn: '2026-03-01' })
    await looked(today)
    await run(today, configFrom({ DUNWELL_STORE: join(folder, 'x') }), {})
    const other = store.within(b).db
    for (const { name, columns } of plannedTables()) {
      const table = name as 'client' // every table has what is used here
      const owner = name === 'workspace' ? ('id' as 'workspaceId') : 'workspaceId'
      expect([name, await other.selectFrom(table).selectAll().where(owner, '=', a).execute()]).toEqual([name, []])
      const updated = await other
        .updateTable(table)
        .set({ [owner]: b })
        .where(owner, '=', a)
        .executeTakeFirst()
      expect([name, updated.numUpdatedRows]).toEqual([name, 0n])
      const deleted = await other.deleteFrom(table).where(owner, '=', a).executeTakeFirst()
      expect([name, deleted.numDeletedRows]).toEqual([name, 0n])
      // whoever sets no workspace at all sees which firms there are, and nothing of them
      const unset = await store.db.selectFrom(table).selectAll().execute()
      expect([name, unset.length]).toEqual([name, name === 'workspace' ? 2 : 0])
      expect(Object.keys(columns).length).toBeGreaterThan(0)
    }
    const link = { workspaceId: a, seq: 999, at: '', actor: '', what: '', count: 0, content: '', link: '' }
    await expect(other.insertInto('journal').values(link).execute()).rejects.toThrow('row-level security')
    expect(await verifyChain(store.within(a).db, a)).toBeUndefined()
    await store.close()
  })

  test('the app works as a role that owns nothing and passes no policy by', async () => {
    const store = await openPostgresStore(server?.database(`db${++databases}`) ?? '')
    const { sql } = await import('kysely')
    const { rows } = await sql<{ name: string; strong: boolean; owned: bigint }>`
      select current_user as name, r.rolsuper or r.rolbypassrls as strong, (select count(*) from pg_tables where tableowner = current_user) as owned
      from pg_roles r where r.rolname = current_user`.execute(store.db)
    expect(rows).toEqual([{ name: expect.stringMatching(/^dunwell_app_/), strong: false, owned: 0n }])
    expect(store.location).not.toContain('password')
    await store.close()
  })

  test('a database that restarts in the middle: the write fails whole, the next one works', async () => {
    const store = await openPostgresStore(server?.database(`db${++databases}`) ?? '')
    const id = await createWorkspace(store, { ...FIRM, name: 'A' }, clock, 'ada')
    const place = await enterWorkspace(store, clock, 'ada', 'test', id)
    await expect(
      record(place.store, place.by, 'cut', async pen => {
        await pen.add('client', { name: 'Cut', kind: 'business' })
        server?.restart()
        await pen.add('client', { name: 'Off', kind: 'business' })
      }),
    ).rejects.toThrow()
    await aDebtor(place, { name: 'After', dueOn: '2026-03-01' })
    expect((await place.store.db.selectFrom('client').select('name').execute()).map(c => c.name)).toEqual(['After'])
    expect(await verifyChain(place.store.db, id)).toBeUndefined()
    await store.close()
  })
})
