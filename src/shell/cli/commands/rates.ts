import type { Command } from 'commander'
import { type Day, day, isDay } from '../../../core/day/day.ts'
import { refuse } from '../../../core/fault.ts'
import { gapsUntil, type RateBook, type RateTable } from '../../../core/ledger/rates.ts'
import type { OwnRate } from '../../law/rates-file.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Flags {
  readonly series?: string
  readonly asOf?: string
  readonly file?: string
  readonly keep?: true
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  const rates = program.command('rates').description('reference rates: what is known, what is missing, and your own')
  rates
    .command('list', { isDefault: true })
    .description('every series with its last rate, or every rate of one series')
    .option('--series <id>', 'one series in full')
    .option('--file <csv>', 'own rates merged in for this run')
    .option('--json', 'print one JSON object')
    .action(list)
  rates
    .command('check')
    .description('the gaps of every series up to a day')
    .option('--as-of <day>', 'the day up to which rates are needed (default: today)')
    .option('--file <csv>', 'own rates merged in for this run')
    .option('--json', 'print one JSON object')
    .action(check)
  rates
    .command('import')
    .argument('<file>', 'CSV: series,effective_from,rate_percent,source')
    .description('reads a file of rates and says what each line changes')
    .option('--keep', 'keep them in the firm: figures and letters use them from now on')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(readIn)
  common(rates.command('drop').argument('<id>', 'the rate, as dunwell law names it').description('back to the rate Dunwell knows')).action(
    async (id: string, options: Common) => {
      const { dropRate } = await import('../../acts/own-rates.ts')
      await inPlace(
        'rates drop',
        options,
        place => dropRate(place, { id }),
        () => 'Your rate is dropped.',
      )
    },
  )
}

async function bookWith(file: string | undefined): Promise<RateBook> {
  const [{ loadRates }, { withRatesFile }] = await Promise.all([import('../../law/load-law.ts'), import('../../law/own-rates.ts')])
  return withRatesFile(file, await loadRates())
}

const tablesOf = (book: RateBook): RateTable[] => [...book.values()].sort((a, b) => (a.series.id < b.series.id ? -1 : 1))

async function list(flags: Flags): Promise<void> {
  const book = await bookWith(flags.file)
  const one = flags.series === undefined ? undefined : book.get(flags.series)
  if (flags.series !== undefined && one === undefined)
    refuse('series-unknown', `"${flags.series}" is not a known series.`, { field: 'series', mend: 'dunwell rates list names them all.' })
  const { default: Table } = await import('cli-table3')
  if (one) {
    const rows = one.pieces.map(p => p.row)
    if (flags.json) return printJson({ series: one.series.id, title: one.series.title, rates: rows })
    const table = new Table({
      head: ['from', '%', 'confidence', 'source'],
      style: { head: [], border: [] },
      colWidths: [null, null, null, 80],
      wordWrap: true,
    })
    for (const r of rows) table.push([r.from, r.percent, r.confidence, r.note ? `${r.source} (${r.note})` : r.source])
    process.stdout.write(`${one.series.id}: ${one.series.title}\n${table.toString()}\n`)
    return
  }
  const summary = tablesOf(book).map(({ series, pieces }) => {
    const last = pieces.at(-1)?.row
    return {
      series: series.id,
      title: series.title,
      rates: pieces.length,
      last: last?.from,
      percent: last?.percent,
      confidence: last?.confidence,
    }
  })
  if (flags.json) return printJson({ series: summary })
  const table = new Table({ head: ['series', 'rates', 'last from', '%', 'confidence', 'title'], style: { head: [], border: [] } })
  for (const s of summary) table.push([s.series, s.rates, s.last ?? '', s.percent ?? '', s.confidence ?? '', s.title])
  process.stdout.write(`${table.toString()}\n`)
}

function asOfDay(text: string | undefined): Day {
  if (text === undefined) return day(new Date().toISOString().slice(0, 10))
  return isDay(text) ? text : refuse('date-unreadable', `"${text}" is not a day.`, { field: 'as-of', mend: 'Write it as 2026-07-01.' })
}

async function check(flags: Flags): Promise<void> {
  const asOf = asOfDay(flags.asOf)
  const [{ loadLaw }, { seriesReadBy }, book] = await Promise.all([
    import('../../law/load-law.ts'),
    import('../../../core/ledger/jurisdiction.ts'),
    bookWith(flags.file),
  ])
  const packs = [...(await loadLaw()).jurisdictions.values()]
  const readBy = (series: string): string[] => packs.filter(p => seriesReadBy(p).has(series)).map(p => p.code)
  const gaps = tablesOf(book)
    .flatMap(t => gapsUntil(t, asOf))
    .map(g => ({ series: g.series, from: g.day, period: g.period, knownUntil: g.knownUntil ?? null, blocks: readBy(g.series) }))
  if (flags.json) return printJson({ asOf, gaps })
  const [blocking, other] = [gaps.filter(g => g.blocks.length > 0), gaps.filter(g => g.blocks.length === 0)]
  const line = (g: (typeof gaps)[number]): string =>
    `  ${g.series}: no rate for ${g.period}${g.blocks.length > 0 ? ` (read by ${g.blocks.join(', ')})` : ''}`
  const part = (title: string, list: typeof gaps): string[] => (list.length === 0 ? [] : [title, ...list.map(line)])
  const lines = [
    ...part('Missing, and what needs these days waits for it:', blocking),
    ...part('Missing, but no law reads these series (they only check others):', other),
  ]
  process.stdout.write(`${lines.length === 0 ? `Every series is known up to ${asOf}.` : lines.join('\n')}\n`)
}

async function kept(file: string, workspace: string | undefined): Promise<readonly OwnRate[]> {
  const [{ withPlace }, { importRates }, { readFile }, { decodeText }] = await Promise.all([
    import('../open.ts'),
    import('../../acts/own-rates.ts'),
    import('node:fs/promises'),
    import('../../../packs/statement-text/decode.ts'),
  ])
  const bytes = await readFile(at(file)).catch((error: NodeJS.ErrnoException) =>
    refuse('file-unreadable', `cannot be read (${error.code ?? error.message}).`, { file, mend: 'Check the path.' }),
  )
  return withPlace({ workspace, what: 'rates' }, async place => (await importRates(place, { csv: decodeText(bytes, file), file })).rates)
}

async function readIn(file: string, flags: Flags): Promise<void> {
  const [{ loadRates }, { ownRates }] = await Promise.all([import('../../law/load-law.ts'), import('../../law/own-rates.ts')])
  const rates = flags.keep ? await kept(file, flags.workspace) : await ownRates(file, await loadRates())
  const rows = rates.map(({ line, series, row, stands, known }) => ({
    line,
    series,
    from: row.from,
    percent: row.percent,
    source: row.source,
    stands,
    known,
  }))
  if (flags.json) return printJson({ file, stored: flags.keep === true, rates: rows })
  const said = { new: 'new', same: 'already known', different: 'replaces' }
  for (const r of rows)
    process.stdout.write(
      `line ${r.line}: ${r.series} ${r.from} ${r.percent} %: ${said[r.stands]}${r.stands === 'different' ? ` ${r.known} %` : ''}\n`,
    )
  process.stdout.write(
    flags.keep
      ? `${rows.length} rates read; what was not known yet is kept, with its source.\n`
      : `${rows.length} rates read, nothing stored: keep them with --keep, or use them once with --rates ${file} (dunwell interest) or --file ${file} (dunwell rates).\n`,
  )
}
