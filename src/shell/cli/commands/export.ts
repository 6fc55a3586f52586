import type { Command } from 'commander'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('export').argument('<folder>', 'a new folder')).action(async (folder: string, options: Common) => {
    const { exportAll } = await import('../../acts/export.ts')
    await inPlace(
      'export',
      options,
      place => exportAll(place, { folder: at(folder) }),
      ({ folder: written, tables }) => {
        const rows = Object.values(tables).reduce((total, n) => total + n, 0)
        return `Wrote ${rows} rows of ${Object.keys(tables).length} tables to ${written}`
      },
    )
  })
}
