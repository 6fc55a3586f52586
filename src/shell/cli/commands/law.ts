import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { LawView } from '../../views/law.ts'
import type { Place } from '../../workspace.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly say?: string
  readonly value?: string
  readonly law?: string
  readonly variant?: string
  readonly source?: string
  readonly since?: string
  readonly drop?: string
}

export function define(program: Command): void {
  common(
    program
      .command('law')
      .argument('[client]', 'id, reference or name; none: the firm’s own law')
      .option(
        '--say <field>',
        'you know a value better: rate, rateMode, dayCount, compounding, fixedSum, limitationYears, forbiddenChannels',
      )
      .option('--value <text>', 'with --say: what it is')
      .option('--source <where>', 'with --say: where it is written')
      .option('--since <day>', 'with --say: for contracts from this day on; else today')
      .option('--law <code>', 'with --say: of which law; else the one shown')
      .option('--variant <kind>', 'with --say: business, consumer, public or public-health; else the one shown')
      .option('--drop <id>', 'take your own word back'),
  ).action(async (client: string | undefined, options: Options) => {
    await inPlace('law', options, place => work(place, client, options), lawText)
  })
}

async function work(place: Place, client: string | undefined, options: Options): Promise<LawView> {
  const [{ lawView }, { findClient }] = await Promise.all([import('../../views/law.ts'), import('../../acts/find.ts')])
  const id = client === undefined ? undefined : (await findClient(place, client)).id
  if (options.say === undefined && options.drop === undefined) return lawView(place, id)
  const { dropOverride, overrideLaw } = await import('../../acts/law-override.ts')
  if (options.drop !== undefined) await dropOverride(place, { id: options.drop })
  else {
    const { say: field = '', value, source: writtenIn, since = place.by.today } = options
    if (value === undefined || writtenIn === undefined)
      return refuse('field-missing', 'Say the value and where it is written.', { field: value === undefined ? '--value' : '--source' })
    const shown = await lawView(place, id)
    const { law = shown.law, variant = shown.variant } = options
    await overrideLaw(place, { law, variant, field, value, writtenIn, since })
  }
  return lawView(place, id)
}

const lawText = (view: LawView): string =>
  [
    `${view.client ? `${view.client.name}: ` : ''}${view.name} (${view.law}), ${view.variant}, ${view.on}`,
    ...view.values.map(v => `  ${v.key}: ${v.value}${v.since ? ` since ${v.since}` : ''} (${v.source}; ${v.confidence})`),
    ...(view.missing === null ? [] : [`! no interest can be reckoned: ${view.missing}`]),
    ...view.overrides.map(o => `your own: ${o.field} = ${o.value} since ${o.since} (${o.source}), id ${o.id}`),
    ...view.ownRates.map(r => `your own rate: ${r.series} ${r.from} ${r.percent} % (${r.source}), id ${r.id}`),
  ].join('\n')
