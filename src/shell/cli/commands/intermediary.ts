import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly kind?: 'lawyer' | 'agency'
  readonly country?: string
  readonly currency?: string
  readonly person?: string
  readonly email?: string
  readonly phone?: string
  readonly fee?: string
  readonly band?: readonly string[]
  readonly flatFee?: string
  readonly tax?: string
  readonly rules?: string
  readonly end?: true
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

export function define(program: Command): void {
  program
    .command('intermediary')
    .argument('[name]', 'keep this one, or change its terms; none: list them')
    .option('--kind <kind>', 'lawyer or agency, for a new one')
    .option('--country <code>', 'the country it works in; empty for any')
    .option('--currency <code>', 'of its fees; else the firm’s')
    .option('--person <name>', 'whom to speak to')
    .option('--email <address>', 'where to write')
    .option('--phone <number>', 'where to call')
    .option('--fee <percent>', 'of what is collected')
    .option('--band <days:amount:percent>', 'from this age and size on, so many percent (again for more)', collect)
    .option('--flat-fee <amount>', 'of a lawyer’s letter')
    .option('--tax <percent>', 'tax on the fee')
    .option('--rules <words>', 'our rules of conduct')
    .option('--end', 'no longer used from today')
    .option('--on <day>', 'as if today were this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (name: string | undefined, options: Options) => {
      const [{ withPlace }, { keepIntermediary, partyLine }, { intermediariesOf }] = await Promise.all([
        import('../open.ts'),
        import('../../acts/keep-intermediary.ts'),
        import('../../acts/find.ts'),
      ])
      await withPlace({ workspace: options.workspace, on: options.on, what: 'intermediary' }, async place => {
        const all = await intermediariesOf(place)
        if (name === undefined) {
          if (options.json) printJson({ intermediaries: all.map(i => ({ ...i, flatFeeMinor: i.flatFeeMinor?.toString() ?? null })) })
          else process.stdout.write(all.map(i => `${partyLine(i)}\n`).join(''))
          return
        }
        const { kind, country, currency, person, email, phone, fee, band, flatFee, tax, rules, end } = options
        const isKnown = all.some(i => i.id === name || i.name === name)
        const kept = await keepIntermediary(place, {
          ...(isKnown ? { known: name } : { name }),
          ...{ kind, country, currency, person, email, phone, flatFee, end, feePercent: fee, taxPercent: tax, conductRules: rules },
          bands: band?.map(bandFrom),
        })
        if (options.json) printJson(kept)
        else process.stdout.write(`${kept.name} (${kept.kind}): ${kept.id}\n`)
      })
    })
}

function bandFrom(text: string): { fromDays: number; fromAmount: string; percent: string } {
  const [days, amount, percent] = text.split(':')
  if (days === undefined || amount === undefined || percent === undefined)
    return refuse('band-unreadable', `"${text}" is not a band.`, { field: '--band', mend: 'Write days:amount:percent, like 90:0:25.' })
  return { fromDays: Number(days), fromAmount: amount, percent }
}
