import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { configFrom } from '../../../src/shell/config.ts'
import { openFileStore } from '../../../src/shell/store/store.ts'

test.each([
  ['DUNWELL_SMTP_URL', 'http://mail.example', /address of a mail server/],
  ['DUNWELL_SMTP_URL', 'mail.example:587', /address of a mail server/],
  ['DUNWELL_SMTP_URL', 'smtp://', /address of a mail server/],
  ['DUNWELL_SMTP_URL', 'smtp://a:b@mail.example:99999', /address of a mail server/],
  ['DUNWELL_IMAP_URL', 'smtp://mail.example', /address of a mail server/],
  ['DUNWELL_PORT', 'abc', /"abc" is not a port/],
  ['DUNWELL_PORT', '-1', /not a port/],
  ['DUNWELL_PORT', '65536', /not a port/],
  ['DUNWELL_PUBLIC_PORT', '47.5', /not a port/],
  ['DUNWELL_PUBLIC_URL', 'answers', /not a web address/],
])('%s=%s is refused by name', (name, value, words) => {
  expect(() => configFrom({ [name]: value })).toThrow(words)
  expect(() => configFrom({ [name]: value })).toThrow(name)
})

test('a refused mail address is not repeated: it may hold a password', () => {
  expect(() => configFrom({ DUNWELL_SMTP_URL: 'http://ada:secret@mail.example' })).toThrow(/^(?!.*secret)/)
})

test('what the environment says is taken as it is', () => {
  const given = { DUNWELL_SMTP_URL: 'smtps://ada:p%40ss@mail.example', DUNWELL_PORT: '0', DUNWELL_PUBLIC_PORT: '' }
  expect(configFrom(given)).toMatchObject({ smtpUrl: given.DUNWELL_SMTP_URL, port: 0, publicPort: 4750 })
  expect(configFrom({ DUNWELL_SMTP_URL: '' })).toMatchObject({ smtpUrl: undefined, port: 4747 })
})

test('a database of something else is refused and left as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-foreign-'))
  const file = join(folder, 'theirs.sqlite')
  try {
    const theirs = new DatabaseSync(file)
    theirs.exec('create table client (a text)')
    theirs.close()
    const before = readFileSync(file)
    await expect(openFileStore(file)).rejects.toThrow(/database of something else/)
    const after = new DatabaseSync(file)
    expect(
      after
        .prepare("select name from sqlite_master where type = 'table'")
        .all()
        .map(row => row.name),
    ).toEqual(['client'])
    after.close()
    expect(before.byteLength).toBeGreaterThan(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
