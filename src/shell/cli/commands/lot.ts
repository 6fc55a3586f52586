import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('lot').argument('<client>', 'between whose equal ways')).action(async (client: string, options: Common) => {
    const { drawLot } = await import('../../acts/draw-lot.ts')
    await inPlace(
      'lot',
      options,
      place => drawLot(place, { client }),
      ({ way }) => way,
    )
  })
}
