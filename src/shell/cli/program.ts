import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { describeFault, type Fault, Refusal } from '../../core/fault.ts'
import { importModule, moduleNames, sourceRoot } from '../packs/modules.ts'
import { storeTrouble } from '../store/trouble.ts'
import { askAtKeyboard, askHere, asksFirst } from './ask-first.ts'
import { type CommandModule, printJson } from './command.ts'
import { HeldByApp, handOver } from './door.ts'

const FOLDER = 'shell/cli/commands'

/** A command’s manual page: its summary, from the first line, and the rest. */
async function manualOf(name: string): Promise<{ summary: string; text: string }> {
  const [head = '', ...rest] = (await readFile(join(sourceRoot, FOLDER, `${name}.md`), 'utf8')).split('\n')
  return { summary: head.replace(/^#\s*dunwell [^:]+:\s*/, ''), text: rest.join('\n').trim() }
}

/** What a script may say to every command, whether or not that one has anything to ask. */
function forScripts(command: Command): void {
  command.exitOverride()
  for (const inner of command.commands) forScripts(inner)
  if (command.commands.length > 0) return // the inner ones do the work
  const has = (name: string): boolean => command.options.some(option => option.long === name)
  if (!has('--yes')) command.option('--yes', 'ask nothing')
  if (!has('--json')) command.option('--json', 'print one JSON object')
}

/** Runs `dunwell ARGS`. Imports only the command that is asked for. @returns the exit code: 0 done, 1 refused, 2 wrong usage. */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = new Command('dunwell')
  program.description('Get paid. Keep the client.').exitOverride().showHelpAfterError('(dunwell COMMAND --help shows the manual)')
  const names = await moduleNames(FOLDER)
  const asked = args.find(arg => !arg.startsWith('-'))
  try {
    if (asked !== undefined && names.includes(asked)) {
      const module = await importModule<CommandModule>(FOLDER, asked)
      module.define(program)
      const { summary, text } = await manualOf(asked)
      for (const command of program.commands) {
        command.summary(summary).addHelpText('after', `\n${text}`)
        forScripts(command)
      }
    } else {
      for (const name of names) program.command(name).description((await manualOf(name)).summary)
      if (asked === undefined) {
        program.outputHelp()
        return args.length === 0 || args.includes('--help') || args.includes('-h') ? 0 : 2
      }
    }
    await program.parseAsync([...args], { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return error instanceof HeldByApp ? doneByApp(error, args) : exitCodeFor(error, args.includes('--json'))
  }
}

/** The app that holds the store does the command in its own process, through the same acts. */
async function doneByApp(held: HeldByApp, args: readonly string[]): Promise<number> {
  try {
    const hand = (handed: readonly string[]): Promise<number> => handOver(held, handed)
    return await (asksFirst(args, process.stdin.isTTY) ? askHere(args, hand, askAtKeyboard) : hand(args))
  } catch (error) {
    return exitCodeFor(error, args.includes('--json'))
  }
}

/** A file named on the command line that cannot be read or written: the system says which, and why. */
function fileTrouble(error: unknown): Fault | undefined {
  const { code, path, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {} // node’s own errors carry them
  if (code === undefined || path === undefined || !['open', 'read', 'mkdir', 'stat', 'scandir', 'unlink', 'rename'].includes(syscall ?? ''))
    return undefined
  return {
    code: 'file-unreadable',
    message: code === 'ENOENT' ? 'There is no such file or folder.' : `This cannot be read or written (${code}).`,
    mend: 'Check the path.',
    file: path,
  }
}

function exitCodeFor(error: unknown, asJson: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    if (asJson) printJson({ error: { faults: [{ code: 'usage', message: error.message.replace(/^error: /, '') }] } })
    return 2
  }
  const trouble = error instanceof Refusal ? undefined : (storeTrouble(error) ?? fileTrouble(error))
  if (!(error instanceof Refusal) && !trouble) throw error
  const faults = error instanceof Refusal ? error.faults : trouble ? [trouble] : []
  if (asJson) printJson({ error: { faults } })
  for (const fault of faults) process.stderr.write(`dunwell: ${describeFault(fault)}\n`)
  return 1
}
