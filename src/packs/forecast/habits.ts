/** Delays seen in one published set of settled invoices. */
export interface Habits {
  /** Where the counts come from. */
  readonly name: string
  readonly invoices: number
  readonly customers: number
  /** One share a day of delay, adding to 1. */
  readonly shares: readonly number[]
}
