import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import { isDay } from '../../../core/day/day.ts'
import { CLIENT_KINDS } from '../../../core/facts/nouns/people.ts'
import { refuse } from '../../../core/fault.ts'
import { LIST_FIELDS, type ListField } from '../../../core/list/source.ts'
import type { ImportAnswers, OldDebts, VanishedAnswer } from '../../imports/plan-types.ts'
import type { GivenFile } from '../../lists/read-lists.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly preview?: true
  readonly yes?: true
  readonly json?: true
  readonly termsDays?: string
  readonly currency?: string
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd'
  readonly decimal?: ',' | '.'
  readonly holds?: 'invoices' | 'payments'
  readonly kind?: (typeof CLIENT_KINDS)[number]
  readonly map?: string[]
  readonly vanished?: VanishedAnswer
  readonly row?: string[]
  readonly alreadyReminded?: string
  readonly lastOn?: string
  readonly old?: string[]
  readonly nothingSent?: true
  readonly skipRefused?: true
  readonly undo?: string
  readonly list?: true
  readonly readings?: true
  readonly forget?: string
  readonly workspace?: string
  readonly on?: string
}

export function define(program: Command): void {
  program
    .command('import')
    .argument(
      '[files...]',
      'lists of invoices or payments (CSV, XLSX), e-invoices (UBL, CII, Factur-X, KSeF, FatturaPA), statuses, PDF copies',
    )
    .option('--preview', 'show what would come in, write nothing')
    .option('--yes', 'ask nothing: confirm what can be confirmed')
    .option('--json', 'print one JSON object')
    .option('--terms-days <days>', 'due so many days after the invoice date, where no due date is stated')
    .option('--currency <code>', 'ISO 4217 currency of rows that name none')
    .addOption(new Option('--date-order <order>', 'order of day, month and year').choices(['dmy', 'mdy', 'ymd']))
    .addOption(new Option('--decimal <mark>', 'decimal mark of amounts').choices([',', '.']))
    .addOption(new Option('--holds <what>', 'what the lists hold, where it is not seen').choices(['invoices', 'payments']))
    .addOption(new Option('--kind <kind>', 'kind of new clients without VAT or company id').choices([...CLIENT_KINDS]))
    .option('--map <field=header...>', 'which column means what: --map number="Our ref"')
    .addOption(
      new Option('--vanished <answer>', 'what became of invoices that left a newer list, or are paid there').choices([
        'paid',
        'credited',
        'cancelled',
        'kept',
      ]),
    )
    .option('--row <number=answer...>', 'the same for one invoice: --row F-12=credited')
    .option('--already-reminded <times>', 'old debts were reminded so often before')
    .option('--last-on <day>', 'the day of the last of these reminders')
    .option('--nothing-sent', 'nothing was sent yet for old debts')
    .option('--old <client=said...>', 'the same for one client: --old "Harbour Books=2:2026-02-28", or =none')
    .option('--skip-refused', 'bring in the readable rows although others are refused')
    .option('--undo <batch>', 'take an import back exactly')
    .option('--list', 'the imports so far')
    .option('--readings', 'how lists are read that had to be said: remembered by their headers')
    .option('--forget <reading>', 'forget one of them: the next such list is read by its headers again')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--on <day>', 'as if today were this day')
    .action(run)
}

async function run(paths: readonly string[], options: Options): Promise<void> {
  const { withPlace } = await import('../open.ts')
  const { workspace, on } = options
  await withPlace({ workspace, on, what: 'import' }, async place => {
    const { printBatches, printUndone } = await import('../import-text.ts')
    if (options.undo !== undefined) {
      const { undoImport } = await import('../../acts/undo-import.ts')
      const undone = await undoImport(place, options.undo)
      return options.json ? printJson(undone) : printUndone(undone)
    }
    const acts = await import('../../acts/import-lists.ts')
    if (options.list) {
      const batches = await acts.importBatches(place)
      return options.json ? printJson({ batches }) : printBatches(batches)
    }
    if (options.readings || options.forget !== undefined) return (await import('../list-readings.ts')).runReadings(place, options)
    if (paths.length === 0) refuse('files-missing', 'Say which files.', { mend: 'dunwell import invoices.csv' })
    const answers = answersFrom(options)
    const [{ splitFiles }, { runDocuments }, { runLists }, { plain }] = await Promise.all([
      import('../../imports/e-invoices.ts'),
      import('../import-documents.ts'),
      import('../import-lists.ts'),
      import('../print.ts'),
    ])
    const { documents, rest } = await splitFiles(await filesAt(paths))
    const read = await acts.readImport(place, rest, answers)
    const hasLists = rest.length > 0 || documents.length === 0
    const documentsDone =
      documents.length > 0 ? await runDocuments(place, documents, answers, options, hasLists ? read : undefined) : undefined
    const listsDone = hasLists && (documents.length === 0 || documentsDone) ? await runLists(place, read, answers, options) : undefined
    if (!options.json) return
    if (documentsDone && listsDone) printJson(plain({ documents: documentsDone, lists: listsDone }))
    else if (documentsDone || listsDone) printJson(plain(documentsDone ?? listsDone))
  })
}

