import type { Command } from 'commander'
import { money, toDecimal } from '../../../core/money/money.ts'
import type { CallBrief } from '../../call/brief.ts'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('brief').argument('<client>', 'who is to be called')).action(async (client: string, options: Common) => {
    const { findClient } = await import('../../acts/find.ts')
    const { briefView } = await import('../../call/view.ts')
    await inPlace('brief', options, async place => briefView(place, (await findClient(place, client)).id), textOf)
  })
}

function textOf(brief: CallBrief): string {
  const say = (minor: string, currency = brief.currency): string => `${toDecimal(money(BigInt(minor), currency))} ${currency}`
  const { contact, costs, promises } = brief
  return [
    `${brief.name}, ${brief.on}: ${say(brief.lateMinor)} late of ${say(brief.openMinor)} open`,
    ...brief.otherCurrencies.map(o => `  also ${say(o.lateMinor, o.currency)} late`),
    [contact.name, contact.role, contact.phone ?? 'no phone number', contact.bestHours].filter(Boolean).join(', '),
    ...(brief.unchecked.length > 0 ? [`not checked: ${brief.unchecked.join(', ')}`] : []),
    ...(costs.claimable ? [`late costs to the day, not claimed: ${say(costs.minor)} (${costs.law ?? 'law unknown'})`] : []),
    `promises: ${promises.kept} kept, ${promises.broken} broken, ${promises.running} running`,
    ...(brief.reason
      ? [`last reason: ${brief.reason.reason}${brief.reason.words ? `, "${brief.reason.words}"` : ''} (${brief.reason.on})`]
      : []),
    '',
    brief.opening,
    brief.question,
    '',
    ...brief.reactions.map(r => `${r.kind}: ${r.answer}`),
    '',
    brief.three.when,
    brief.three.how,
    brief.three.again,
  ].join('\n')
}
