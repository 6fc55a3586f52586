import { type Command, Option } from 'commander'
import { day } from '../../../core/day/day.ts'
import { refuse } from '../../../core/fault.ts'
import { DAY_COUNTS } from '../../../core/ledger/day-count.ts'
import { FIRST_DAYS } from '../../../core/ledger/law-terms.ts'
import type { InterestAnswer } from '../../law/interest-answer.ts'
import type { InterestQuestionText } from '../../law/interest-question.ts'
import { printJson } from '../command.ts'

type Flags = InterestQuestionText & {
  readonly consumer?: true
  readonly public?: true
  readonly publicHealth?: true
  readonly fixedDate?: boolean
  readonly mention?: true
  readonly clause?: true
  readonly rates?: string
  readonly json?: true
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

export function define(program: Command): void {
  program
    .command('interest')
    .description('what is owed for lateness: interest, fixed sum, and every figure opened')
    .requiredOption('--law <code>', 'law by country code: FR, DE, UK …')
    .option('--principal <amount>', 'gross amount owed, 1000.00')
    .option('--currency <code>', 'three letters; the law’s own where left out')
    .option('--due <day>', 'due day, 2025-01-31')
    .option('--until <day>', 'last interest day: day of payment or today')
    .option('--days <n>', 'instead of two dates: a number of interest days')
    .option('--consumer', 'the client is a consumer')
    .option('--public', 'the client is a public body')
    .option('--public-health', 'the client is a public hospital')
    .option('--contract <day>', 'day of the contract, which picks the version of the law')
    .option('--rate <percent>', 'rate agreed in the contract, percent a year')
    .option('--rate-source <text>', 'where it was agreed')
    .addOption(new Option('--day-count <convention>').choices([...DAY_COUNTS]))
    .option('--rate-mode <mode>', 'each-half-year, fixed-at-start, fixed-at-end, each-change, constant')
    .option('--compounding <how>', 'none or yearly')
    .option('--rounding <scope>', 'sum (once), segment, or day (daily amount first)')
    .addOption(new Option('--first-day <which>', 'first interest day').choices([...FIRST_DAYS]))
    .option('--pay <day=amount>', 'a payment on the way; may be repeated', collect)
    .option('--allocate <order>', 'principal (default) or law: what a payment meets first')
    .option('--costs <amount>', 'costs a payment may have to meet first')
    .option('--disputed <amount[@from..until]>', 'a part in dispute, bears no interest; may be repeated', collect)
    .option('--demand <day>', 'day a demand for payment reached the client')
    .option('--delivered <day>', 'day of delivery, where the law counts from it')
    .option('--no-fixed-date', 'the due day was not agreed as a date')
    .option('--mention', 'the invoice said what lateness entails')
    .option('--clause', 'the contract carries a clause for collection costs')
    .option('--move-due', 'move a due day off work as the law moves it (Poland, Switzerland)')
    .option('--fx <pair=rate@day>', 'rate of exchange: EUR/PLN=4.2575@2025-02-28')
    .option('--rates <file>', 'own rates for this run, see dunwell rates')
    .option('--json', 'print one JSON object')
    .action(run)
}

function questionText(flags: Flags): InterestQuestionText {
  const kinds = [flags.consumer, flags.public, flags.publicHealth].filter(Boolean)
  if (kinds.length > 1)
    refuse('too-much', 'A client is of one kind.', { field: 'kind', mend: 'Give one of --consumer, --public and --public-health.' })
  const kind = flags.consumer ? 'consumer' : flags.publicHealth ? 'public-health' : flags.public ? 'public' : 'business'
  return {
    ...flags,
    kind,
    ...(flags.fixedDate === false ? { dateAgreed: false } : {}),
    ...(flags.mention ? { mentioned: true } : {}),
    clauseAgreed: flags.clause ?? false,
  }
}

async function run(flags: Flags): Promise<void> {
  const [{ loadLaw }, { answerInterest }, { withRatesFile }] = await Promise.all([
    import('../../law/load-law.ts'),
    import('../../law/interest-answer.ts'),
    import('../../law/own-rates.ts'),
  ])
  const book = await loadLaw()
  const rates = await withRatesFile(flags.rates, book.rates)
  const today = day(new Date().toISOString().slice(0, 10))
  const answer = answerInterest({ ...book, rates }, questionText(flags), today)
  if (flags.json) printJson(answer)
  else process.stdout.write(await readable(answer))
}

/** The answer as a table a person can check with pencil and paper. */
async function readable(answer: InterestAnswer): Promise<string> {
  const { default: Table } = await import('cli-table3')
  const { currency } = answer
  const table = new Table({
    head: ['from', 'to', 'days', `base ${currency}`, '% a year', 'interest', 'rate from'],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
    colWidths: [null, null, null, null, null, null, 60],
    wordWrap: true,
  })
  for (const s of answer.segments) table.push([s.from ?? '', s.to ?? '', s.days, s.base, s.rate, s.amount, `${s.source} [${s.confidence}]`])
  const compensation = answer.compensation
  const lines = [
    `${answer.lawName} (${answer.variant}): ${answer.clause}`,
    ...(answer.segments.length > 0 ? [table.toString()] : ['no interest days']),
    `interest       ${answer.interest} ${currency}   (${answer.dayCount}; ${answer.rateMode}; rounded ${answer.rounding})`,
    compensation
      ? `fixed sum      ${compensation.amount} ${compensation.currency}   ${compensation.clause} [${compensation.confidence}]`
      : 'fixed sum      none',
    `total          ${answer.total === null ? 'not one figure, see below' : `${answer.total} ${currency}`}`,
    ...answer.payments.map(p => `paid ${p.day}: principal ${p.principal}, interest ${p.interest}, costs ${p.costs}, too much ${p.surplus}`),
    ...(answer.limitation
      ? [`time-barred after ${answer.limitation.endsOn} (${answer.limitation.clause}) [${answer.limitation.confidence}]`]
      : []),
    ...answer.notes.map(n => `· ${n.text}`),
  ]
  return `${lines.join('\n')}\n`
}
