import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(
    program.command('settings').argument('[verb]', 'get or set').argument('[key]', 'which setting').argument('[json]', 'fields to change'),
  ).action(async (verb: string | undefined, key: string | undefined, json: string | undefined, options: Common) => {
    const { allSettings, changeSetting } = await import('../../acts/settings.ts')
    const { readObject } = await import('../read-json.ts')
    const value = verb === 'set' ? await readObject(json ?? '') : {}
    await inPlace(
      'settings',
      options,
      async place => {
        if (verb === 'set') return changeSetting(place, { key: key ?? '', value })
        const all = await allSettings(place)
        return key === undefined ? all : (all[key] ?? changeSetting(place, { key, value: {} }))
      },
      value => JSON.stringify(value, null, 2),
    )
  })
}
