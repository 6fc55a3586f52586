import type { Command } from 'commander'
import type { DeskView } from '../../views/desk.ts'
import type { DesksView } from '../../views/desks.ts'
import { printJson } from '../command.ts'
import { plain, sayAmounts } from '../print.ts'

interface Options {
  readonly on?: string
  readonly workspace?: string
  readonly currency?: string
  readonly relation?: string
  readonly belief?: string
  readonly fee?: string
  readonly set?: readonly string[]
  readonly json?: true
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

export function define(program: Command): void {
  program
    .command('desk')
    .argument('[client]', 'name, id or reference; none: everybody there is something to decide about')
    .option('--on <day>', 'as things stand, on this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--currency <code>', 'which claim, where the client owes in several currencies')
    .option('--relation <amount>', 'what the relation is worth')
    .option('--belief <rate>', 'the chance that it can be collected at all, 0.7 or 70%')
    .option('--fee <rate>', "the agency's share of what it collects, 0.3 or 30%")
    .option('--set <name=number>', 'another assumption, call.boost=1.6 (again for more)', collect)
    .option('--json', 'print one JSON object')
    .action(async (client: string | undefined, options: Options) => {
      const { withPlace } = await import('../open.ts')
      await withPlace({ ...options, what: 'desk' }, async place => {
        if (client === undefined) {
          const { desksView } = await import('../../views/desks.ts')
          const view = await desksView(place)
          if (options.json) printJson(plain(view))
          else process.stdout.write(desksText(view, 'en'))
          return
        }
        const [{ deskView }, { findClient }, { askedFrom }] = await Promise.all([
          import('../../views/desk.ts'),
          import('../../acts/find.ts'),
          import('../../desk/asked.ts'),
        ])
        const view = await deskView(place, (await findClient(place, client)).id, askedFrom(options))
        if (options.json) printJson(plain(view))
        else process.stdout.write(deskText(view, 'en'))
      })
    })
}

function desksText(view: DesksView, language: string): string {
  const lines = view.lines.map(
    l =>
      `${l.isDue ? '→' : ' '} ${l.name}: ${sayAmounts(language, [l.owed])}, ${l.age} days${l.best === null ? '' : `, best ${l.best} (${Math.round(l.net ?? 0)})`}${l.untried > 0 ? `, ${l.untried} not tried` : ''}`,
  )
  const out = view.out.map(o => `  ${o.name}: ${o.draft ? 'being prepared for' : 'with'} ${o.to} (${o.kind}) since ${o.startedOn}`)
  return `${[...lines, ...(out.length > 0 ? ['', ...out] : [])].join('\n') || 'Nothing late is left to decide about.'}\n`
}

function deskText(view: DeskView, language: string): string {
  const rows = view.ways.map(w => [
    `${w.way}${w.rate === null ? '' : ` ${Math.round(w.rate * 100)} %`}`,
    `${Math.round(w.net)}`,
    `${Math.round(w.low)} to ${Math.round(w.high)}`,
    `${w.days}`,
    `${w.tieGroup}`,
    w.closed.map(c => c.code).join(', '),
  ])
  const head = ['way on', 'net', 'range', 'days', 'tie', 'closed']
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map(row => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at === 0 || at === 5 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  const check = view.agencyCheck
  const lines = [
    `${view.name}: ${sayAmounts(language, [view.owed])}, ${view.age} days past due, ${view.invoices.map(i => i.number).join(', ')}`,
    `worth of the relation ${Math.round(view.relation.value)} (${view.relation.source}), collectable with ${Math.round(view.belief * 100)} %`,
    '',
    line(head),
    ...rows.map(line),
    ...view.excluded.map(e => `not weighed: ${e.way} (${e.reason})`),
    '',
    `An agency would leave ${Math.round(check.net)} of ${Math.round(check.collected)} collected; with it the direct way closes.`,
    `A settlement may go down to ${sayAmounts(language, [view.offer.least])}.`,
    `Flat fee ${Math.round(view.fees.flatFee)} against ${Math.round(view.fees.agencyPay)} for an agency.`,
    ...view.checks.map(
      c =>
        `${{ open: '[ ]', impossible: '[-]', done: '[x]', skipped: '[x]' }[c.state]} ${c.code}${c.state === 'skipped' ? ` (left out by ${c.skippedBy}: ${c.reason})` : ''}`,
    ),
    ...(view.stop.stop ? [`stop: ${view.stop.code}`] : []),
    view.barredOn === null ? 'limitation: not known' : `time-barred on ${view.barredOn}`,
    `next terms: ${view.terms.proposal}, ${view.terms.termsDays} days`,
  ]
  return `${lines.join('\n')}\n`
}
