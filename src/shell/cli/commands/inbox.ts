import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly accept?: string
  readonly decline?: string
  readonly revoke?: string
  readonly reason?: string
}

export function define(program: Command): void {
  common(
    program
      .command('inbox')
      .option('--accept <answer>', 'take an answer as it was given')
      .option('--decline <answer>', 'deal with it without taking it')
      .option('--revoke <client>', 'close the private links sent to a client so far')
      .option('--reason <words>', 'why they are closed'),
  ).action(async (options: Options) => {
    if ([options.accept, options.decline, options.revoke].filter(o => o !== undefined).length > 1)
      refuse('one-at-a-time', 'Do one thing at a time.', { field: 'answer' })
    const { accept, decline, revoke, reason = '' } = options
    const acts = await import('../../acts/settle-answer.ts')
    if (revoke !== undefined)
      return inPlace(
        'inbox',
        options,
        place => acts.revokeLinks(place, { client: revoke, reason }),
        () => 'Closed.',
      )
    if (accept !== undefined || decline !== undefined)
      return inPlace(
        'inbox',
        options,
        place => (accept === undefined ? acts.declineAnswer(place, { reply: decline ?? '' }) : acts.acceptAnswer(place, { reply: accept })),
        done => (done.factId === null ? 'Dealt with.' : `Taken as ${done.reading} (${done.factId}).`),
      )
    const { inboxView } = await import('../../views/inbox.ts')
    return inPlace('inbox', options, inboxView, lines =>
      lines.length === 0
        ? 'Nothing waits.'
        : lines.map(l => `${l.receivedOn} ${l.client}: ${kindOf(l.answer)} ${l.invoices.join(', ')} ${l.text ?? ''} (${l.id})`).join('\n'),
    )
  })
}

/** `later, plan`: what was chosen on the private page. */
const kindOf = (answer: unknown): string =>
  answer !== null && typeof answer === 'object'
    ? [Reflect.get(answer, 'kind'), Reflect.get(answer, 'offer')].filter(Boolean).map(String).join(', ')
    : ''
