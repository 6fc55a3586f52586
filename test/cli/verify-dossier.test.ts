import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runCli } from '../../src/shell/cli/program.ts'
import { fileOf, sealed } from '../../src/shell/dossier/seal.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  let out = ''
  const keep = (text: unknown): boolean => {
    out += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  return { code: await runCli(args), out }
}

const about = { madeOn: '2026-09-01', creditor: 'Atelier', client: 'Librairie', journal: { seq: 7, link: 'abc' } }

test('anybody can check a dossier without a store: whole, changed, cut off, no dossier at all', async () => {
  const { pieces, seal } = sealed(about, [fileOf('a.txt', new TextEncoder().encode('what is owed'))])
  const bytes = Buffer.concat(await Array.fromAsync(pieces))
  const file = join(folder, 'd.zip')
  writeFileSync(file, bytes)
  expect(await run('verify-dossier', file, '--seal', seal)).toMatchObject({ code: 0 })
  // as it is read out: in groups, in any letters
  expect(await run('verify-dossier', file, '--seal', seal.toUpperCase().replace(/(.{8})/g, '$1 '))).toMatchObject({ code: 0 })
  expect(await run('verify-dossier', file, '--json')).toMatchObject({ code: 0, out: expect.stringContaining('"holds":true') })
  expect((await run('verify-dossier', file, '--seal', 'f'.repeat(64))).out).toContain('not the one you were told')
  writeFileSync(file, bytes.subarray(0, bytes.length - 30))
  expect(await run('verify-dossier', file)).toMatchObject({ code: 1, out: expect.stringContaining('not a whole ZIP archive') })
  writeFileSync(file, 'hello')
  expect((await run('verify-dossier', file)).code).toBe(1)
  expect(await run('verify-dossier', folder)).toMatchObject({ code: 1 })
  expect(await run('verify-dossier', join(folder, 'none.zip'))).toMatchObject({ code: 1, out: expect.stringContaining('cannot be read') })
})
