import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'memory'
const SOURCE_2 = 'efl.fr'
const SOURCE_3 = 'cabinet-cec.fr'
const SOURCE_4 = 'calculTIL README'

export const series: RateSeries = {
  id: 'FR_LEGAL_CONSUMER_CREDITOR',
  title: 'French legal rate, creditor a private person',
  period: 'half-year',
  rows: 'each-change',
  entries: [
    { from: day('2013-01-01'), percent: '0.04', source: SOURCE, confidence: 'memory' },
    { from: day('2014-01-01'), percent: '0.04', source: SOURCE, confidence: 'memory' },
    { from: day('2015-01-01'), percent: '4.06', source: SOURCE, confidence: 'memory' },
    { from: day('2015-07-01'), percent: '4.29', source: 'affairesjuridiques.aphp.fr arrêté 24-06-2015', confidence: 'seen' },
    { from: day('2016-01-01'), percent: '4.54', source: 'onb-france.com arrêté 23-12-2015', confidence: 'seen' },
    { from: day('2016-07-01'), percent: '4.35', source: 'phytoma-ldv.com', confidence: 'seen' },
    { from: day('2017-01-01'), percent: '4.16', source: SOURCE_2, confidence: 'seen' },
    { from: day('2017-07-01'), percent: '3.94', source: SOURCE_2, confidence: 'seen' },
    { from: day('2018-01-01'), percent: '3.73', source: SOURCE, confidence: 'memory' },
    { from: day('2018-07-01'), percent: '3.6', source: SOURCE, confidence: 'memory' },
    { from: day('2019-01-01'), percent: '3.4', source: SOURCE, confidence: 'memory' },
    { from: day('2019-07-01'), percent: '3.26', source: SOURCE, confidence: 'memory' },
    { from: day('2020-01-01'), percent: '3.15', source: SOURCE_3, confidence: 'seen' },
    { from: day('2020-07-01'), percent: '3.11', source: SOURCE_3, confidence: 'seen' },
    { from: day('2021-01-01'), percent: '3.14', source: 'dandrel-avocats.fr; dormane.fr', confidence: 'seen' },
    { from: day('2021-07-01'), percent: '3.12', source: 'dandrel-avocats.fr', confidence: 'seen' },
    {
      from: day('2022-01-01'),
      percent: '3.13',
      source: SOURCE_4,
      confidence: 'seen',
      note: 'consumer rate seen (calculTIL README), professional rate unconfirmed memory (README prints 3,13 for both: wrong)',
    },
    {
      from: day('2022-07-01'),
      percent: '3.15',
      source: SOURCE_4,
      confidence: 'seen',
      note: 'consumer rate seen (calculTIL README), professional rate unconfirmed memory',
    },
    { from: day('2023-01-01'), percent: '4.47', source: 'memory (calculTIL README prints 3,15/3,15: conflict)', confidence: 'memory' },
    {
      from: day('2023-07-01'),
      percent: '6.82',
      source: SOURCE_4,
      confidence: 'seen',
      note: 'consumer rate seen, professional 4.22 unconfirmed memory (README prints 4,47)',
    },
    {
      from: day('2024-01-01'),
      percent: '8.01',
      source: SOURCE_4,
      confidence: 'seen',
      note: 'consumer rate seen, professional 5.07 unconfirmed memory (README prints 4,92)',
    },
    { from: day('2024-07-01'), percent: '8.16', source: 'bpifrance-creation.fr (4,92); calculTIL README (8,16)', confidence: 'seen' },
    { from: day('2025-01-01'), percent: '7.21', source: SOURCE_4, confidence: 'seen' },
    { from: day('2025-07-01'), percent: '6.65', source: 'calculTIL README (arrêté 19-06-2025)', confidence: 'seen' },
    {
      from: day('2026-01-01'),
      percent: '6.67',
      source: 'JORF 26-12-2025, arrêté 15-12-2025 (juriblio.fr); 3x2,62=7,86 lecomptablefrancais.fr',
      confidence: 'seen',
    },
  ],
}
