import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('steps')).action(async (options: Common) => {
    const { stepsView } = await import('../../views/steps.ts')
    await inPlace('steps', options, stepsView, ({ steps, windowDays }) =>
      [
        ...steps.map(
          s => `${s.step}: a payment followed ${s.followed} of ${s.counted} times${s.running > 0 ? `, ${s.running} still running` : ''}.`,
        ),
        `Within ${windowDays} days, or until the next contact. This does not say it is the cause.`,
      ].join('\n'),
    )
  })
}
