import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { money, toDecimal } from '../../../core/money/money.ts'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly parts?: string
  readonly part?: string
  readonly now?: string
  readonly restOn?: string
  readonly first?: string
  readonly endOfMonth?: true
  readonly grace?: string
  readonly dropsCosts?: true
  readonly with?: string
  readonly approvedBy?: string
  readonly end?: string
  readonly lapsed?: true
  readonly reason?: string
  readonly pdf?: string
  readonly ics?: string
  readonly preview?: true
}

export function define(program: Command): void {
  common(
    program
      .command('plan')
      .argument('[invoice...]', 'the invoices it covers; with --pdf or --ics a plan’s id')
      .option('--parts <n>', 'so many equal monthly parts')
      .option('--part <amount>', 'or so much a month until done')
      .option('--now <amount>', 'or a part now, the rest on --rest-on')
      .option('--rest-on <day>', 'when the rest is due')
      .option('--first <day>', 'day of the first part; else today')
      .option('--end-of-month', 'later parts fall on the last day of their month')
      .option('--grace <days>', 'days after a part’s due day before it counts as missed')
      .option('--drops-costs', 'late costs are dropped if the plan is kept')
      .option('--with <name>', 'with whom it was agreed')
      .option('--approved-by <name>', 'who allows planning these invoices anew a second time')
      .option('--end <plan>', 'end a plan; with --lapsed, because a part stayed away')
      .option('--lapsed', 'the lapse clause applies: a person decides')
      .option('--reason <words>', 'why it ends')
      .option('--pdf <file>', 'write the agreement of the named plan there')
      .option('--preview', 'show the parts, record nothing')
      .option('--ics <file>', 'write its payments as a calendar file there'),
  ).action(async (named: string[], options: Options) => {
    const { makePlan, endPlan, previewPlan } = await import('../../acts/plan.ts')
    const { planPaper } = await import('../../call/plan-paper.ts')
    await inPlace(
      'plan',
      options,
      async place => {
        if (options.end !== undefined)
          return endPlan(place, { plan: options.end, how: options.lapsed ? 'lapsed' : 'ended', reason: options.reason ?? '' })
        if (options.preview) return previewOf(await previewPlan(place, inputFrom(named, options)))
        const file = options.pdf ?? options.ics
        if (file === undefined) return makePlan(place, inputFrom(named, options))
        const paper = await planPaper(place, named[0] ?? '', options.pdf === undefined ? 'ics' : 'pdf')
        await writeFile(at(file), paper.content)
        return { id: named[0] ?? '', file }
      },
      result =>
        'parts' in result
          ? result.parts.map(p => `${p.dueOn}: ${p.amount} ${result.currency}`).join('\n')
          : 'file' in result
            ? `Written to ${result.file}.`
            : `Plan ${result.id}.`,
    )
  })
}

/** Amounts as decimal text, as everywhere on the command line. */
function previewOf({
  currency,
  totalMinor,
  interestMinor,
  parts,
}: Awaited<ReturnType<typeof import('../../acts/plan.ts')['previewPlan']>>) {
  const decimal = (minor: string): string => toDecimal(money(BigInt(minor), currency))
  return {
    currency,
    total: decimal(totalMinor),
    interest: decimal(interestMinor),
    parts: parts.map(({ minor, ...rest }) => ({ ...rest, amount: decimal(minor) })),
  }
}

function inputFrom(invoices: readonly string[], options: Options) {
  const { part, now, restOn, first: firstOn, endOfMonth, dropsCosts, approvedBy } = options
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))
  return {
    ...{ invoices, part, now, restOn, firstOn, endOfMonth, dropsCosts, approvedBy },
    shape: now !== undefined ? ('now-and-rest' as const) : part !== undefined ? ('until-done' as const) : ('parts' as const),
    parts: number(options.parts),
    graceDays: number(options.grace),
    agreedWith: options.with,
  }
}
