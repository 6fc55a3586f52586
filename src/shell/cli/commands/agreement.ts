import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { Suggestion } from '../../acts/agreements.ts'
import type { Place } from '../../workspace.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly client?: string
  readonly title?: string
  readonly number?: string
  readonly currency?: string
  readonly price?: string
  readonly period?: string
  readonly startsOn?: string
  readonly endsOn?: string
  readonly quantity?: string
  readonly indexPercent?: string
  readonly taxPercent?: string
  readonly signedBy?: string
  readonly lateInterest?: string
  readonly earlyDiscount?: string
  readonly retention?: string
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('agreement')
    .argument('[what]', 'list, add, import, suggest', 'list')
    .argument('[file]', 'import: a CSV or XLSX list')
    .option('--client <client>', 'add: whose')
    .option('--title <words>', 'add: what for')
    .option('--number <number>', 'add: its number')
    .option('--currency <code>', 'add')
    .option('--price <amount>', 'add: price a period, before tax')
    .option('--period <period>', 'add: once, week, month, quarter, year', 'month')
    .option('--starts-on <day>', 'add: first day')
    .option('--ends-on <day>', 'add: last day')
    .option('--quantity <n>', 'add')
    .option('--index-percent <percent>', 'add: a year, at each anniversary')
    .option('--tax-percent <percent>', 'add: agreed tax')
    .option('--signed-by <name>', 'add')
    .option('--late-interest <percent>', 'add: agreed late interest, a year')
    .option('--early-discount <percent/days>', 'add: discount for paying early, as 2/10')
    .option('--retention <percent/months>', 'add: kept back by the client, as 5/12')
    .option('--on <day>', 'as if today were this day')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (what: string, file: string | undefined, options: Options) => {
      const { withPlace } = await import('../open.ts')
      await withPlace({ workspace: options.workspace, on: options.on, what: 'agreement' }, async place => {
        const result = await answer(place, what, file ?? '', options)
        if (options.json) printJson(result)
        else process.stdout.write(textOf(what, result))
      })
    })
}

async function answer(place: Place, what: string, file: string, o: Options): Promise<unknown> {
  const acts = await import('../../acts/agreements.ts')
  const { agreementRows } = await import('../../views/agreements.ts')
  const does: Record<string, () => Promise<unknown>> = {
    list: async () => ({ agreements: await agreementRows(place) }),
    add: () =>
      acts.addAgreement(place, {
        ...{ client: o.client ?? '', title: o.title ?? '', price: o.price ?? '', period: o.period ?? 'month', startsOn: o.startsOn ?? '' },
        ...{ number: o.number, currency: o.currency, endsOn: o.endsOn, quantity: o.quantity, indexPercent: o.indexPercent },
        ...{ taxRate: o.taxPercent, signedBy: o.signedBy, lateInterestPercent: o.lateInterest },
        ...within(o.earlyDiscount, 'earlyDiscountPercent', 'earlyDiscountDays'),
        ...within(o.retention, 'retentionPercent', 'retentionMonths'),
      }),
    import: async () => acts.importAgreements(place, { name: basename(file), bytes: new Uint8Array(await readFile(at(file))) }),
    suggest: async () => ({ suggestions: await acts.suggestAgreements(place) }),
  }
  const run = does[what]
  return run ? run() : refuse('what-unknown', `"${what}" is nothing to do here.`, { mend: `Say one of ${Object.keys(does).join(', ')}.` })
}

/** A percentage and how long it holds, typed as one: `2/10`. */
function within(said: string | undefined, percent: string, span: string): Record<string, string | number> {
  if (said === undefined) return {}
  const [share = '', long] = said.split('/')
  return { [percent]: share, ...(long !== undefined && /^\d+$/.test(long) ? { [span]: Number(long) } : {}) }
}

function textOf(what: string, result: unknown): string {
  if (what !== 'suggest') return `${JSON.stringify(result, null, 2)}\n`
  const { suggestions } = result as { suggestions: readonly Suggestion[] } // the answer above
  const lines = suggestions.map(
    s =>
      `${s.client}: ${s.price} ${s.currency} a ${s.period} from ${s.startsOn}, as ${s.fitting} of ${s.of} invoices have it; nobody agreed to it yet`,
  )
  return `${lines.length === 0 ? 'No client without an agreement is billed in a rhythm.' : lines.join('\n')}\n`
}
