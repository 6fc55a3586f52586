import type { InvoiceDocument } from './invoice-document.ts'
import type { StatusDocument } from './status-document.ts'

/** What a file may cost. Every reader holds them; a file beyond one is refused by name. */
export interface ReadLimits {
  readonly bytes_max: number
  readonly depth_max: number
  readonly nodes_max: number
  /** Bytes that all compressed parts of one file may unpack to. */
  readonly unpacked_max: number
  /** True once the time given to this file is used up. */
  readonly expired: () => boolean
}

export interface ImportContext {
  /** The name to put in faults. */
  readonly file: string
  readonly limits: ReadLimits
  /** Reads a file found inside this one (in a PDF, an envelope, a signature) by whichever importer takes it. */
  readonly readInner: (bytes: Uint8Array, name: string) => readonly ImportedDocument[]
}

export type ImportedDocument =
  | { readonly type: 'invoice'; readonly document: InvoiceDocument }
  | { readonly type: 'status'; readonly document: StatusDocument }

/** One format = one file in `packs/importers` exporting `importer`. Content decides who reads, never the name's ending. */
export interface Importer {
  readonly name: string
  readonly kind: 'invoice' | 'status' | 'container'
  readonly sniff: (bytes: Uint8Array) => boolean
  /** @throws Refusal naming what is wrong with the file. */
  readonly read: (bytes: Uint8Array, context: ImportContext) => readonly ImportedDocument[]
}
