import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly gap?: string
  readonly week?: string
  readonly month?: string
  readonly from?: string
  readonly to?: string
  readonly reason?: string
  readonly end?: true
}

const whole = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))

export function define(program: Command): void {
  common(
    program
      .command('limits')
      .argument('<client>', 'id, reference or name')
      .option('--gap <days>', 'fewest days between two contacts')
      .option('--week <count>', 'contacts in any 7 days, at most')
      .option('--month <count>', 'contacts in any 30 days, at most')
      .option('--from <hour>', 'first hour in their zone')
      .option('--to <hour>', 'the hour it ends, in their zone')
      .option('--reason <text>', 'why')
      .option('--end', 'back to the policy’s limits'),
  ).action(async (client: string, options: Options) => {
    const { endLimits, setLimits } = await import('../../acts/limits.ts')
    const { findClient } = await import('../../acts/find.ts')
    const { pressureView } = await import('../../views/pressure.ts')
    const { gap, week, month, from, to, reason, end } = options
    const changes = [gap, week, month, from, to].some(value => value !== undefined)
    await inPlace(
      'limits',
      options,
      async place => {
        if (end) await endLimits(place, { client })
        else if (changes)
          await setLimits(place, {
            client,
            reason,
            gapDays: whole(gap),
            contactsPerWeek: whole(week),
            contactsPer30Days: whole(month),
            hoursFrom: whole(from),
            hoursTo: whole(to),
          })
        return pressureView(place, (await findClient(place, client)).id)
      },
      ({ week: w, month: m, limits, freeOn, goodwill, standing, changes: made }) =>
        [
          `${w.used} of ${w.most} contacts in 7 days, ${m.used} of ${m.most} in 30; the next may be on ${freeOn}.`,
          `At least ${limits.gapDays} days apart, ${limits.hours.join(' to ')} o’clock (${limits.zone}).`,
          `Goodwill: ${standing} (${goodwill.points}).`,
          ...made.map(c => `  ${c.on} ${c.who}: ${c.ended ? 'back to the policy' : c.reason}`),
        ].join('\n'),
    )
  })
}
