import type { Command } from 'commander'
import type { Approved } from '../../acts/approve.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly all?: true
  readonly subject?: string
  readonly body?: string
}

const SHOWN_MAX = 20

export function define(program: Command): void {
  common(
    program
      .command('approve')
      .argument('[key]', 'the message')
      .option('--all', 'every message that waits')
      .option('--subject <text>', 'another subject line')
      .option('--body <text>', 'other words'),
  ).action(async (key: string | undefined, options: Options) => {
    const { approve } = await import('../../acts/approve.ts')
    const { refuse } = await import('../../../core/fault.ts')
    if ((key === undefined) === (options.all !== true)) refuse('which-message', 'Name one message, or say --all.', { field: 'KEY' })
    await inPlace('approve', options, place => approve(place, { key, subject: options.subject, body: options.body }), approvedText)
  })
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
