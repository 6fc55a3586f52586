import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly pdf?: string
  readonly csv?: string
  readonly registered?: readonly string[]
}

export function define(program: Command): void {
  common(
    program
      .command('letters')
      .argument('[verb]', 'print or posted')
      .argument('[batch]', 'the batch that was posted')
      .option('--pdf <file>', 'where the letters are written')
      .option('--csv <file>', 'where the list for the stamps is written')
      .option('--registered <place=number...>', 'numbers of registered letters'),
  ).action(async (verb: string | undefined, batch: string | undefined, options: Options) => {
    const { batchOf, contentOf, postBatch, printBatch } = await import('../../acts/letter-batch.ts')
    const { frankingCsv, lettersView } = await import('../../views/letter-batches.ts')
    await inPlace<unknown>(
      'letters',
      options,
      async place => {
        if (verb === 'posted') {
          const numbers = (options.registered ?? []).map(pair => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)] as const)
          return postBatch(place, { batch: batch ?? '', registered: Object.fromEntries(numbers) })
        }
        if (verb === 'print') {
          const { id, letters } = await printBatch(place)
          const made = await batchOf(place, id)
          if (options.pdf !== undefined) await writeFile(at(options.pdf), await contentOf(place, made.sha256), { mode: 0o600 })
          if (options.csv !== undefined) await writeFile(at(options.csv), frankingCsv(made), { mode: 0o600 })
          return { id, letters: letters.length }
        }
        return lettersView(place)
      },
      result => JSON.stringify(result, null, 2),
    )
  })
}
