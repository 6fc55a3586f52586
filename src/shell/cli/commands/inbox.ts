import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { Place } from '../../workspace.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly accept?: string
  readonly decline?: string
  readonly confirm?: string
  readonly as?: string
  readonly day?: string
  readonly amount?: string
  readonly cause?: string
  readonly invoice?: string[]
  readonly plan?: string
  readonly aside?: string
  readonly undo?: string
  readonly place?: string
  readonly client?: string
  readonly dismiss?: string
  readonly fetch?: boolean
  readonly receive?: string[]
  readonly revoke?: string
  readonly reason?: string
}

const DEEDS = ['accept', 'decline', 'confirm', 'aside', 'undo', 'place', 'dismiss', 'fetch', 'receive', 'revoke'] as const

export function define(program: Command): void {
  common(
    program
      .command('inbox')
      .option('--fetch', 'look into the mailbox now')
      .option('--receive <files...>', 'take mails from files (.eml)')
      .option('--confirm <reply>', 'take a reply as what it means')
      .option('--as <reading>', 'what it means, where the suggestion is wrong')
      .option('--day <day>', 'the day it speaks of')
      .option('--amount <amount>', 'the amount they promise')
      .option('--cause <cause>', 'what they contest')
      .option('--invoice <numbers...>', 'which invoices it is about')
      .option('--plan <plan>', 'the plan they get, within the bounds, such as parts-3')
      .option('--aside <reply>', 'read: nothing is made of it')
      .option('--undo <reply>', 'take back what was made of it')
      .option('--place <mail>', 'say whose case a mail belongs to')
      .option('--client <client>', 'whose')
      .option('--dismiss <mail>', 'a mail about no client')
      .option('--accept <answer>', 'take an answer of the private page as it was given')
      .option('--decline <answer>', 'deal with it without taking it')
      .option('--revoke <client>', 'close the private links sent to a client so far')
      .option('--reason <words>', 'why they are closed'),
  ).action(async (options: Options) => {
    const asked = DEEDS.filter(deed => options[deed] !== undefined)
    if (asked.length > 1) refuse('one-at-a-time', 'Do one thing at a time.', { field: asked[1] ?? '' })
    const [deed] = asked
    return deed === undefined ? list(options) : inPlace('inbox', options, place => work(place, options, deed), sayDone)
  })
}

async function work(place: Place, o: Options, deed: (typeof DEEDS)[number]): Promise<object> {
  switch (deed) {
    case 'fetch': {
      const [{ fetchMail }, { configFrom }] = await Promise.all([import('../../acts/fetch-mail.ts'), import('../../config.ts')])
      return fetchMail(place, configFrom(process.env))
    }
    case 'receive':
      return { received: await (await import('../../acts/fetch-mail.ts')).receiveFiles(place, o.receive ?? []) }
    case 'confirm': {
      const { confirmReply } = await import('../../acts/confirm-reply.ts')
      return confirmReply(place, {
        reply: o.confirm ?? '',
        reading: o.as,
        day: o.day,
        amount: o.amount,
        cause: o.cause,
        invoices: o.invoice,
        plan: o.plan,
      })
    }
    case 'aside':
      return (await import('../../acts/confirm-reply.ts')).putAside(place, { reply: o.aside ?? '' })
    case 'undo':
      return (await import('../../acts/undo-reply.ts')).undoReply(place, { reply: o.undo ?? '' })
    case 'place':
      return (await import('../../acts/place-mail.ts')).placeMailWith(place, { mail: o.place ?? '', client: o.client ?? '' })
    case 'dismiss':
      return (await import('../../acts/place-mail.ts')).dismissMail(place, { mail: o.dismiss ?? '' })
    default: {
      const acts = await import('../../acts/settle-answer.ts')
      if (deed === 'revoke') return acts.revokeLinks(place, { client: o.revoke ?? '', reason: o.reason ?? '' })
      return deed === 'accept' ? acts.acceptAnswer(place, { reply: o.accept ?? '' }) : acts.declineAnswer(place, { reply: o.decline ?? '' })
    }
  }
}

/** One line on what was done. */
function sayDone(done: object): string {
  if ('received' in done && Array.isArray(done.received))
    return done.received.length === 0
      ? 'No new mail.'
      : done.received
          .map(
            r =>
              `${r.known ? 'known before' : [r.nature, r.state, r.reading].filter(Boolean).join(', ')}: ${r.subject} (${r.replyId ?? r.id})`,
          )
          .join('\n')
  if ('reading' in done && done.reading)
    return `Taken as ${String(done.reading)}.${'outboxKey' in done && done.outboxKey ? ' The copies leave with the next run.' : ''}`
  return 'Done.'
}

async function list(options: Options): Promise<void> {
  const { inboxView } = await import('../../views/inbox.ts')
  return inPlace('inbox', options, inboxView, ({ replies, more, unplaced }) => {
    const lines = replies.map(l => {
      const means = l.suggested ? `${l.suggested.reading}${l.suggested.day ? ` ${l.suggested.day}` : ''}?` : kindOf(l.answer)
      const words = (l.text ?? '').replace(/\s+/g, ' ').slice(0, 160)
      return `${l.receivedOn} ${l.client}: ${means} ${l.invoices.join(', ')} ${words}${l.knownSender === false ? ' [sender not known]' : ''} (${l.id})`
    })
    const strays = unplaced.map(m => `${m.receivedOn} no case: ${m.from ?? ''} ${m.subject ?? ''} (${m.id})`)
    if (more > 0) lines.push(`${more} more.`)
    return [...lines, ...strays].join('\n') || 'Nothing waits.'
  })
}

/** `later, plan`: what was chosen on the private page. */
const kindOf = (answer: unknown): string =>
  answer !== null && typeof answer === 'object'
    ? [Reflect.get(answer, 'kind'), Reflect.get(answer, 'offer')].filter(Boolean).map(String).join(', ')
    : ''
