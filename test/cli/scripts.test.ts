import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandModule } from '../../src/shell/cli/command.ts'
import { importModule, moduleNames } from '../../src/shell/packs/modules.ts'
import { dunwellOn } from '../support/dunwell.ts'

// What a script may rely on, of every command there is.

const FOLDER = 'shell/cli/commands'
const names = await moduleNames(FOLDER)
const page = (name: string) => readFileSync(join('src', FOLDER, `${name}.md`), 'utf8')

interface Leaf {
  readonly path: readonly string[]
  readonly options: readonly string[]
  /** What it cannot do without, said somehow. */
  readonly must: readonly string[]
}
const leavesOf = (command: Command, path: readonly string[]): Leaf[] =>
  command.commands.length === 0
    ? [
        {
          path,
          options: command.options.flatMap(o => [o.long ?? '', o.short ?? '']),
          must: command.options.flatMap(o => (o.mandatory && o.long ? [o.long, '1'] : [])),
        },
      ]
    : command.commands.flatMap(inner => leavesOf(inner, [...path, inner.name()]))
const commands = await Promise.all(
  names.map(async name => {
    const program = new Command()
    ;(await importModule<CommandModule>(FOLDER, name)).define(program)
    return { name, leaves: leavesOf(program.commands[0] ?? program, [name]) }
  }),
)

let folder: string
let dunwell: ReturnType<typeof dunwellOn>
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-scripts-'))
  dunwell = dunwellOn(join(folder, 'store.sqlite'))
})
afterAll(() => rmSync(folder, { recursive: true }))
interface Told {
  readonly error: { readonly faults: readonly { readonly code: string; readonly message: string }[] }
}

describe.each(commands)('dunwell $name', ({ name, leaves }) => {
  test('takes --yes and --json; wrong usage is exit code 2, one JSON object on standard output, words on standard error', async () => {
    for (const { path, must } of leaves) {
      const { code, out, err } = await dunwell(...path, ...must, '--yes', '--json', '--no-such-option')
      expect({ path, code }).toEqual({ path, code: 2 })
      expect((JSON.parse(out) as Told).error.faults).toEqual([{ code: 'usage', message: "unknown option '--no-such-option'" }])
      expect(err).toContain("unknown option '--no-such-option'")
    }
  })

  test('--help shows the whole manual page, and the page names no option that is not there', async () => {
    const { code, out, err } = await dunwell(name, '--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const text = page(name)
    expect(text).toMatch(new RegExp(`^# dunwell ${name}: \\S`))
    expect(out).toContain(text.split('\n').slice(1).join('\n').trim())
    const known = new Set([...leaves.flatMap(l => l.options), '--yes', '--json', '--help'])
    const own = [...text.matchAll(new RegExp(`dunwell ${name}( [^\`\\n]*)?[\`\\n]`, 'g'))].map(m => m[1] ?? '').join(' ')
    const named = [...own.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(m => m[0])
    expect(named.filter(option => !known.has(option))).toEqual([])
  })
})

test('where there is no firm, each refuses with exit code 1 and says so in JSON; nothing asks', async () => {
  for (const path of [
    ['today'],
    ['run'],
    ['explain', 'F-1'],
    ['pay', 'F-1'],
    ['approve', '--all'],
    ['live'],
    ['snooze', 'X', '--until', '2026-03-01'],
  ]) {
    const { code, out } = await dunwell(...path, '--yes', '--json')
    expect({ path, code, told: (JSON.parse(out) as Told).error.faults[0]?.code }).toEqual({ path, code: 1, told: 'no-workspace' })
  }
})

test('an unknown command is wrong usage too', async () => {
  const { code, out } = await dunwell('nonsense', '--json')
  expect({ code, told: (JSON.parse(out) as Told).error.faults[0]?.code }).toEqual({ code: 2, told: 'usage' })
})
