import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { Match, PaymentLine } from '../../../core/match/payment.ts'
import { money, toDecimal } from '../../../core/money/money.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly invoices: string
  readonly lines: string
  readonly currency?: string
  readonly json?: true
}

const decimal = (minor: bigint, currency: string): string => toDecimal(money(minor, currency))

/** One JSON line a bank line. */
export const matchToJson = (match: Match, line: PaymentLine): object => ({
  line: match.line,
  status: match.status,
  invoices: match.shares.map(s => ({ number: s.number, client: s.client, amount: decimal(s.amountMinor, line.currency) })),
  rest: decimal(match.restMinor, line.currency),
  ...(match.shortfall && { shortfall: { kind: match.shortfall.kind, amount: decimal(match.shortfall.minor, line.currency) } }),
  reasons: match.reasons,
})

function printed(match: Match, line: PaymentLine): string {
  const shares = match.shares.map(s => `${s.number} ${decimal(s.amountMinor, line.currency)}`).join(', ')
  const because = match.reasons.map(r => [r.code, ...Object.values(r.params)].join(' ')).join(' · ')
  return `${line.day}  ${decimal(line.amountMinor, line.currency)} ${line.currency}  ${match.status}  ${shares || '-'}  (${because})\n`
}

async function contentOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch {
    return refuse('file-unreadable', 'The file cannot be opened.', { file: path, mend: 'Check the path.' })
  }
}

/** ISO 4217 for “no currency”: two lists that state none are taken to be in the same one, with two decimals. */
const NO_CURRENCY = 'XXX'

/** What a list without any currency is in: the only one of the other list. A list that states some leaves no row out. */
function borrowed(own: ReadonlySet<string>, other: ReadonlySet<string>): string | undefined {
  if (own.size > 0 || other.size > 1) return undefined
  return [...other][0] ?? NO_CURRENCY
}

async function run(options: Options): Promise<void> {
  const [{ matchLines }, { generalKnowledge }, { currenciesIn, readInvoices, readLines }] = await Promise.all([
    import('../../../core/match/match.ts'),
    import('../../inbound/match-knowledge.ts'),
    import('../../inbound/match-lists.ts'),
  ])
  const [invoiceBytes, lineBytes] = [await contentOf(options.invoices), await contentOf(options.lines)]
  const [invoiceFile, lineFile] = [basename(options.invoices), basename(options.lines)]
  const said = options.currency?.trim().toUpperCase()
  if (said !== undefined && !/^[A-Z]{3}$/.test(said))
    refuse('currency-unknown', `"${options.currency}" is no currency code.`, { field: '--currency', mend: 'Write its three letters: EUR.' })
  const [ofInvoices, ofLines] = [currenciesIn(invoiceBytes, invoiceFile), currenciesIn(lineBytes, lineFile)]
  const invoices = readInvoices(invoiceBytes, invoiceFile, said ?? borrowed(ofInvoices, ofLines))
  const lines = readLines(lineBytes, lineFile, said ?? borrowed(ofLines, ofInvoices))
  const { learnPayers } = await import('../../../core/match/payment.ts')
  const knowledge = { ...(await generalKnowledge()), payers: learnPayers(invoices) }
  matchLines(lines, invoices, knowledge).forEach((match, at) => {
    const line = lines[at]
    if (!line) return
    if (options.json) printJson(matchToJson(match, line))
    else process.stdout.write(printed(match, line))
  })
}

export function define(program: Command): void {
  program
    .command('match')
    .requiredOption('--invoices <csv>', 'list of open invoices')
    .requiredOption('--lines <csv>', 'list of bank lines')
    .option('--currency <code>', 'currency of rows that state none')
    .option('--json', 'print one JSON object a bank line')
    .action(run)
}
