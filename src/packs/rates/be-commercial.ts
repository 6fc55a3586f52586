import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'schoups.com / lexgo.be / webwin.be / leuropeinfo.eu / embuild.be / phc-expert.be'
const SOURCE_2 = 'ECB half-year + 8 rounded up to the half point (rule reproduces every published value seen)'

export const series: RateSeries = {
  id: 'BE_COMMERCIAL',
  title: 'Belgian commercial late-payment rate, as published',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2013-03-16'), percent: '9', source: SOURCE, confidence: 'seen' },
    { from: day('2013-07-01'), percent: '8.5', source: SOURCE, confidence: 'seen' },
    { from: day('2014-01-01'), percent: '8.5', source: SOURCE, confidence: 'seen' },
    { from: day('2014-07-01'), percent: '8.5', source: SOURCE, confidence: 'seen' },
    { from: day('2015-01-01'), percent: '8.5', source: SOURCE, confidence: 'seen' },
    { from: day('2015-07-01'), percent: '8.5', source: SOURCE, confidence: 'seen' },
    { from: day('2016-01-01'), percent: '8.5', source: SOURCE, confidence: 'seen' },
    { from: day('2016-07-01'), percent: '8', source: SOURCE, confidence: 'seen' },
    { from: day('2017-01-01'), percent: '8', source: SOURCE, confidence: 'seen' },
    { from: day('2017-07-01'), percent: '8', source: SOURCE, confidence: 'seen' },
    { from: day('2018-01-01'), percent: '8', source: SOURCE, confidence: 'seen' },
    { from: day('2018-07-01'), percent: '8', source: SOURCE, confidence: 'seen' },
    { from: day('2019-01-01'), percent: '8', source: SOURCE_2, confidence: 'derived' },
    { from: day('2019-07-01'), percent: '8', source: SOURCE_2, confidence: 'derived' },
    { from: day('2020-01-01'), percent: '8', source: SOURCE_2, confidence: 'derived' },
    { from: day('2020-07-01'), percent: '8', source: SOURCE_2, confidence: 'derived' },
    { from: day('2021-01-01'), percent: '8', source: SOURCE, confidence: 'seen' },
    { from: day('2021-07-01'), percent: '8', source: SOURCE_2, confidence: 'derived' },
    { from: day('2022-01-01'), percent: '8', source: SOURCE_2, confidence: 'derived' },
    { from: day('2022-07-01'), percent: '8', source: SOURCE_2, confidence: 'derived' },
    { from: day('2023-01-01'), percent: '10.5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-07-01'), percent: '12', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '12.5', source: SOURCE, confidence: 'seen' },
    { from: day('2024-07-01'), percent: '12.5', source: SOURCE, confidence: 'seen' },
    { from: day('2025-01-01'), percent: '11.5', source: SOURCE, confidence: 'seen' },
    { from: day('2025-07-01'), percent: '10.5', source: SOURCE, confidence: 'seen' },
    { from: day('2026-01-01'), percent: '10.5', source: SOURCE, confidence: 'seen' },
    { from: day('2026-07-01'), percent: '10.5', source: SOURCE_2, confidence: 'derived' },
  ],
}
