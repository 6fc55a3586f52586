import type { Day } from '../day/day.ts'

/** Of the days that are told to it, the first one after a day. */
export class Soonest {
  readonly after: Day
  on: Day | null = null

  constructor(after: Day) {
    this.after = after
  }

  tell(day: Day | null | undefined): void {
    if (day === null || day === undefined) return
    if ((this.on === null || day < this.on) && day > this.after) this.on = day
  }
}
