import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly finding?: string
}

export function define(program: Command): void {
  common(
    program
      .command('unsure')
      .argument('[key]', 'the message; none: all are looked for in the folder of what was sent')
      .option('--finding <finding>', 'left or not-left'),
  ).action((key: string | undefined, options: Options) => (key === undefined ? look(options) : settle(key, options)))
}

async function look(options: Options): Promise<void> {
  const { settleUnsure } = await import('../../acts/settle-unsure.ts')
  const { configFrom } = await import('../../config.ts')
  await inPlace(
    'unsure',
    options,
    place => settleUnsure(place, configFrom(process.env)),
    ({ sent, open }) =>
      [...sent.map(key => `sent: its copy was found (${key})`), ...open.map(key => `still unsure (${key})`)].join('\n') ||
      'None is unsure.',
  )
}

async function settle(key: string, options: Options): Promise<void> {
  const { resolveUnsure } = await import('../../acts/by-hand.ts')
  const { refuse } = await import('../../../core/fault.ts')
  const finding =
    options.finding === 'left' || options.finding === 'not-left'
      ? options.finding
      : refuse('finding-unknown', 'Say left or not-left.', { field: '--finding' })
  await inPlace(
    'unsure',
    options,
    place => resolveUnsure(place, { key, finding }),
    ({ state }) => `It is ${state}.`,
  )
}
