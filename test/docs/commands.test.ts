import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dunwell } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'

const PAGES = ['README.md', ...readdirSync('docs').flatMap(name => (name.endsWith('.md') ? [`docs/${name}`] : []))]
const LIST = `Client,Invoice No,Invoice Date,Due Date,Total
Harbour Books,F-2026-0118,2026-09-01,2026-10-01,100.00
`

let folder: string
const environment = { ...process.env }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-docs-'))
  process.env.DUNWELL_STORE = join(folder, 'store.sqlite')
  writeFileSync(join(folder, 'invoices.csv'), LIST)
})
afterEach(() => {
  putEnvironment(environment)
  rmSync(folder, { recursive: true })
})

/** A line as a shell parts it; the list lies in the test's own folder, and nobody sits at a terminal to be asked. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(m => m[1] ?? m[2] ?? '')
  const [command] = words
  const placed = words.map(word => (word === 'invoices.csv' ? join(folder, word) : word))
  return command === 'import' && !words.includes('--yes') ? [...placed, '--yes'] : placed
}

const printed = (page: string): string[] => [...readFileSync(page, 'utf8').matchAll(/^npm run -s dunwell -- (.+)$/gm)].map(m => m[1] ?? '')

test('the commands that a new user is told to type work as they are printed', async () => {
  const lines = ['README.md', 'docs/start.md', 'docs/today.md'].flatMap(printed)
  expect(lines.length).toBeGreaterThan(7)
  expect(lines[0]).toMatch(/^init /)
  for (const line of new Set(lines)) {
    const { code, err } = await dunwell(...wordsOf(line))
    expect(`${line}: ${err}${code}`).toBe(`${line}: 0`)
  }
}, 60_000)

test('each command and option that the guide names is there', async () => {
  const named = PAGES.flatMap(page =>
    [...readFileSync(page, 'utf8').matchAll(/`dunwell ([a-z][a-z-]*)([^`]*)`/g)].map(m => ({
      page,
      command: m[1] ?? '',
      rest: m[2] ?? '',
    })),
  )
  expect(named.length).toBeGreaterThan(30)
  const missing: string[] = []
  for (const { page, command, rest } of named) {
    const name = `src/shell/cli/commands/${command}.ts`
    const code = readdirSync('src/shell/cli/commands').includes(`${command}.ts`) ? readFileSync(name, 'utf8') : undefined
    if (code === undefined) missing.push(`${page}: dunwell ${command}`)
    const manual = code === undefined ? '' : readFileSync(name.replace(/\.ts$/, '.md'), 'utf8')
    for (const [option] of rest.matchAll(/--(?!help)[a-z-]+/g))
      if (!code?.includes(option) && !manual.includes(option)) missing.push(`${page}: dunwell ${command} ${option}`)
  }
  expect(missing).toEqual([])
})
