import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly for?: string
  readonly all?: true
}

export function define(program: Command): void {
  common(program.command('tasks').option('--for <colleague>', 'one colleague’s list').option('--all', 'done ones too')).action(
    async (options: Options) => {
      const { taskList } = await import('../../views/work-lists.ts')
      const { findColleague } = await import('../../acts/find.ts')
      await inPlace(
        'tasks',
        options,
        async place => {
          const forUser = options.for === undefined ? undefined : (await findColleague(place, options.for)).userId
          return taskList(place, { forUser, all: options.all ?? false })
        },
        lines => lines.map(l => `${l.dueOn} ${l.kind}: ${l.title} (${l.id})`).join('\n'),
      )
    },
  )
}
