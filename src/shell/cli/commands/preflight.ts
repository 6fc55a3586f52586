import type { Command } from 'commander'
import type { PreflightRow } from '../../views/preflight.ts'
import { type Common, common, inPlace } from '../in-place.ts'

/** So many files are read at a time. */
const STRETCH = 200

export function define(program: Command): void {
  common(program.command('preflight')).action(async (options: Common) => {
    const [{ findingText, preflightRows }, { loadWords }] = await Promise.all([
      import('../../views/preflight.ts'),
      import('../../words.ts'),
    ])
    const words = await loadWords()
    let language = 'en'
    await inPlace(
      'preflight',
      options,
      async place => {
        language = place.firm.language
        const rows: PreflightRow[] = []
        let checked = 0
        for (let offset: number | null = 0; offset !== null; ) {
          const page = await preflightRows(place, { offset, limit: STRETCH })
          rows.push(...page.rows)
          checked += page.checked
          offset = page.next
        }
        return { rows, checked }
      },
      ({ rows, checked }) =>
        [
          ...rows.flatMap(r => [
            `${r.number} ${r.client}`,
            ...r.findings.map(f => `  ${words.say(language, `app.papers.${f.weight}`)}: ${findingText(words, language, f)}`),
          ]),
          words.say(language, 'app.preflight.lead', { count: rows.length, checked }),
        ].join('\n'),
    )
  })
}
