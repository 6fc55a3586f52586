import type { Command } from 'commander'
import { describeFault } from '../../../core/fault.ts'
import type { PreflightRow } from '../../views/preflight.ts'
import { type Common, common, inPlace } from '../in-place.ts'

/** So many files are read at a time. */
const STRETCH = 200

export function define(program: Command): void {
  common(program.command('preflight')).action(async (options: Common) => {
    const { preflightRows } = await import('../../views/preflight.ts')
    await inPlace(
      'preflight',
      options,
      async place => {
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
            ...r.findings.map(f => `  ${f.weight === 'mend' ? 'Mend' : 'Look'}: ${describeFault(f)}`),
          ]),
          `${checked} e-invoices checked.`,
        ].join('\n'),
    )
  })
}
