import type { Day } from '../../core/day/day.ts'
import type { Pen } from '../store/record.ts'
import type { Guest } from './roster.ts'

export interface OpenInvoice {
  readonly id: string
  readonly number: string
  readonly dueOn: Day
  readonly minor: bigint
}

/** One client of the sample, with what is open, ready to be given its situation. */
export interface Scene {
  readonly pen: Pen
  readonly clientId: string
  readonly contactId: string
  readonly guest: Guest
  readonly currency: string
  readonly open: readonly OpenInvoice[]
  readonly today: Day
}
