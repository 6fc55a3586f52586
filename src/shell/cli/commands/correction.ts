import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { money, toDecimal } from '../../../core/money/money.ts'
import type { Place } from '../../workspace.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly agreement?: string
  readonly cause?: string
  readonly line?: string[]
  readonly estimate?: string[]
  readonly on?: string
  readonly how?: string
  readonly delivered?: true
  readonly name?: string
  readonly reason?: string
  readonly choice?: string
  readonly amount?: string
  readonly future?: string
  readonly number?: string
  readonly issuedOn?: string
  readonly dueOn?: string
  readonly taxPercent?: string
  readonly out?: string
  readonly months?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('correction')
    .argument(
      '<what>',
      'find, list, open, show, prepare, statement, ready, told, override, chose, lines, draft, invoiced, forgive, close, looked-back',
    )
    .argument('[case]', 'the id of the case')
    .option('--agreement <id>', 'open: id or number of the agreement')
    .option('--cause <words>', 'how it came about, for the statement')
    .option('--line <outcome.line=words...>', 'prepare: pays, disputes, refuses; say, offer, limit')
    .option('--estimate <name=value...>', 'prepare: futureMarginMinor=4100.00, insistPaidPercent=60 …')
    .option('--how <how>', 'told: in-person, phone or writing')
    .option('--delivered', 'told: the delivery of the notice in writing is evidenced')
    .option('--name <person>', 'override, close: who')
    .option('--reason <words>', 'override, close, chose, forgive: why')
    .option('--choice <choice>', 'chose: next-invoice, separate, compromise, waive')
    .option('--amount <amount>', 'chose compromise: what is still to be paid; forgive: what is given up, before tax')
    .option('--future <words>', 'chose, forgive: what was agreed for the future')
    .option('--number <number>', 'invoiced: the number of the invoice that carries the catch-up; forgive: of the credit note')
    .option('--issued-on <day>', 'invoiced: its date')
    .option('--due-on <day>', 'invoiced: its due date')
    .option('--tax-percent <percent>', 'invoiced: its tax')
    .option('--out <file>', 'lines: write the CSV there')
    .option('--months <n>', 'looked-back: how many months after the waiver')
    .option('--on <day>', 'as if today were this day; told: the day of the talk')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (what: string, id: string | undefined, options: Options) => {
      const { withPlace } = await import('../open.ts')
      await withPlace({ workspace: options.workspace, on: options.on, what: 'correction' }, async place => {
        const result = await answer(place, what, id, options)
        const { jsonText } = await import('../../http/errors.ts')
        if (options.json) printJson(JSON.parse(jsonText(result)))
        else process.stdout.write(await textOf(what, result))
      })
    })
}

const pairs = (given: readonly string[] | undefined, field: string): [string, string][] =>
  (given ?? []).map(text => {
    const [, name = '', value = ''] = /^([\w.]+)=(.*)$/.exec(text) ?? []
    return name === '' ? refuse('field-wrong', `"${text}" is not NAME=VALUE.`, { field }) : [name, value]
  })

function outcomesFrom(given: readonly string[] | undefined): Record<string, Record<string, string>> {
  const out: Record<string, Record<string, string>> = {}
  for (const [name, value] of pairs(given, '--line')) {
    const [outcome = '', line = ''] = name.split('.')
    out[outcome] = { ...out[outcome], [line]: value }
  }
  return out
}

async function answer(place: Place, what: string, id: string | undefined, options: Options): Promise<unknown> {
  const acts = await import('../../acts/corrections.ts')
  const outcome = await import('../../acts/correction-outcome.ts')
  const views = await import('../../views/correction.ts')
  const correction = id ?? ''
  const { name = '', reason = '' } = options
  const does: Record<string, () => Promise<unknown>> = {
    find: () => acts.findCorrections(place),
    list: async () => ({ corrections: await views.correctionRows(place) }),
    open: () => acts.openCorrection(place, { agreement: options.agreement ?? '', cause: options.cause }),
    show: () => views.correctionView(place, correction),
    prepare: () =>
      acts.prepareCorrection(place, {
        correction,
        cause: options.cause,
        outcomes: outcomesFrom(options.line),
        ...(options.estimate ? { estimate: Object.fromEntries(pairs(options.estimate, '--estimate')) } : {}),
      }),
    statement: () => acts.writeStatement(place, { correction }),
    ready: () => acts.readyCorrection(place, { correction }),
    told: () =>
      acts.tellCorrection(place, { correction, on: options.on ?? place.by.today, how: options.how ?? '', delivered: options.delivered }),
    override: () => acts.overrideCorrection(place, { correction, name, reason }),
    chose: () => outcome.chooseCorrection(place, { ...options, correction, choice: options.choice ?? '' }),
    lines: async () => {
      const { linesCsv } = await import('../../corrections/papers.ts')
      const csv = await linesCsv(place, correction)
      if (options.out) await writeFile(at(options.out), csv)
      return { csv }
    },
    draft: () => outcome.draftCatchUp(place, { correction }),
    'looked-back': () => outcome.lookedBack(place, { correction, months: Number(options.months) }),
    invoiced: () => outcome.carryCorrection(place, { ...options, correction, number: options.number ?? '' }),
    forgive: async () => (await import('../../acts/forgive-catch-up.ts')).forgiveCatchUp(place, { ...options, correction }),
    close: () => outcome.closeCorrection(place, { correction, name: options.name, reason: options.reason }),
  }
  const work = does[what]
  return work ? work() : refuse('what-unknown', `"${what}" is nothing to do here.`, { mend: `Say one of ${Object.keys(does).join(', ')}.` })
}

async function textOf(what: string, result: unknown): Promise<string> {
  if (what === 'lines') return (result as { csv: string }).csv // the answer above
  if (what === 'find') {
    const { found, drifts } = result as Awaited<ReturnType<typeof import('../../acts/corrections.ts')['findCorrections']>> // as above
    const amount = (minor: string, currency: string): string => `${toDecimal(money(BigInt(minor), currency))} ${currency}`
    return [
      ...found.map(
        f =>
          `${f.client}, ${f.title}: ${amount(f.shortMinor, f.currency)} too little, ${amount(f.overMinor, f.currency)} too much ${f.faults.map(x => x.message).join(' ')} (${f.agreementId})`,
      ),
      ...drifts.map(
        d =>
          `${d.client}: ${d.kind} from ${d.from}, usual ${amount(d.usualMinor, d.currency)}, now ${amount(d.nowMinor, d.currency)} (confidence ${d.confidence})`,
      ),
      found.length + drifts.length === 0 ? 'Everything was billed as agreed.' : '',
    ]
      .join('\n')
      .trimEnd()
      .concat('\n')
  }
  const { jsonText } = await import('../../http/errors.ts')
  return `${JSON.stringify(JSON.parse(jsonText(result)), null, 2)}\n`
}
