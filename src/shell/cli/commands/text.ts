import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { TextPart } from '../../message/text-kinds.ts'
import type { TextView } from '../../views/texts.ts'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly client?: string
  readonly to?: string
}

type Parts = Partial<Record<TextPart, string>>

/** The first line is the subject, then the opening; each further part stands below a line `## NAME`. @throws Refusal for a part that no message has. */
async function partsIn(file: string): Promise<Parts> {
  const { TEXT_PARTS } = await import('../../message/text-kinds.ts')
  const text = await readFile(at(file), 'utf8')
  const [head = '', ...further] = text.split(/^## /m)
  const end = head.indexOf('\n')
  const named = further.map(section => {
    const [name = '', ...lines] = section.split('\n')
    const part =
      TEXT_PARTS.find(p => p === name.trim()) ??
      refuse('field-unknown', `A message has no part "${name.trim()}".`, {
        file,
        field: name.trim(),
        mend: `One of ${TEXT_PARTS.join(', ')}.`,
      })
    return [part, lines.join('\n').trim()] as const
  })
  const first =
    head.trim() === '' ? {} : { subject: end < 0 ? head : head.slice(0, end), opening: end < 0 ? '' : head.slice(end + 1).trim() }
  return { ...first, ...Object.fromEntries(named) }
}

/** The same form, to be edited and given back. */
function fileOf(view: TextView): string {
  const { subject, parts } = view
  const head = subject === undefined ? [] : [subject, view.opening ?? '']
  const further = parts.filter(part => subject === undefined || (part !== 'subject' && part !== 'opening'))
  return [...head, ...further.map(part => `## ${part}\n${view[part] ?? ''}`)].join('\n\n')
}

export function define(program: Command): void {
  const text = program.command('text')
  const one = (name: string) => text.command(name).argument('<kind>').argument('<language>')
  common(one('show')).action(async (kind: string, language: string, options: Common) => {
    const { textView } = await import('../../views/texts.ts')
    await inPlace('text show', options, place => textView(place, { kind, language }), fileOf)
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
          return previewText(place, { kind, language, client, ...(await partsIn(file)) })
        },
        p => [p.subject, '', p.text, ...p.faults.map(f => `! ${f.message} ${f.mend ?? ''}`)].join('\n'),
      )
    },
  )
  common(
    one('send')
      .argument('<file>')
      .option('--client <client>', 'for whom; without it an invented client')
      .option('--to <address>', 'your own address'),
  ).action(async (kind: string, language: string, file: string, options: Options) => {
    const [{ tryText }, { findClient }, { configFrom }] = await Promise.all([
      import('../../acts/texts.ts'),
      import('../../acts/find.ts'),
      import('../../config.ts'),
    ])
    await inPlace(
      'text send',
      options,
      async place => {
        const client = options.client === undefined ? undefined : (await findClient(place, options.client)).id
        const to = options.to ?? place.firm.email ?? ''
        return tryText(place, configFrom(process.env), { kind, language, client, to, ...(await partsIn(file)) })
      },
      ({ to }) => `Sent to ${to}.`,
    )
  })
  common(one('save').argument('<file>')).action(async (kind: string, language: string, file: string, options: Common) => {
    const { saveText } = await import('../../acts/texts.ts')
    await inPlace(
      'text save',
      options,
      async place => saveText(place, { kind, language, ...(await partsIn(file)) }),
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
