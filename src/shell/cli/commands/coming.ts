import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('coming').argument('[client]', 'id, reference or name; none: who ran out of steps')).action(
    async (client: string | undefined, options: Common) => {
      const { comingView } = await import('../../views/coming.ts')
      const { outOfSteps } = await import('../../views/out-of-steps.ts')
      const { findClient } = await import('../../acts/find.ts')
      if (client === undefined)
        return inPlace('coming', options, outOfSteps, lines => lines.map(l => `${l.name}: late since ${l.lateSince}, looked at again on ${l.lookAgainOn}`).join('\n')) // biome-ignore format: one call
      return inPlace(
        'coming',
        options,
        async place => comingView(place, (await findClient(place, client)).id),
        ({ policy, by, steps }) =>
          [`By the policy ${policy} (${by}).`, ...steps.map(s => `${s.on} ${s.step} by ${s.channel}, tone ${s.tone}`)].join('\n'),
      )
    },
  )
}
