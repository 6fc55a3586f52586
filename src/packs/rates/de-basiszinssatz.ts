import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'Bundesbank via ameax/bgb-interest data/base_rates.json (SDMX 2025-10-02); digineo/verzugszinsen; siraleks CSV'

export const series: RateSeries = {
  id: 'DE_BASISZINSSATZ',
  title: 'German base rate',
  period: 'half-year',
  rows: 'each-change',
  entries: [
    { from: day('2002-01-01'), percent: '2.57', source: SOURCE, confidence: 'seen' },
    { from: day('2002-07-01'), percent: '2.47', source: SOURCE, confidence: 'seen' },
    { from: day('2003-01-01'), percent: '1.97', source: SOURCE, confidence: 'seen' },
    { from: day('2003-07-01'), percent: '1.22', source: SOURCE, confidence: 'seen' },
    { from: day('2004-01-01'), percent: '1.14', source: SOURCE, confidence: 'seen' },
    { from: day('2004-07-01'), percent: '1.13', source: SOURCE, confidence: 'seen' },
    { from: day('2005-01-01'), percent: '1.21', source: SOURCE, confidence: 'seen' },
    { from: day('2005-07-01'), percent: '1.17', source: SOURCE, confidence: 'seen' },
    { from: day('2006-01-01'), percent: '1.37', source: SOURCE, confidence: 'seen' },
    { from: day('2006-07-01'), percent: '1.95', source: SOURCE, confidence: 'seen' },
    { from: day('2007-01-01'), percent: '2.7', source: SOURCE, confidence: 'seen' },
    { from: day('2007-07-01'), percent: '3.19', source: SOURCE, confidence: 'seen' },
    { from: day('2008-01-01'), percent: '3.32', source: SOURCE, confidence: 'seen' },
    { from: day('2008-07-01'), percent: '3.19', source: SOURCE, confidence: 'seen' },
    { from: day('2009-01-01'), percent: '1.62', source: SOURCE, confidence: 'seen' },
    { from: day('2009-07-01'), percent: '0.12', source: SOURCE, confidence: 'seen' },
    { from: day('2011-07-01'), percent: '0.37', source: SOURCE, confidence: 'seen' },
    { from: day('2012-01-01'), percent: '0.12', source: SOURCE, confidence: 'seen' },
    { from: day('2013-01-01'), percent: '-0.13', source: SOURCE, confidence: 'seen' },
    { from: day('2013-07-01'), percent: '-0.38', source: SOURCE, confidence: 'seen' },
    { from: day('2014-01-01'), percent: '-0.63', source: SOURCE, confidence: 'seen' },
    { from: day('2014-07-01'), percent: '-0.73', source: SOURCE, confidence: 'seen' },
    { from: day('2015-01-01'), percent: '-0.83', source: SOURCE, confidence: 'seen' },
    { from: day('2016-07-01'), percent: '-0.88', source: SOURCE, confidence: 'seen' },
    { from: day('2023-01-01'), percent: '1.62', source: SOURCE, confidence: 'seen' },
    { from: day('2023-07-01'), percent: '3.12', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '3.62', source: SOURCE, confidence: 'seen' },
    { from: day('2024-07-01'), percent: '3.37', source: SOURCE, confidence: 'seen' },
    { from: day('2025-01-01'), percent: '2.27', source: SOURCE, confidence: 'seen' },
    { from: day('2025-07-01'), percent: '1.27', source: SOURCE, confidence: 'seen' },
    {
      from: day('2026-01-01'),
      percent: '1.27',
      source: 'Two open tables of the Basiszinssatz, one of 2026-07-01, one checked on 2026-09-21',
      confidence: 'seen',
    },
    {
      from: day('2026-07-01'),
      percent: '1.52',
      source:
        'digineo/verzugszinsen commit a36bad5 2026-07-01; basiszinssatz.ts "Bundesbank, checked 21.09.2026"; Creditreform example 10,52 %',
      confidence: 'seen',
    },
  ],
}
