import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { judgedTrials } from '../../../../src/core/desk/trials.ts'
import { aDeed, aFact, anInvoice, aPayment, someFacts } from '../../../support/facts.ts'

const DUE = day('2026-02-01')
const invoice = anInvoice({ id: 'i1', issuedOn: day('2026-01-02'), dueOn: DUE, totalMinor: 100_000n })
const reminder = (doneOn: string, id: string) => aDeed({ id, step: 'first-reminder', doneOn: day(doneOn), invoiceIds: ['i1'] })
const money = (on: string, amountMinor = 100_000n) => aPayment({ paidOn: day(on), amountMinor })
const judge = (parts: Parameters<typeof someFacts>[0], today = '2026-06-01') =>
  judgedTrials(someFacts({ invoice: [invoice], ...parts }), day(today)).map(t => [t.ofFact, t.age, t.paid, t.judgedOn])

test('a reminder followed by money within thirty days was paid; later money does not count for it', () => {
  expect(judge({ deed: [reminder('2026-02-10', 'd')], payment: [money('2026-02-20')] })).toEqual([['d', 9, true, '2026-03-12']])
  expect(judge({ deed: [reminder('2026-02-10', 'd')], payment: [money('2026-03-13')] })).toEqual([['d', 9, false, '2026-03-12']])
})

test('money counts for the last thing done before it came', () => {
  const deed = [reminder('2026-02-10', 'first'), reminder('2026-02-20', 'second')]
  expect(judge({ deed, payment: [money('2026-02-22')] })).toEqual([
    ['first', 9, false, '2026-02-20'],
    ['second', 19, true, '2026-03-22'],
  ])
})

test('what the next thing cut short was seen for a part of its time only, what brought money whole', () => {
  const deed = [reminder('2026-02-10', 'first'), reminder('2026-02-20', 'second'), reminder('2026-03-02', 'third')]
  const trials = judgedTrials(someFacts({ invoice: [invoice], deed, payment: [money('2026-02-25')] }), day('2026-06-01'))
  expect(trials.map(t => [t.ofFact, t.paid, t.seen])).toEqual([
    ['first', false, 10 / 30],
    ['second', true, 1],
  ])
})

test('less than half is not paid, half is', () => {
  expect(judge({ deed: [reminder('2026-02-10', 'd')], payment: [money('2026-02-20', 49_999n)] })).toEqual([['d', 9, false, '2026-03-12']])
  expect(judge({ deed: [reminder('2026-02-10', 'd')], payment: [money('2026-02-20', 50_000n)] })).toEqual([['d', 9, true, '2026-03-12']])
})

test('nothing is judged before its time is over, and nothing that was done while nothing was late', () => {
  expect(judge({ deed: [reminder('2026-02-10', 'd')] }, '2026-03-12')).toEqual([])
  expect(judge({ deed: [reminder('2026-01-25', 'd')] })).toEqual([])
})

test('a voicemail is no talk; a talk is judged with the reason known on its day', () => {
  const call = (id: string, ending: 'voicemail' | 'no-plan') =>
    aFact('call', {
      ...{ id, kind: 'call', startedAt: '2026-02-10T09:00:00.000Z', startedOn: day('2026-02-10') },
      ...{ endedAt: '2026-02-10T09:05:00.000Z', floor: {}, ending },
    })
  const latenessReason = [
    aFact('latenessReason', { reason: 'embarrassment', expiresOn: day('2026-12-31'), effectiveOn: day('2026-02-10') }),
  ]
  const facts = someFacts({ invoice: [invoice], call: [call('talk', 'no-plan'), call('beep', 'voicemail')], latenessReason })
  expect(judgedTrials(facts, day('2026-06-01'))).toMatchObject([
    { way: 'call', ofFact: 'talk', reason: 'embarrassment', paid: false, owedMinor: 100_000n, minutes: 5, seen: 1 },
  ])
})
