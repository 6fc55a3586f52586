import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { StatementImport } from '../../acts/import-statement.ts'
import type { GivenMapping } from '../../bank/columns.ts'
import type { BankView, WaitingLineView } from '../../views/bank.ts'
import type { Words } from '../../words.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly workspace?: string
  readonly on?: string
  readonly json?: true
  readonly account?: string
  readonly currency?: string
  readonly confirmGap?: true
  readonly dryRun?: true
  readonly invoice?: readonly string[]
  readonly together?: true
  readonly client?: string
  readonly undo?: string
  readonly language?: string
  readonly columns?: string
  readonly dateOrder?: string
  readonly decimal?: string
  readonly inverted?: true
}

const place = async <T>(options: Options, work: (place: import('../../workspace.ts').Place) => Promise<T>): Promise<T> => {
  const { withPlace } = await import('../open.ts')
  return withPlace({ ...options, what: 'bank' }, work)
}

const filesFrom = (paths: readonly string[]) =>
  Promise.all(
    paths.map(async path => ({
      name: basename(path),
      bytes: await readFile(at(path)).catch(() =>
        refuse('file-unreadable', 'The file cannot be opened.', { file: path, mend: 'Check the path.' }),
      ),
    })),
  )

async function importFiles(paths: readonly string[], options: Options): Promise<void> {
  const { importStatements, previewStatements } = await import('../../acts/import-statement.ts')
  const { undoImport } = await import('../../acts/undo-import.ts')
  if (options.undo !== undefined) {
    const batch = options.undo
    const undone = await place(options, p => undoImport(p, batch))
    return options.json ? printJson(undone) : void process.stdout.write(`Taken back: ${undone.retracted} rows.\n`)
  }
  if (paths.length === 0) refuse('field-missing', 'Name the statements to import.', { field: 'FILES' })
  const files = await filesFrom(paths)
  const mapping = options.columns === undefined ? undefined : mappingSaid(options.columns, options)
  const answers = { account: options.account, currency: options.currency, confirmGap: options.confirmGap, mapping }
  const result = await place(options, p => (options.dryRun ? previewStatements : importStatements)(p, files, answers))
  if (options.json) printJson(result)
  else process.stdout.write(importText(result, options.dryRun === true))
}

/** `day=0,amount=3,text=2` */
function mappingSaid(text: string, { dateOrder, decimal, inverted }: Options): GivenMapping {
  const columns = text.split(',').map(part => {
    const found = /^\s*(\w+)\s*=\s*(\d{1,3})\s*$/.exec(part)
    return found ? ([found[1] ?? '', Number(found[2])] as const) : refuse('field-wrong', `"${part}" names no column.`, { field: 'columns', mend: 'Write --columns day=0,amount=3,text=2, counted from 0.' }) // biome-ignore format: one answer
  })
  return { columns: Object.fromEntries(columns), dateOrder, decimal, inverted }
}

/** What stands in each column of a list, and what it is taken for. */
async function columns(paths: readonly string[], options: Options): Promise<void> {
  const { listColumns } = await import('../../bank/columns.ts')
  const files = await filesFrom(paths)
  const lists = await place(options, p => listColumns(p, files, options.account))
  if (options.json) return printJson(lists)
  const text = lists.flatMap(list => {
    const roles = Object.entries(list.mapping?.columns ?? {})
    const width = Math.max(0, ...list.rows.map(row => row.length))
    return [
      `${list.file}${list.confirmed ? ' (confirmed before)' : ''}`,
      ...Array.from({ length: width }, (_, at) => {
        const role = roles.find(([, column]) => column === at)?.[0] ?? '-'
        return `  ${at}  ${role.padEnd(20)}${list.rows
          .map(row => row[at] ?? '')
          .filter(Boolean)
          .slice(0, 3)
          .join(' · ')}`
      }),
    ]
  })
  process.stdout.write(`${text.join('\n')}\n`)
}

function importText(result: StatementImport, dry: boolean): string {
  const { matched } = result
  const lines = result.statements.map(s => {
    const gap = s.gap === null ? '' : `, opening + lines − closing = ${s.gap}`
    return `${s.file}: ${s.format}, ${s.account} ${s.currency}, ${s.from ?? '?'} to ${s.to}: ${s.newLines} new lines, ${s.knownLines} known, ${s.pending} only announced${gap}`
  })
  const done = dry
    ? 'Nothing was written.'
    : `${matched.applied} booked, ${matched.recordedBefore} recorded before, ${matched.proposed} proposed, ${matched.unknown} unknown.`
  return `${[...lines, done, ...(result.batchId ? [`Take it back with: dunwell bank import --undo ${result.batchId}`] : [])].join('\n')}\n`
}

/** A view with its amounts as decimal text. */
async function plainView(view: BankView): Promise<unknown> {
  const { money, toDecimal } = await import('../../../core/money/money.ts')
  const text = (minor: string, currency: string): string => toDecimal(money(BigInt(minor), currency))
  const line = <L extends { minor: string; currency: string }>({ minor, ...l }: L) => ({ ...l, amount: text(minor, l.currency) })
  return {
    ...view,
    accounts: view.accounts.map(({ closingMinor, gaps, ...a }) => ({
      ...a,
      closing: closingMinor === null ? null : text(closingMinor, a.currency),
      gaps: gaps.map(({ minor, ...g }) => ({ ...g, amount: text(minor, a.currency) })),
    })),
    waiting: view.waiting.map(({ restMinor, shares, shortfall, ...l }) => ({
      ...line(l),
      rest: text(restMinor, l.currency),
      shares: shares.map(({ minor, ...s }) => ({ ...s, amount: text(minor, l.currency) })),
      shortfall: shortfall && { kind: shortfall.kind, amount: text(shortfall.minor, l.currency) },
    })),
    out: { count: view.out.count, lines: view.out.lines.map(line) },
    booked: view.booked.map(line),
    setAside: view.setAside.map(line),
  }
}

