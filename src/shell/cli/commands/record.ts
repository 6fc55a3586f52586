import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('record').argument('<noun>', 'what').argument('<json>', 'its fields; - reads standard input')).action(
    async (noun: string, json: string, options: Common) => {
      const { recordNoun } = await import('../../acts/record-noun.ts')
      const { readObject } = await import('../read-json.ts')
      const fact = await readObject(json)
      await inPlace(
        'record',
        options,
        place => recordNoun(place, { noun, fact }),
        ({ id }) => id,
      )
    },
  )
}
