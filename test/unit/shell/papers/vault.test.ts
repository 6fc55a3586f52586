import { hash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { attach, readPaper } from '../../../../src/shell/acts/attach.ts'
import { backup } from '../../../../src/shell/acts/backup.ts'
import { clockOn } from '../../../../src/shell/clock.ts'
import { configFrom } from '../../../../src/shell/config.ts'
import { offloadPapers } from '../../../../src/shell/papers/offload.ts'
import { vaultFrom } from '../../../../src/shell/papers/vault.ts'
import { vaultKey, withVault } from '../../../../src/shell/store/contents.ts'
import { record } from '../../../../src/shell/store/record.ts'
import { openFileStore, type Store } from '../../../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../../../src/shell/workspace.ts'
import { BUCKET_KEY, type Bucket, startBucket } from '../../../support/s3-server.ts'

const BYTES = new TextEncoder().encode('%PDF-1.4 a signed order')
const SHA = hash('sha256', BYTES, 'hex')
const FIRM = { name: 'A', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['x'] }

let folder: string
let bucket: Bucket
let base: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-vault-'))
  bucket = await startBucket()
  base = await openFileStore(join(folder, 's.sqlite'))
})
afterEach(async () => {
  await base.close()
  await bucket.stop()
  rmSync(folder, { recursive: true })
})

const configOf = (papers: string, secret = BUCKET_KEY.secret) =>
  configFrom({
    DUNWELL_STORE: join(folder, 's.sqlite'),
    DUNWELL_PAPERS: papers,
    DUNWELL_PAPERS_KEY: BUCKET_KEY.id,
    DUNWELL_PAPERS_SECRET: secret,
  })

/** A firm with one client and one paper, its store with the vault that the configuration names. */
async function kept(config: ReturnType<typeof configOf>): Promise<{ place: Place; documentId: string }> {
  const clock = clockOn(day('2026-09-01'), 'Europe/Paris')
  await createWorkspace(base, FIRM, clock, 'test')
  const place = await enterWorkspace(withVault(base, vaultFrom(config)), clock, 'test', 'test')
  await record(place.store, place.by, 'client', pen => pen.add('client', { name: 'C', kind: 'business' }))
  const { documentId } = await attach(place, { name: 'order.pdf', bytes: BYTES }, { client: 'C', kind: 'order' })
  return { place, documentId }
}
const inDatabase = async (): Promise<number> => (await base.db.selectFrom('content').select('bytes').executeTakeFirst())?.bytes.length ?? -1

describe.each([
  ['a folder', () => configOf(join(folder, 'papers'))],
  ['a bucket', () => configOf(bucket.url)],
])('papers in %s', (_what, config) => {
  test('leave the database once they are proved there, come back unchanged, and a backup stands on its own', async () => {
    const { place, documentId } = await kept(config())
    expect(await inDatabase()).toBe(0)
    expect(await offloadPapers(place)).toEqual({ moved: 0, bytes: 0 })
    expect(Buffer.from((await readPaper(place, documentId)).bytes).equals(BYTES)).toBe(true)
    const file = join(folder, 'backup.sqlite')
    await backup(config(), { file })
    const copy = await openFileStore(file)
    const row = await copy.db.selectFrom('content').select(['bytes', 'keptIn']).executeTakeFirst()
    await copy.close()
    expect(row?.keptIn).toBeNull()
    expect(Buffer.from(row?.bytes ?? []).equals(BYTES)).toBe(true)
  })
})

test('a paper that was changed in the vault is refused, and a backup of it is refused with nothing left behind', async () => {
  const config = configOf(join(folder, 'papers'))
  const { place, documentId } = await kept(config)
  writeFileSync(join(folder, 'papers', vaultKey(place.workspaceId, SHA)), 'another paper')
  await expect(readPaper(place, documentId)).rejects.toThrow('no longer what was kept')
  await expect(backup(config, { file: join(folder, 'b.sqlite') })).rejects.toThrow('could not be read')
  expect(readdirSync(folder).filter(name => name.startsWith('b.sqlite'))).toEqual([])
})

test('a bucket that refuses the signature keeps nothing: the paper stays in the database', async () => {
  await expect(kept(configOf(bucket.url, 'the wrong secret'))).rejects.toThrow('SignatureDoesNotMatch')
  expect(bucket.refused).toHaveLength(1)
  expect(bucket.objects.size).toBe(0)
  expect(await inDatabase()).toBe(BYTES.length)
})

test('a bucket that is down for a moment is asked again; one that stays down loses nothing', async () => {
  bucket.down = 2
  const { place } = await kept(configOf(bucket.url))
  expect(await inDatabase()).toBe(0)
  bucket.down = 100
  await expect(attach(place, { name: 'b.pdf', bytes: new TextEncoder().encode('%PDF-1.4 b') }, { client: 'C' })).rejects.toThrow(
    'failed 3 times',
  )
  const rows = await base.db.selectFrom('content').select(['bytes', 'keptIn']).execute()
  expect(rows.map(r => [r.bytes.length > 0, r.keptIn === null]).sort()).toEqual([
    [false, false],
    [true, true],
  ])
})

test.each([
  ['papers', 'papers-unreadable'],
  ['ftp://host/bucket', 'papers-unreadable'],
])('%s is no place for papers', (papers, code) => {
  expect(() => vaultFrom(configOf(papers))).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ code })] }))
})

test('a bucket without its key is refused; no vault is no vault', () => {
  expect(() => vaultFrom(configFrom({ DUNWELL_PAPERS: 'https://host/bucket' }))).toThrow('key id and secret')
  expect(vaultFrom(configFrom({}))).toBeUndefined()
})

test('a key that is none never reaches the disk', async () => {
  const vault = vaultFrom(configOf(join(folder, 'papers')))
  await expect(vault?.put('../../etc/x', BYTES)).rejects.toThrow('not the key of a paper')
  expect(existsSync(join(folder, 'papers'))).toBe(false)
})
