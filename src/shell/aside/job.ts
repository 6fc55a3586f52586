import type { Fault } from '../../core/fault.ts'
import type { By } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/**
 * One file in `jobs/` is long work that is done beside the main thread, so that pages go on being answered: it exports `work`. What goes in
 * and comes out is plain data: it is copied from one thread to the other.
 */
export interface Job<Input, Output> {
  readonly work: (place: Place, input: Input, say: (progress: number) => void) => Promise<Output>
}

/** What the main thread asks of a worker; the process already holds the store's lock. */
export interface Order {
  readonly job: string
  /** The store's file, or its owner's address. */
  readonly address: string
  readonly workspaceId: string
  readonly by: By
  readonly input: unknown
}

/** What a worker begins with. */
export interface WorkerStart {
  readonly order: Order
  /** Once done, it waits for another order, until it is told that there is none. */
  readonly stays: boolean
}

export type Answer =
  | { readonly kind: 'progress'; readonly progress: number }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
