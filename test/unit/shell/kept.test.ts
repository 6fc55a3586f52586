import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keptUnder } from '../../../src/shell/packs/kept.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-kept-'))
afterAll(() => rmSync(folder, { recursive: true }))

let times = 0
const make = (): ReadonlyMap<string, string> => new Map([['made', String(++times)]])

test('what was made is read again under the same seal, and made anew under another', () => {
  const made = keptUnder('a', 'words', make, folder)
  expect(keptUnder('a', 'words', make, folder)).toEqual(made)
  expect(times).toBe(1)
  expect(keptUnder('b', 'words', make, folder).get('made')).toBe('2')
  expect(keptUnder('b', 'words', make, folder).get('made')).toBe('2')
  expect(readdirSync(folder)).toEqual(['words.json']) // the older one made room, and nothing lies beside it
})

test('a folder that cannot be written changes nothing but the time it takes', () => {
  const before = times
  for (let twice = 0; twice < 2; twice++) expect(keptUnder('c', 'words', make, join(folder, 'absent')).size).toBe(1)
  expect(times).toBe(before + 2)
})

test.each(['', '{"seal":"d"', 'null', '{"seal":"d"}'])('what was kept and is broken is made anew: %j', broken => {
  writeFileSync(join(folder, 'words.json'), broken)
  const before = times
  expect(keptUnder('d', 'words', make, folder).get('made')).toBe(String(before + 1))
})
