import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly outcome?: string
  readonly note?: string
  readonly ours?: string
}

export function define(program: Command): void {
  common(
    program
      .command('done')
      .argument('<task>', 'its id from dunwell tasks; with --ours the promise or the plan')
      .option('--outcome <outcome>', 'done or attempted')
      .option('--note <text>', 'what came of it')
      .option('--ours <n>', 'we did what we said in a promise or a plan: which of our parts, counted from 1'),
  ).action(async (task: string, options: Options) => {
    if (options.ours !== undefined) return ours(task, options, options.ours)
    const { taskDone } = await import('../../acts/by-hand.ts')
    await inPlace(
      'done',
      options,
      place => taskDone(place, { task, outcome: options.outcome, note: options.note }),
      () => 'Done.',
    )
  })
}

async function ours(id: string, options: Options, which: string): Promise<void> {
  const { ourPartDone, ourPartsIn } = await import('../../acts/plan.ts')
  await inPlace(
    'done',
    options,
    async place => ourPartDone(place, { noun: await ourPartsIn(place, id), id, at: Number(which) - 1 }),
    () => 'Done.',
  )
}
