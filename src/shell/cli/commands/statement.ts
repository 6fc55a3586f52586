import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { StatementOfAccount } from '../../views/statement.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly asOf?: string
  readonly knownAt?: string
  readonly pdf?: string
  readonly language?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('statement <client>')
    .option('--as-of <day>', 'the balance of this day')
    .option('--known-at <day>', 'as it was known at the end of this day, or at an instant')
    .option('--pdf <file>', 'write it as PDF')
    .option('--language <code>', 'language of the PDF; else the client’s')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(run)
}

async function run(asked: string, options: Options): Promise<void> {
  const [{ withPlace }, { findClient }, { statementOf }] = await Promise.all([
    import('../open.ts'),
    import('../../acts/find.ts'),
    import('../../views/statement.ts'),
  ])
  const { asOf, knownAt, language, pdf: file } = options
  await withPlace({ workspace: options.workspace, what: 'statement' }, async place => {
    const { id } = await findClient(place, asked)
    const statement = await statementOf(place, id, { asOf, knownAt })
    if (file !== undefined) {
      const { statementPdf } = await import('../../papers/account-statement.ts')
      await writeFile(at(file), (await statementPdf(place, id, { asOf, knownAt, language })).pdf)
    }
    const plain = await inDecimals(statement)
    if (options.json) printJson(plain)
    else process.stdout.write(textOf(plain))
  })
}

/** Amounts as decimal text. */
async function inDecimals(statement: StatementOfAccount) {
  const { money, toDecimal } = await import('../../../core/money/money.ts')
  return {
    ...statement,
    parts: statement.parts.map(({ currency, items, openMinor, lateMinor, unappliedMinor, balanceMinor, ageing }) => {
      const text = (minor: string): string => toDecimal(money(BigInt(minor), currency))
      return {
        currency,
        items: items.map(({ totalMinor, settledMinor, openMinor: open, later, ...item }) => ({
          ...item,
          later: later.map(l => ({ dueOn: l.dueOn, amount: text(l.minor) })),
          total: text(totalMinor),
          settled: text(settledMinor),
          open: text(open),
        })),
        open: text(openMinor),
        late: text(lateMinor),
        unapplied: text(unappliedMinor),
        balance: text(balanceMinor),
        ageing: Object.fromEntries(ageing.map(a => [a.bucket, text(a.minor)])),
      }
    }),
  }
}

function textOf({ name, asOf, knownAt, parts }: Awaited<ReturnType<typeof inDecimals>>): string {
  const lines = [
    `${name}, ${asOf}${knownAt ? `, as known at ${knownAt}` : ''}`,
    ...(parts.length === 0 ? ['Nothing is open.'] : []),
    ...parts.flatMap(p => [
      ...p.items.map(i => `  ${i.number}  due ${i.dueOn}${i.lateDays > 0 ? ` (${i.lateDays} days late)` : ''}  ${i.open} of ${i.total}`),
      `  balance ${p.balance} ${p.currency} (open ${p.open}, late ${p.late}, not set against anything ${p.unapplied})`,
    ]),
  ]
  return `${lines.join('\n')}\n`
}
