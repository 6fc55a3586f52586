import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly offset: string
}

export function define(program: Command): void {
  common(
    program
      .command('print-letters')
      .argument('<file>')
      .option('--offset <count>', 'skip so many letters: for what is more than one batch', '0'),
  ).action(async (file: string, options: Options) => {
    const { letterBatch, lettersPrint, lettersZip } = await import('../../papers/letter-batch.ts')
    const { refuse } = await import('../../../core/fault.ts')
    await inPlace(
      'print-letters',
      options,
      async place => {
        const make = file.endsWith('.zip') ? lettersZip : file.endsWith('.pdf') ? lettersPrint : undefined
        if (!make)
          return refuse('file-kind', `"${file}" is neither a .zip nor a .pdf file.`, {
            field: 'file',
            mend: 'Name it letters.zip or letters.pdf.',
          })
        const batch = await letterBatch(place, { offset: Number(options.offset) })
        await writeFile(at(file), await make(place, batch))
        return { file, letters: batch.letters.length, total: batch.total, leftOut: batch.leftOut }
      },
      ({ letters, total, leftOut }) =>
        [`${letters} of ${total} letters are in ${file}.`, ...leftOut.map(l => `! ${l.client}: ${l.why}`)].join('\n'),
    )
  })
}
