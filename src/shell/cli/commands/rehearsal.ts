import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('rehearsal')).action(async (options: Common) => {
    const { rehearsal } = await import('../../acts/live.ts')
    await inPlace(
      'rehearsal',
      options,
      place => rehearsal(place),
      () => 'In rehearsal: nothing leaves.',
    )
  })
}
