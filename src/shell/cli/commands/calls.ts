import type { Command } from 'commander'
import type { CallDeskView, CallLine } from '../../views/call-desk.ts'
import { type Common, common, inPlace } from '../in-place.ts'
import { plainAmounts } from '../print.ts'

export function define(program: Command): void {
  common(program.command('calls')).action(async (options: Common) => {
    const { callDeskView } = await import('../../views/call-desk.ts')
    await inPlace('calls', options, callDeskView, textOf)
  })
}

function textOf({ lines, verify, meetings, left }: CallDeskView): string {
  return [
    ...lines.map(lineText),
    ...(lines.length === 0 ? ['Nobody needs a call today.'] : []),
    ...meetings.map(
      m => `${m.isBooked ? '⌚' : '?'} ${m.on} ${m.at ?? ''} meeting with ${m.name}${m.where ? `, ${m.where}` : ''} (${m.taskId})`,
    ),
    ...verify.map(v => `? ${v.name} said "${v.excuse}" on ${v.saidOn}: to be checked by ${v.verifyOn} (${v.id})`),
    `${left.belowLeast} below the least amount for a call, ${left.held} left in peace.`,
  ].join('\n')
}

function lineText(line: CallLine): string {
  const why = line.why === 'worth' && line.gainPerMinute !== null ? `${line.gainPerMinute.toFixed(1)} ${line.currency} a minute` : line.why
  const whom = [line.person, line.phone ?? 'no phone number', `${line.theirTime} there`, line.bestHours].filter(Boolean).join(', ')
  return `→ ${line.name}: ${plainAmounts(line.late)}, ${line.daysLate} days late; ${why}\n    ${whom}; ${line.attempts} attempts, ${line.talks} conversations`
}
