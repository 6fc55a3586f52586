import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly cause?: string
  readonly amount?: string
  readonly words?: string
  readonly owner?: string
  readonly answerBy?: string
  readonly close?: string
}

export function define(program: Command): void {
  common(
    program
      .command('dispute')
      .argument('<invoice>', 'number or id')
      .option('--cause <cause>', 'about what')
      .option('--amount <decimal>', 'the contested part; else all of it')
      .option('--words <text>', 'in their words')
      .option('--owner <name>', 'who answers it')
      .option('--answer-by <day>', 'we answer by')
      .option('--close <outcome>', 'it ended so'),
  ).action(async (invoice: string, options: Options) => {
    const { closeDispute, dispute } = await import('../../acts/dispute.ts')
    const { cause = '', close, amount, words, owner, answerBy } = options
    await inPlace(
      'dispute',
      options,
      place =>
        close === undefined
          ? dispute(place, { invoice, cause, amount, words, owner, answerBy })
          : closeDispute(place, { invoice, outcome: close }),
      () => (close === undefined ? 'Contested: held.' : `Ended: ${close}.`),
    )
  })
}
