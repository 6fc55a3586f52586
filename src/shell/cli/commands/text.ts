import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly client?: string
}

/** The first line is the subject, the rest the opening paragraphs. */
async function partsOf(file: string): Promise<{ subject: string; opening: string }> {
  const text = await readFile(at(file), 'utf8')
  const end = text.indexOf('\n')
  return { subject: end < 0 ? text : text.slice(0, end), opening: end < 0 ? '' : text.slice(end + 1).trim() }
}

export function define(program: Command): void {
  const text = program.command('text')
  const one = (name: string) => text.command(name).argument('<kind>').argument('<language>')
  common(one('show')).action(async (kind: string, language: string, options: Common) => {
    const { textView } = await import('../../views/texts.ts')
    await inPlace(
      'text show',
      options,
      place => textView(place, { kind, language }),
      t => `${t.subject}\n\n${t.opening}`,
    )
  })
  common(one('try').argument('<file>').option('--client <client>', 'for whom; without it an invented client')).action(
    async (kind: string, language: string, file: string, options: Options) => {
      const { previewText } = await import('../../views/texts.ts')
      const { findClient } = await import('../../acts/find.ts')
      await inPlace(
        'text try',
        options,
        async place => {
          const client = options.client === undefined ? undefined : (await findClient(place, options.client)).id
          return previewText(place, { kind, language, client, ...(await partsOf(file)) })
        },
        p => [p.subject, '', p.text, ...p.faults.map(f => `! ${f.message} ${f.mend ?? ''}`)].join('\n'),
      )
    },
  )
  common(one('save').argument('<file>')).action(async (kind: string, language: string, file: string, options: Common) => {
    const { saveText } = await import('../../acts/texts.ts')
    await inPlace(
      'text save',
      options,
      async place => saveText(place, { kind, language, ...(await partsOf(file)) }),
      () => `Your words for ${kind} in ${language} are kept.`,
    )
  })
  common(one('drop')).action(async (kind: string, language: string, options: Common) => {
    const { dropText } = await import('../../acts/texts.ts')
    await inPlace(
      'text drop',
      options,
      place => dropText(place, { kind, language }),
      () => `The shipped words for ${kind} in ${language} hold again.`,
    )
  })
}
