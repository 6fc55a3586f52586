import type { ContactLine, SilentLine, TodayView } from '../../api/types.ts'

/** Held by nothing but that nobody has looked at the bank, or not lately. */
const MONEY_UNSEEN = ['money-not-fresh', 'money-never-seen']

/** Clients who are left in peace until somebody has looked at the bank. */
export const waitForMoney = (today: TodayView): readonly SilentLine[] =>
  today.silent.filter(line => line.obstacles.some(o => MONEY_UNSEEN.includes(o.code)))

/** Who would hear from us next with something late: first those who wait for nothing else than a look at the bank. */
export const nextToHear = (today: TodayView): readonly (SilentLine | ContactLine)[] =>
  [...waitForMoney(today), ...today.contacts].filter(line => line.late.length > 0)
