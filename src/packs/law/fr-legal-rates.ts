import { day } from '../../core/day/day.ts'
import type { Confidence, RateSeries } from '../../core/ledger/rates.ts'

type Row = readonly [
  from: string,
  professional: string,
  consumer: string,
  source: string,
  confidence: Confidence | readonly [professional: Confidence, consumer: Confidence],
  note?: string,
]

/** The two French legal rates are published together, a line a half-year: for creditors who are professionals, and for private persons. */
// biome-ignore format: a table
const ROWS: readonly Row[] = [
  ['2013-01-01', '0.04', '0.04', 'memory', 'memory'],
  ['2014-01-01', '0.04', '0.04', 'memory', 'memory'],
  ['2015-01-01', '0.93', '4.06', 'memory', 'memory'],
  ['2015-07-01', '0.99', '4.29', 'affairesjuridiques.aphp.fr arrêté 24-06-2015', 'seen'],
  ['2016-01-01', '1.01', '4.54', 'onb-france.com arrêté 23-12-2015', 'seen'],
  ['2016-07-01', '0.93', '4.35', 'phytoma-ldv.com', 'seen'],
  ['2017-01-01', '0.9', '4.16', 'efl.fr', 'seen'],
  ['2017-07-01', '0.9', '3.94', 'efl.fr', 'seen'],
  ['2018-01-01', '0.89', '3.73', 'memory', 'memory'],
  ['2018-07-01', '0.88', '3.6', 'memory', 'memory'],
  ['2019-01-01', '0.86', '3.4', 'memory', 'memory'],
  ['2019-07-01', '0.87', '3.26', 'memory', 'memory'],
  ['2020-01-01', '0.87', '3.15', 'cabinet-cec.fr', 'seen'],
  ['2020-07-01', '0.84', '3.11', 'cabinet-cec.fr', 'seen'],
  ['2021-01-01', '0.79', '3.14', 'dandrel-avocats.fr; dormane.fr', 'seen'],
  ['2021-07-01', '0.76', '3.12', 'dandrel-avocats.fr', 'seen'],
  ['2022-01-01', '0.76', '3.13', 'calculTIL README', ['memory', 'seen'], 'consumer rate seen (calculTIL README), professional rate unconfirmed memory (README prints 3,13 for both: wrong)'],
  ['2022-07-01', '0.77', '3.15', 'calculTIL README', ['memory', 'seen'], 'consumer rate seen (calculTIL README), professional rate unconfirmed memory'],
  ['2023-01-01', '2.06', '4.47', 'memory (calculTIL README prints 3,15/3,15: conflict)', 'memory'],
  ['2023-07-01', '4.22', '6.82', 'calculTIL README', ['memory', 'seen'], 'consumer rate seen, professional 4.22 unconfirmed memory (README prints 4,47)'],
  ['2024-01-01', '5.07', '8.01', 'calculTIL README', ['memory', 'seen'], 'consumer rate seen, professional 5.07 unconfirmed memory (README prints 4,92)'],
  ['2024-07-01', '4.92', '8.16', 'bpifrance-creation.fr (4,92); calculTIL README (8,16)', 'seen'],
  ['2025-01-01', '3.71', '7.21', 'calculTIL README', 'seen'],
  ['2025-07-01', '2.76', '6.65', 'calculTIL README (arrêté 19-06-2025)', 'seen'],
  ['2026-01-01', '2.62', '6.67', 'JORF 26-12-2025, arrêté 15-12-2025 (juriblio.fr); 3x2,62=7,86 lecomptablefrancais.fr', 'seen'],
]

/** One of the two series. */
export const frenchLegalRate = (id: string, title: string, creditor: 'professional' | 'consumer'): RateSeries => ({
  ...{ id, title, period: 'half-year', rows: 'each-change' },
  entries: ROWS.map(([from, professional, consumer, source, confidence, note]) => {
    const own = typeof confidence === 'string' ? confidence : confidence[creditor === 'professional' ? 0 : 1]
    const percent = creditor === 'professional' ? professional : consumer
    return { from: day(from), percent, source, confidence: own, ...(note === undefined ? {} : { note }) }
  }),
})
