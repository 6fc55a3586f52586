import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { AGE_BUCKETS, type AgeBucket } from '../../../core/ledger/ageing.ts'
import type { AgedSums, Ageing } from '../../views/ageing.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly asOf?: string
  readonly knownAt?: string
  readonly currency?: string
  readonly client?: string
  readonly bucket?: string
  readonly csv?: true
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('ageing')
    .option('--as-of <day>', 'how late on this day; else today')
    .option('--known-at <day>', 'as it was known at the end of this day, or at an instant')
    .option('--currency <code>', 'only this currency')
    .option('--client <name>', 'only clients with this in their name, or of this id')
    .option('--bucket <name>', `only clients with something in it: ${AGE_BUCKETS.join(', ')}`)
    .option('--csv', 'print CSV')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(run)
}

function bucketNamed(text: string | undefined): AgeBucket | undefined {
  const found = AGE_BUCKETS.find(bucket => bucket === text)
  if (text !== undefined && !found)
    refuse('bucket-unknown', `"${text}" is no age.`, { field: '--bucket', mend: `Take one of: ${AGE_BUCKETS.join(', ')}.` })
  return found
}

async function run(options: Options): Promise<void> {
  const bucket = bucketNamed(options.bucket)
  const [{ withPlace }, { ageingOf, ageingCsv, decimalSums }] = await Promise.all([import('../open.ts'), import('../../views/ageing.ts')])
  const { asOf, knownAt, currency, client } = options
  await withPlace({ workspace: options.workspace, what: 'ageing' }, async place => {
    const ageing = await ageingOf(place, { asOf, knownAt, currency, client, bucket })
    if (options.csv) process.stdout.write(ageingCsv(ageing))
    else if (options.json)
      printJson({
        ...ageing,
        totals: ageing.totals.map(decimalSums),
        rows: ageing.rows.map(row => ({ clientId: row.clientId, name: row.name, ...decimalSums(row) })),
      })
    else process.stdout.write(textOf(ageing, decimalSums))
  })
}

const HEADS: Readonly<Record<AgeBucket, string>> = {
  notDue: 'not due',
  days1to30: '1-30',
  days31to60: '31-60',
  days61to90: '61-90',
  over90: 'over 90',
}

function textOf({ asOf, knownAt, rows, totals }: Ageing, inDecimals: typeof import('../../views/ageing.ts').decimalSums): string {
  const line = (name: string, sums: AgedSums): string[] => {
    const plain = inDecimals(sums)
    return [name, sums.currency, ...AGE_BUCKETS.map(bucket => plain[bucket]), plain.open, plain.unapplied]
  }
  const table = [
    ['client', '', ...AGE_BUCKETS.map(bucket => HEADS[bucket]), 'open', 'unapplied'],
    ...rows.map(row => line(row.name, row)),
    ...totals.map(sums => line('all', sums)),
  ]
  const widths = table[0]?.map((_, at) => Math.max(...table.map(cells => cells[at]?.length ?? 0))) ?? []
  const padded = table.map(cells =>
    cells.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  )
  const head = `${asOf}${knownAt ? `, as known at ${knownAt}` : ''}`
  return `${[head, ...(rows.length === 0 ? ['Nothing is open.'] : padded)].join('\n')}\n`
}
