import type { Command } from 'commander'
import { isDay } from '../../../core/day/day.ts'
import { refuse } from '../../../core/fault.ts'
import type { OpenForecast } from '../../forecast/forecast-open.ts'

interface Options {
  readonly history: string
  readonly open: string
  readonly asOf?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('forecast')
    .requiredOption('--history <file>', 'settled and open invoices of the past, CSV')
    .requiredOption('--open <file>', 'open invoices to forecast, CSV')
    .option('--as-of <day>', 'forecast all as of this day (YYYY-MM-DD); without it, each as of its own invoice date')
    .option('--json', 'print one JSON object a line')
    .action(async ({ history, open, asOf, json }: Options) => {
      if (asOf !== undefined && !isDay(asOf))
        return refuse('day-unreadable', `"${asOf}" is not a day.`, { field: '--as-of', mend: 'Write it as 2026-02-28.' })
      const [{ FIRST_DAY, LAST_DAY, readReceivables }, { forecastOpen }] = await Promise.all([
        import('../../forecast/receivables-csv.ts'),
        import('../../forecast/forecast-open.ts'),
      ])
      if (asOf !== undefined && (asOf < FIRST_DAY || asOf > LAST_DAY))
        return refuse('day-unreadable', `"${asOf}" is out of reach.`, {
          field: '--as-of',
          mend: `Give a day from ${FIRST_DAY} to ${LAST_DAY}.`,
        })
      const forecasts = forecastOpen(
        await readReceivables(history, { settled: true }),
        await readReceivables(open, { settled: false }),
        asOf,
      )
      process.stdout.write(forecasts.map(json ? asJson : asSentence).join(''))
    })
}

const chance = (p: number): number => Math.round(p * 1e4) / 1e4
const percent = (p: number): string => `${Math.round(p * 100)} %`

function asJson({ row, forecast }: OpenForecast): string {
  const { basis, buckets } = forecast
  const line = {
    ...(row.id ? { [row.id.heading]: row.id.text } : {}),
    customer: row.customer,
    invoice_date: row.issued,
    due_date: row.due,
    ...(row.amount === undefined ? {} : { amount: row.amount }),
    pLate: chance(forecast.pLate),
    expected: forecast.expected,
    p10: forecast.p10,
    p90: forecast.p90,
    as_of: forecast.asOf,
    buckets: buckets.map(chance),
    basis: { ...basis, weight: chance(basis.weight), ownShare: chance(basis.ownShare) },
  }
  return `${JSON.stringify(line)}\n`
}

function asSentence({ row, forecast }: OpenForecast): string {
  const { basis } = forecast
  const name = row.id ? `${row.customer} ${row.id.text}` : row.customer
  const record =
    basis.code === 'new-customer'
      ? 'nothing settled yet; as a typical customer'
      : `${basis.late} of ${basis.settled} paid late; mixed with ${basis.typicalInvoices} typical invoices, median ${basis.medianDelay} d from due`
  return `${name}, due ${row.due}: ${percent(forecast.pLate)} late, likely ${forecast.expected} (${forecast.p10} to ${forecast.p90}) · ${record}\n`
}
