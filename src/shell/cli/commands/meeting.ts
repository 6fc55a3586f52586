import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly day?: string
  readonly at?: string
  readonly where?: string
  readonly who?: string
  readonly cancel?: true
}

export function define(program: Command): void {
  common(
    program
      .command('meeting')
      .argument('<client>', 'id, reference or name; with --cancel the meeting’s id')
      .option('--day <day>', 'the day of the meeting')
      .option('--at <time>', 'HH:MM in the client’s zone')
      .option('--where <place>', 'where; else at the client’s address')
      .option('--who <colleague>', 'who goes; else you')
      .option('--cancel', 'it does not take place'),
  ).action(async (client: string, options: Options) => {
    const { bookMeeting, cancelMeeting } = await import('../../acts/meeting.ts')
    const { day: on = '', at, where, who } = options
    await inPlace(
      'meeting',
      options,
      place => (options.cancel ? cancelMeeting(place, { meeting: client }) : bookMeeting(place, { client, on, at, where, who })),
      ({ id }) =>
        options.cancel ? 'The meeting does not take place.' : `Booked (${id}). Its entry for a calendar is on the list of calls.`,
    )
  })
}
