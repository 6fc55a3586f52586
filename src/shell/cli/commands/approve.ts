import type { Command } from 'commander'
import type { Approved } from '../../acts/approve.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly all?: true
  readonly subject?: string
  readonly body?: string
  readonly keep?: true
  readonly back?: true
}

const SHOWN_MAX = 20

export function define(program: Command): void {
  common(
    program
      .command('approve')
      .argument('[key]', 'the message')
      .option('--all', 'every message that waits')
      .option('--subject <text>', 'another subject line')
      .option('--body <text>', 'other words')
      .option('--keep', 'keep the edited words; it goes on waiting')
      .option('--back', 'take the approval of one message back while it has not left'),
  ).action(async (key: string | undefined, options: Options) => {
    const { approve } = await import('../../acts/approve.ts')
    const { refuse } = await import('../../../core/fault.ts')
    if ((key === undefined) === (options.all !== true)) refuse('which-message', 'Name one message, or say --all.', { field: 'KEY' })
    if (key !== undefined && (options.keep || options.back)) return wait(key, options)
    await inPlace('approve', options, place => approve(place, { key, subject: options.subject, body: options.body }), approvedText)
  })
}

/** The message goes on waiting: with edited words, or because its approval is taken back. */
async function wait(key: string, { keep, back, ...options }: Options): Promise<void> {
  const { subject, body } = options
  const [{ edit }, { unapprove }, { refuse }] = await Promise.all([
    import('../../acts/approve.ts'),
    import('../../acts/unapprove.ts'),
    import('../../../core/fault.ts'),
  ])
  if (keep && back) refuse('one-at-a-time', 'Keep words, or take the approval back.', { field: '--back' })
  if (back)
    return inPlace(
      'approve',
      options,
      place => unapprove(place, { key }),
      () => 'It waits again.',
    )
  await inPlace(
    'approve',
    options,
    place => edit(place, { key, subject, body }),
    ({ faults }) => ['Kept; it waits.', ...faults.map(({ message, mend = '' }) => `  ${message} ${mend}`.trimEnd())].join('\n'),
  )
}

/** How many, and which keep waiting with the reason. */
function approvedText({ approved, faulty }: Approved): string {
  const more = faulty.length - SHOWN_MAX
  return [
    `Approved: ${approved.length}`,
    ...(faulty.length > 0 ? [`Still waiting: ${faulty.length}`] : []),
    ...faulty
      .slice(0, SHOWN_MAX)
      .flatMap(({ key, faults }) => [`  ${key}`, ...faults.map(({ message, mend = '' }) => `    ${message} ${mend}`.trimEnd())]),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n')
}
