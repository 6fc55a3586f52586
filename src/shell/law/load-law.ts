import type { IsHoliday } from '../../core/ledger/due-shift.ts'
import type { JurisdictionBook, JurisdictionPack } from '../../core/ledger/jurisdiction.ts'
import { type RateBook, type RateSeries, rateBook } from '../../core/ledger/rates.ts'
import { holidayQuestion, shippedHolidays } from '../packs/holidays.ts'
import { importFolder } from '../packs/modules.ts'

export interface LawBook {
  readonly jurisdictions: JurisdictionBook
  readonly rates: RateBook
  /** Public holidays, to which some laws look for the due day; absent: none are known. */
  readonly isHoliday?: IsHoliday
}

/** All rate series of `packs/rates`: one file, one series. */
export async function loadRates(): Promise<RateBook> {
  const modules = await importFolder<{ series: RateSeries }>('packs/rates')
  return rateBook([...modules.values()].map(m => m.series))
}

let book: Promise<LawBook> | undefined
/** All laws of `packs/jurisdictions` by code, and the rates they refer to; read once a process. */
export const loadLaw = (): Promise<LawBook> => {
  book ??= Promise.all([importFolder<{ pack: JurisdictionPack }>('packs/jurisdictions'), loadRates(), shippedHolidays()]).then(
    ([modules, rates, holidays]) => ({
      jurisdictions: new Map([...modules.values()].map(m => [m.pack.code, m.pack])),
      rates,
      isHoliday: holidayQuestion(holidays, []),
    }),
  )
  return book
}
