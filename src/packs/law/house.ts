import { derived, secondary } from '../../core/ledger/jurisdiction.ts'

/** What several packs share: habits that no statute of theirs fixes. */
const ALWAYS = '1800-01-01'
const HABIT = 'habit of the trade: the whole sum is rounded once, half-up'

export const roundOnce = [derived({ rule: 'half-up', scope: 'sum' }, ALWAYS, HABIT)]

/** Suggested limits for calls and visits; a law's own limits stand in its pack. */
export const houseContact = [
  derived(
    {
      callsPerDay: 1,
      callsPerWeek: 3,
      hours: { from: '09:00', to: '19:00' },
      noSundaysOrHolidays: true,
      stopOnDispute: true,
      text: 'One call a day and three a week for one debt, 9:00 to 19:00 where the client is, none on Sundays and public holidays; stop on dispute.',
    },
    ALWAYS,
    'house rule, within every limit read so far',
  ),
]

export const ACT_365 = { standard: 'act/365', alternatives: [] } as const

/** Interest and compensation lie outside VAT; the base is the gross amount. */
export const vatNote = secondary(
  'Interest runs on the gross amount including VAT; interest and compensation are themselves outside VAT.',
  ALWAYS,
  'seen for two states, habit elsewhere',
)

export { ALWAYS }
