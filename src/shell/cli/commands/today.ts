import type { Command } from 'commander'
import type { TodayView } from '../../views/today-view.ts'
import type { Words } from '../../words.ts'
import { printJson } from '../command.ts'
import { plain, sayAmounts, sayReason, spoken } from '../print.ts'

interface Options {
  readonly on?: string
  readonly for?: string
  readonly language?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('today')
    .option('--on <day>', 'as things stand, on this day')
    .option('--for <colleague>', 'only what is assigned to this colleague')
    .option('--language <code>', 'language of the sentences: en fr ro pl ja')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (options: Options) => {
      const { withPlace } = await import('../open.ts')
      const { todayView } = await import('../../views/today.ts')
      const { findColleague } = await import('../../acts/find.ts')
      const { loadWords } = await import('../../words.ts')
      await withPlace({ ...options, what: 'today' }, async place => {
        const forUser = options.for === undefined ? undefined : (await findColleague(place, options.for)).userId
        const words = await loadWords()
        const language = spoken(words, options.language)
        const view = await todayView(place, { forUser })
        if (options.json) printJson(plain(view))
        else process.stdout.write(textOf(view, words, language))
      })
    })
}

function textOf(view: TodayView, words: Words, language: string): string {
  const say = (amounts: TodayView['sums']['open']): string => sayAmounts(language, amounts)
  const lines = [
    `${view.firm.name}, ${view.on} (${view.phase}${view.ceilingPerDay === null ? '' : `, ${view.leftToday} of ${view.ceilingPerDay} messages`})`,
    `open ${say(view.sums.open) || '0'} · late ${say(view.sums.late) || '0'} · ${view.sums.clientsLate} ${view.sums.clientsLate === 1 ? 'client' : 'clients'} late`,
    '',
    ...view.contacts.flatMap(({ name, act, daysLate, message, byPerson }) => [
      `→ ${name}: ${act.step} by ${act.channel}, ${say(act.amounts)}, ${daysLate ?? 0} days, ${byPerson ? 'by a person' : (message?.state ?? 'not yet in the outbox')}`,
      ...act.reasons.map(reason => `    ${sayReason(words, language, reason)}`),
      ...(message ? [`    ${message.key}`] : []),
    ]),
    ...view.silent.flatMap(({ name, open, obstacles, reviewOn }) => [
      `· ${name}: ${say(open) || '0'}${reviewOn ? `, looked at again on ${reviewOn}` : ''}`,
      ...obstacles.map(obstacle => `    ${sayReason(words, language, obstacle)}`),
    ]),
    ...[...view.unsure, ...view.failed, ...view.drafted].map(
      ({ name, step, message }) =>
        `! ${name}: ${step} is ${message.state}, ${message.messageId ?? ''} ${message.lastError ?? ''} (${message.key})`,
    ),
    ...view.faults.map(fault => `! ${fault.name}: ${fault.message}`),
  ]
  return `${lines.join('\n')}\n`
}
