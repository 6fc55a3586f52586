import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { clockOn } from '../../src/shell/clock.ts'
import type { Migration } from '../../src/shell/store/bring-up.ts'
import { type Mark, PROGRAM, STORE_VERSION, writeMark } from '../../src/shell/store/mark.ts'
import { openPostgresStore } from '../../src/shell/store/postgres.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace } from '../../src/shell/workspace.ts'
import { type PostgresServer, postgresBin, startPostgres } from '../support/postgres.ts'

const bin = postgresBin()
let server: PostgresServer | undefined
let folder: string
let count = 0
beforeAll(async () => {
  if (bin) server = await startPostgres(bin)
})
afterAll(() => server?.stop())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-version-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

type Open = (migrations?: readonly Migration[]) => Promise<Store>
const STORES: Readonly<Record<string, () => Open>> = {
  'embedded (one file)': () => {
    const file = join(folder, 'store.sqlite')
    return migrations => openFileStore(file, migrations ? { migrations } : {})
  },
  PostgreSQL: () => {
    const url = server?.database(`version${++count}`) ?? ''
    return migrations => openPostgresStore(url, migrations)
  },
}
const clock = clockOn(day('2026-01-05'), 'Europe/Paris')
const FIRM = { name: 'Atelier', country: 'FR', language: 'en', zone: 'Europe/Paris', currency: 'EUR', address: [] }
/** As whoever owns the store, as another program would. */
const meddle = (store: Store, work: (db: Kysely<unknown>) => Promise<unknown>): Promise<unknown> => store.asOwner(work)

describe.each(Object.keys(STORES))('%s', name => {
  const isHere = name !== 'PostgreSQL' || bin !== undefined
  let open: Open
  beforeEach(async () => {
    if (!isHere) return
    open = (STORES[name] as () => Open)() // one of the two above
    const store = await open()
    await createWorkspace(store, FIRM, clock, 'ada')
    await store.close()
  })
  const mark = async (changes: Partial<Mark>): Promise<void> => {
    const store = await open()
    await meddle(store, async db => {
      const { rows } = await sql<{ mark: string }>`select "mark" from "storeMark"`.execute(db)
      await writeMark(db, { ...(JSON.parse(rows[0]?.mark ?? '{}') as Mark), ...changes })
    })
    await store.close()
  }

  test.skipIf(!isHere)('a store in a newer form is refused, naming the program that it needs', async () => {
    await mark({ version: STORE_VERSION + 1, program: '9.9.9' })
    await expect(open()).rejects.toThrow(
      new RegExp(
        `Dunwell 9\\.9\\.9, which is newer than this program \\(${PROGRAM}\\).*form is ${STORE_VERSION + 1}.*Use Dunwell 9\\.9\\.9`,
      ),
    )
    await expect(open()).rejects.toThrow('newer') // and stays so: nothing was changed by the first try
  })

  test.skipIf(!isHere)('a store with a column that this program does not know is refused too', async () => {
    await mark({ program: '0.9.0', columns: { client: ['id', 'mood'] } })
    await expect(open()).rejects.toThrow('it keeps client.mood')
  })

  test.skipIf(!isHere)('an older store is brought up: a missing column comes, what is there stays, and the mark is ours', async () => {
    let store = await open()
    await meddle(store, db => sql`alter table "client" drop column "phone"`.execute(db))
    await store.close()
    store = await open()
    const place = await enterWorkspace(store, clock, 'ada', 'test')
    expect(place.firm.name).toBe('Atelier')
    expect(await place.store.db.selectFrom('client').select('phone').execute()).toEqual([])
    expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
    await store.close()
    if (name !== 'PostgreSQL') expect(readdirSync(folder).filter(f => f.includes('.before-update-'))).toHaveLength(1)
    await (await open()).close() // up to date: nothing more is copied
    if (name !== 'PostgreSQL') expect(readdirSync(folder).filter(f => f.includes('.before-update-'))).toHaveLength(1)
  })

  const SHORTEN: Migration = {
    to: STORE_VERSION + 1,
    says: 'names in capitals',
    run: db => sql`update "workspace" set "name" = upper("name")`.execute(db).then(() => undefined),
  }
  test.skipIf(!isHere)('a migration by hand runs once, leaves a copy of what was, and an older program is refused afterwards', async () => {
    for (let n = 0; n < 2; n++) await (await open([SHORTEN])).close()
    const store = await open([SHORTEN])
    expect(await store.db.selectFrom('workspace').select('name').execute()).toEqual([{ name: 'ATELIER' }])
    if (name === 'PostgreSQL')
      await meddle(store, async db => {
        const { rows } = await sql<{ name: string }>`select name from dunwell_before_1.workspace`.execute(db)
        expect(rows).toEqual([{ name: 'Atelier' }])
      })
    else {
      const copy = readdirSync(folder).find(f => f.includes('.before-update-'))
      const before = await openFileStore(join(folder, copy ?? 'none'), { isCopy: true })
      expect(await before.db.selectFrom('workspace').select('name').execute()).toEqual([{ name: 'Atelier' }])
      await before.close()
    }
    await store.close()
    await expect(open()).rejects.toThrow('newer than this program')
  })

  test.skipIf(!isHere)('a migration that fails changes nothing', async () => {
    const broken: Migration = {
      ...SHORTEN,
      run: async (db, flavour) => {
        await SHORTEN.run(db, flavour)
        throw new Error('half way')
      },
    }
    await expect(open([broken])).rejects.toThrow('half way')
    const store = await open()
    expect(await store.db.selectFrom('workspace').select('name').execute()).toEqual([{ name: 'Atelier' }])
    await store.close()
  })
})
