import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { money, toDecimal } from '../../../core/money/money.ts'
import type { BillingView } from '../../views/unbilled.ts'
import type { Place } from '../../workspace.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly client?: string
  readonly what?: string
  readonly quantity?: string
  readonly unit?: string
  readonly rate?: string
  readonly currency?: string
  readonly taxPercent?: string
  readonly agreement?: string
  readonly invoice?: string
  readonly reason?: string
  readonly dueOn?: string
  readonly out?: string
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('unbilled')
    .argument('[what]', 'list, add, import, aside, draft, credit, lines, match, issue, withdraw', 'list')
    .argument('[id]', 'import: the file; aside: the work; lines, match, issue, withdraw: the draft')
    .option('--client <client>', 'add, draft: whose')
    .option('--what <words>', 'add: what was delivered')
    .option('--quantity <n>', 'add: how much (1)')
    .option('--unit <unit>', 'add: of what')
    .option('--rate <amount>', 'add: price a unit before tax')
    .option('--currency <code>', 'add, draft')
    .option('--tax-percent <percent>', 'add, issue')
    .option('--agreement <id>', 'add, credit: id or number of the agreement')
    .option('--invoice <number>', 'match: the invoice it became')
    .option('--reason <words>', 'aside: why it is not billed')
    .option('--due-on <day>', 'issue: its due date')
    .option('--out <file>', 'lines: write the CSV there')
    .option('--on <day>', 'as if today were this day; add: delivered on')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (what: string, id: string | undefined, options: Options) => {
      const { withPlace } = await import('../open.ts')
      await withPlace({ workspace: options.workspace, on: options.on, what: 'unbilled' }, async place => {
        const result = await answer(place, what, id ?? '', options)
        if (options.json) printJson(result)
        else process.stdout.write(textOf(what, result))
      })
    })
}

async function answer(place: Place, what: string, id: string, o: Options): Promise<unknown> {
  const [{ billingView }, work, draft, { draftCredits }, { issueDraft }, { draftCsv }] = await Promise.all([
    import('../../views/unbilled.ts'),
    import('../../acts/work.ts'),
    import('../../acts/draft.ts'),
    import('../../acts/draft-credit.ts'),
    import('../../acts/issue.ts'),
    import('../../billing/sheet.ts'),
  ])
  const { client = '', currency, agreement } = o
  const does: Record<string, () => Promise<unknown>> = {
    list: () => billingView(place),
    add: () =>
      work.addWork(place, {
        ...{ client, what: o.what ?? '', quantity: o.quantity, unit: o.unit, rate: o.rate ?? '' },
        ...{ currency, agreement, taxRate: o.taxPercent, doneOn: o.on },
      }),
    import: async () => work.importWork(place, { name: basename(id), bytes: new Uint8Array(await readFile(at(id))) }),
    aside: () => work.setWorkAside(place, { work: id, reason: o.reason ?? '' }),
    draft: () => draft.draftWork(place, { client, currency }),
    credit: () => draftCredits(place, { agreement: agreement ?? '' }),
    lines: async () => {
      const csv = await draftCsv(place, id)
      if (o.out) await writeFile(at(o.out), csv)
      return { csv }
    },
    match: () => draft.matchDraft(place, { draft: id, invoice: o.invoice ?? '' }),
    issue: () => issueDraft(place, { draft: id, dueOn: o.dueOn, taxPercent: o.taxPercent }),
    withdraw: () => draft.withdrawDraft(place, { draft: id }),
  }
  const run = does[what]
  return run ? run() : refuse('what-unknown', `"${what}" is nothing to do here.`, { mend: `Say one of ${Object.keys(does).join(', ')}.` })
}

function textOf(what: string, result: unknown): string {
  if (what === 'lines') return (result as { csv: string }).csv // the answer above
  if (what !== 'list') return `${JSON.stringify(result, null, 2)}\n`
  const view = result as BillingView // as above
  const amount = (minor: string, currency: string): string => `${toDecimal(money(BigInt(minor), currency))} ${currency}`
  const lines = [
    ...view.unbilled.map(
      g =>
        `${g.client}: ${amount(g.netMinor, g.currency)} unbilled, the oldest for ${g.days} days; the delay has cost ${amount(g.costMinor, g.currency)} (${view.capitalPercent} % a year)`,
    ),
    ...view.drafts.map(d => `${d.client}: a draft of ${amount(d.netMinor, d.currency)} waits for its invoice (${d.id})`),
  ]
  return `${lines.length === 0 ? 'Everything delivered is invoiced.' : lines.join('\n')}\n`
}