async function show(options: Options): Promise<void> {
  const { bankView } = await import('../../views/bank.ts')
  const { loadWords, sayAmount } = await import('../../words.ts')
  const { view, language } = await place(options, async p => ({ view: await bankView(p), language: options.language ?? 'en' }))
  if (options.json) return printJson(await plainView(view))
  const words = await loadWords()
  const amount = (minor: string, currency: string): string => sayAmount(language, BigInt(minor), currency)
  const lines = [
    ...view.accounts.map(a => `${a.account} ${a.currency}: last line ${a.lastEntryOn ?? '-'}, seen up to ${a.reachesTo}`),
    '',
    ...view.waiting.flatMap(w => waitingText(w, words, language, amount)),
    ...(view.out.count > 0 ? [`${view.out.count} lines of money out point to no client.`, ...view.out.lines.map(o => `  ${o.valueOn} ${amount(o.minor, o.currency)} ${o.counterparty ?? ''} ${o.text}  ${o.id}`)] : []), // biome-ignore format: one part
    `${view.waiting.length} lines wait, ${view.booked.length} shown as booked, ${view.setAside.length} set aside.`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function waitingText(w: WaitingLineView, words: Words, language: string, amount: (minor: string, currency: string) => string): string[] {
  const refund = w.refund ? `    ${words.say(language, 'app.bank.refundTo', { client: w.refund.clientName })}` : ''
  const to = w.shares.map(s => `${s.number} (${s.clientName}) ${amount(s.minor, w.currency)}`).join(', ')
  return [
    `${w.status === 'proposed' ? '→' : '·'} ${w.valueOn} ${amount(w.minor, w.currency)} ${w.counterparty ?? ''} ${w.text}`.trimEnd(),
    ...(to === '' ? [] : [`    ${to}`]),
    ...(refund === '' ? [] : [refund]),
    ...w.reasons.map(r => `    ${words.say(language, `match.${r.code}`, r.params)}`),
    ...(w.holds ? [`    ${words.say(language, 'app.bank.holds', { client: w.holds.clientName })}`] : []),
    `    ${w.id}`,
  ]
}

type Act = (place: import('../../workspace.ts').Place) => Promise<object>
const act = (options: Options, work: Act, say: (result: object) => string): Promise<void> =>
  place(options, work).then(result => (options.json ? printJson(result) : void process.stdout.write(`${say(result)}\n`)))

export function define(program: Command): void {
  const bank = program.command('bank')
  const common = (command: Command): Command =>
    command
      .option('--workspace <name>', 'which firm, where the store holds several')
      .option('--on <day>', 'as things stand, on this day')
      .option('--json', 'print one JSON object')
  common(bank.command('show', { isDefault: true }).option('--language <code>', 'language of the sentences: en fr ro pl ja')).action(show)
  common(bank.command('import [files...]'))
    .option('--account <iban>', 'the account of files that name none')
    .option('--currency <code>', 'the currency of files that name none')
    .option('--columns <list>', 'what the columns of a list are, counted from 0: day=0,amount=3,text=2; remembered for its headers')
    .option('--date-order <order>', 'with --columns: YMD, DMY or MDY')
    .option('--decimal <sign>', 'with --columns: . or ,')
    .option('--inverted', 'with --columns: money in is written below zero')
    .option('--confirm-gap', 'a statement does not add up and you have looked')
    .option('--dry-run', 'say what it would bring, write nothing')
    .option('--undo <batch>', 'take an import back')
    .action(importFiles)
  common(bank.command('columns <files...>').option('--account <iban>', 'of this account')).action(columns)
  common(bank.command('match')).action(async (options: Options) => {
    const { matchBank } = await import('../../acts/bank.ts')
    await act(options, matchBank, result => JSON.stringify(result).replace(/["{}]/g, ' ').trim())
  })
  common(bank.command('confirm <line>'))
    .option('--invoice <number...>', 'for these invoices, oldest debt first')
    .option('--client <name>', 'for this client')
    .action(async (line: string, options: Options) => {
      const { confirmLine } = await import('../../acts/bank.ts')
      await act(
        options,
        p => confirmLine(p, { line, invoices: options.invoice, client: options.client }),
        () => 'Booked.',
      )
    })
  common(bank.command('reject <line>')).action(async (line: string, options: Options) => {
    const { rejectLine } = await import('../../acts/bank.ts')
    await act(
      options,
      p => rejectLine(p, { line }),
      () => 'Not proposed again.',
    )
  })
  common(bank.command('undo <line>'))
    .option('--together', 'with all that were set aside in one go with it')
    .action(async (line: string, options: Options) => {
      const { undoAside, undoLine } = await import('../../acts/bank.ts')
      await act(
        options,
        p => (options.together ? undoAside(p, { line }) : undoLine(p, { line })),
        () => 'Taken back.',
      )
    })
  common(bank.command('aside <line> <why>')).action(async (line: string, why: string, options: Options) => {
    const { setLineAside } = await import('../../acts/bank.ts')
    await act(
      options,
      p => setLineAside(p, { line, why }),
      () => 'Set aside.',
    )
  })
  common(bank.command('aside-out <why>')).action(async (why: string, options: Options) => {
    const { setOutgoingAside } = await import('../../acts/bank.ts')
    await act(
      options,
      p => setOutgoingAside(p, { why }),
      result => JSON.stringify(result).replace(/["{}]/g, ' ').trim(),
    )
  })
}
