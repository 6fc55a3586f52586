import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { Place } from '../../workspace.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly id?: string
  readonly takeBack?: true
}

export function define(program: Command): void {
  common(
    program
      .command('record')
      .argument('<noun>', 'what')
      .argument('[json]', 'its fields; - reads standard input')
      .option('--id <id>', 'change these fields of the one that is kept under this id')
      .option('--take-back', 'with --id: take it back'),
  ).action(async (noun: string, json: string | undefined, options: Options) => {
    const { readObject } = await import('../read-json.ts')
    const fact = json === undefined ? undefined : await readObject(json)
    await inPlace(
      'record',
      options,
      place => work(place, noun, fact, options),
      ({ id }) => id,
    )
  })
}

async function work(
  place: Place,
  noun: string,
  fact: Record<string, unknown> | undefined,
  { id, takeBack }: Options,
): Promise<{ id: string }> {
  const { changeNoun, recordNoun, takeNounBack } = await import('../../acts/record-noun.ts')
  // there is one firm, and it is there already
  if (noun === 'firm' && id === undefined && fact !== undefined) return changeNoun(place, { noun, id: place.firm.id, fact })
  if (takeBack)
    return id !== undefined && fact === undefined
      ? takeNounBack(place, { noun, id })
      : refuse('field-missing', 'Say which one is taken back, and nothing else.', { field: '--id' })
  if (fact === undefined) return refuse('field-missing', 'Say its fields.', { field: 'JSON', mend: 'Write them as {"name": "value"}.' })
  return id === undefined ? recordNoun(place, { noun, fact }) : changeNoun(place, { noun, id, fact })
}