async function filesAt(paths: readonly string[]): Promise<GivenFile[]> {
  const { FILE_BYTES_MAX } = await import('../../lists/read-lists.ts')
  const files: GivenFile[] = []
  for (const path of paths) {
    const found = await stat(at(path)).catch((error: NodeJS.ErrnoException) =>
      refuse('file-unreadable', error.code === 'ENOENT' ? 'There is no such file.' : `The file cannot be opened (${error.code}).`, {
        file: path,
      }),
    )
    if (!found.isFile()) refuse('file-unreadable', 'This is not a file.', { file: path, mend: 'Name the files themselves: FOLDER/*.csv' })
    if (found.size > FILE_BYTES_MAX) refuse('file-too-large', `The file has more than ${FILE_BYTES_MAX} bytes.`, { file: path })
    files.push({ name: basename(path), bytes: await readFile(at(path)) })
  }
  return files
}

function answersFrom(options: Options): ImportAnswers {
  return {
    dateOrder: options.dateOrder,
    decimal: options.decimal,
    currency: options.currency === undefined ? undefined : currencyCode(options.currency),
    holds: options.holds,
    columns: Object.fromEntries((options.map ?? []).map(fieldAndHeader)),
    termsDays: options.termsDays === undefined ? undefined : wholeNumber(options.termsDays, '--terms-days', 3650),
    vanished: options.vanished,
    vanishedByNumber: Object.fromEntries((options.row ?? []).map(numberAndAnswer)),
    oldDebts: oldDebts(options),
    oldDebtsByClient: Object.fromEntries((options.old ?? []).map(clientAndDebts)),
    kind: options.kind,
    skipRefused: options.skipRefused,
  }
}

function currencyCode(text: string): string {
  if (!/^[A-Z]{3}$/i.test(text)) refuse('field-wrong', `"${text}" is not an ISO 4217 currency such as EUR.`, { field: '--currency' })
  return text.toUpperCase()
}

function wholeNumber(text: string, field: string, most: number): number {
  if (!/^\d{1,4}$/.test(text) || Number(text) > most) refuse('field-wrong', `"${text}" is not a whole number up to ${most}.`, { field })
  return Number(text)
}

function fieldAndHeader(text: string): [ListField, string] {
  const [, field = '', header = ''] = /^(\w+)=(.+)$/.exec(text) ?? []
  const known = LIST_FIELDS.find(f => f === field)
  return known && header !== ''
    ? [known, header]
    : refuse('field-wrong', `"${text}" is not FIELD=HEADER.`, { field: '--map', mend: `Fields: ${LIST_FIELDS.join(', ')}` })
}

function numberAndAnswer(text: string): [string, VanishedAnswer] {
  const [, number = '', answer = ''] = /^(.+)=(\w+)$/.exec(text) ?? []
  const known = (['paid', 'credited', 'cancelled', 'kept'] as const).find(a => a === answer)
  return known && number !== ''
    ? [number, known]
    : refuse('field-wrong', `"${text}" is not NUMBER=paid, credited, cancelled or kept.`, { field: '--row' })
}

function clientAndDebts(text: string): [string, OldDebts] {
  const [, client = '', said = '', times = '', lastOn] = /^(.+)=(none|(\d{1,2}):(\d{4}-\d{2}-\d{2}))$/.exec(text) ?? []
  if (client !== '' && said === 'none') return [client, 'nothing-sent']
  return client !== '' && isDay(lastOn) && Number(times) > 0
    ? [client, { times: Number(times), lastOn }]
    : refuse('field-wrong', `"${text}" is not CLIENT=none or CLIENT=TIMES:DAY.`, {
        field: '--old',
        mend: 'For example --old "Harbour Books=2:2026-02-28".',
      })
}

function oldDebts(options: Options): OldDebts | undefined {
  const { alreadyReminded, lastOn, nothingSent } = options
  if (nothingSent) {
    if (alreadyReminded !== undefined)
      refuse('field-wrong', 'Old debts were reminded, or nothing was sent: say one.', { field: '--nothing-sent' })
    return 'nothing-sent'
  }
  if (alreadyReminded === undefined) return undefined
  const times = wholeNumber(alreadyReminded, '--already-reminded', 50)
  if (times === 0) return 'nothing-sent'
  if (!isDay(lastOn))
    return refuse('field-missing', 'Say on which day the last reminder went out.', { field: '--last-on', mend: 'Write it as 2026-02-28.' })
  return { times, lastOn }
}
