import { expect } from 'vitest'
import { Refusal } from '../../../src/core/fault.ts'
import type { Statement } from '../../../src/core/match/statement.ts'
import type { StatementImporter } from '../../../src/packs/statement-text/importer.ts'
import { importFolder } from '../../../src/shell/packs/modules.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Latin letters one byte each, as windows-1252 files have them. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, c => c.charCodeAt(0))

export async function importers(): Promise<StatementImporter[]> {
  const modules = await importFolder<{ importer: StatementImporter }>('packs/statements')
  return [...modules.values()].map(m => m.importer)
}

/** What a person sees of each line: day, minor units, text, and who. */
export const shown = (statements: readonly Statement[]): string[] =>
  statements.flatMap(s =>
    s.entries.map(e => [e.day, e.amountMinor, e.text, e.counterparty ?? '-', e.counterpartyAccount ?? '-', e.reference ?? '-'].join(' · ')),
  )

/** Runs something that must refuse, and gives the first fault. */
export function refusalOf(act: () => unknown): {
  code: string
  file: string | undefined
  line: number | undefined
  field: string | undefined
  message: string
} {
  try {
    act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const fault = error.faults[0]
    expect(fault).toBeDefined()
    return { code: fault?.code ?? '', file: fault?.file, line: fault?.line, field: fault?.field, message: fault?.message ?? '' }
  }
  return expect.fail('it should have refused')
}
