import type { Statement } from '../../core/match/statement.ts'

/** What each file in `packs/statements` exports as `importer`. Adding one format = adding one file. */
export interface StatementImporter {
  /** As people call it: `MT940`. */
  readonly name: string
  readonly kind: 'statement'
  /** Is this file of that format? Looks at the beginning only, never throws. */
  sniff(bytes: Uint8Array): boolean
  /**
   * Reads the whole file, or nothing: @throws Refusal naming file, line and field where a line cannot be read.
   * A file of this format that holds no account statement gives an empty list.
   */
  read(bytes: Uint8Array, file: string): Statement[]
}
