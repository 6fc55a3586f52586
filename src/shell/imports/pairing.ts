import type { KnownDocument } from './known.ts'
import type { PlannedInvoice } from './plan-types.ts'

/** A listed document beside the known one it is, if any. */
export interface Pairing {
  readonly planned: PlannedInvoice
  readonly known: KnownDocument | undefined
}
