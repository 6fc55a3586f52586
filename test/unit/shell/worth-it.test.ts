import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runCli } from '../../../src/shell/cli/program.ts'

let out = ''
let err = ''
beforeEach(() => {
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    err += String(text)
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

const worthIt = (...args: string[]): Promise<number> => runCli(['worth-it', ...args])

test('owed 1,000 at 90 days with a fee of 30 %: 490, 700, 51 %', async () => {
  expect(await worthIt('--owed', '1000', '--age', '90', '--fee', '.3', '--json')).toBe(0)
  const desk = JSON.parse(out)
  expect(desk.agencyCheck).toEqual({
    owed: '1000.00',
    collected: '700.00',
    fee: 0.3,
    net: '490.00',
    samePercentageSettlement: '700.00',
    breakEvenDiscount: 0.51,
  })
  expect(desk.breakEvenDiscount).toBe(0.51)
  expect(desk.assumptions.agency.confidence).toBe('given')
  expect(desk.assumptions.court.confidence).toBe('read')
})

test('the defaults give the published figures, in the currency’s own places', async () => {
  await worthIt('--owed', '1000', '--age', '90', '--relation', '2000', '--json')
  const desk = JSON.parse(out)
  const net = (way: string): string => desk.options.find((o: { way: string }) => o.way === way).expectedNet
  expect(['remind', 'wait', 'call', 'agency', 'court'].map(way => Math.round(Number(net(way))))).toEqual([405, 404, 388, -556, -1183])
  expect(desk.best).toBe('remind')
  expect(desk.options[0]).toMatchObject({ way: 'remind', days: 15, minutes: 1, tieGroup: 1, needs: ['address'], relationEffect: '-4.00' })
})

test('in another currency our own costs are reckoned in it, and each says so: the same claim in yen stands 150 times as high, in whole yen', async () => {
  await worthIt('--owed', '150000', '--age', '90', '--relation', '300000', '--currency', 'JPY', '--json')
  const desk = JSON.parse(out)
  const net = (way: string): string => desk.options.find((o: { way: string }) => o.way === way).expectedNet
  for (const [way, euro] of [
    ['remind', 405],
    ['call', 388],
    ['court', -1183],
  ] as const) {
    expect(net(way)).toMatch(/^-?\d+$/)
    expect(Number(net(way)) / 150).toBeCloseTo(euro, -0.5)
  }
  expect(desk.assumptions.call).toMatchObject({ value: { cost: 1800 }, unitsOfCost: 150, confidence: 'assumption' })
  expect(desk.assumptions.beliefDecay).not.toHaveProperty('unitsOfCost')
})

test('rows of the tables can be set, and how far fees and court costs reach is in the sensitivity', async () => {
  await worthIt('--owed', '1000', '--age', '90', '--set', 'agency.feeByAge.2.fee=.1', '--set', 'agency.feeBySize.2.add=0', '--json')
  const desk = JSON.parse(out)
  expect(desk.agencyCheck.fee).toBe(0.1)
  expect(desk.assumptions.agency).toMatchObject({ confidence: 'given', source: 'given by you' })
  const parts = desk.sensitivity.filter((s: { part?: string }) => s.part === 'fee')
  expect(parts.map((s: { assumption: string }) => s.assumption)).toEqual(['agency', 'court'])
  for (const { assumption, low, high } of parts) expect(Number(high[assumption])).toBeGreaterThan(Number(low[assumption]))
})

test('what an agency would collect, and a relation from margin and retention', async () => {
  await worthIt('--owed', '1000', '--age', '200', '--collected', '700', '--fee', '30%', '--margin', '1000', '--retention', '.8', '--json')
  const desk = JSON.parse(out)
  expect(desk.relation).toBe('2666.67')
  expect(desk.agencyCheck.net).toBe('490.00')
  expect(desk.breakEvenDiscount).toBe(1) // the relation costs more than the agency brings
})

test('ways left out or used are named; other assumptions can be set', async () => {
  await worthIt(
    '--owed',
    '1000',
    '--age',
    '60',
    '--without',
    'court',
    '--used',
    'plan',
    '--set',
    'call.boost=1.9',
    '--set',
    'beliefDecay=.9',
    '--json',
  )
  const desk = JSON.parse(out)
  expect(desk.excluded).toEqual([
    { way: 'plan', reason: 'already-tried' },
    { way: 'court', reason: 'left-out' },
  ])
  expect(desk.best).toBe('call')
  expect(desk.assumptions.beliefDecay.value).toBe(0.9)
})

test('for a reader: a table, ties, the path and the agency check', async () => {
  expect(await worthIt('--owed', '1000', '--age', '90', '--fee', '.3', '--collected', '700')).toBe(0)
  expect(out).toMatch(/way on +expected +range/)
  expect(out).toMatch(/settle at −\d+ %/)
  expect(out).toContain('of 700 collected, 30 % fee leave 490; the same percentage offered as settlement leaves 700')
  expect(out).toContain('Break-even discount against the agency: 51 %')
  expect(out).toContain('the amicable, direct way closes')
})

test.each([
  [['--owed', '1000', '--age', '90', '--fee', '1.2'], 'field "fee": 1.2 is above 1'],
  [['--owed', '1000', '--age', '90', '--fee', '120%'], 'field "fee": 1.2 is above 1'],
  [['--owed', '1000', '--age', '-3'], 'field "age": -3 is below 0'],
  [['--owed', '0', '--age', '3'], 'field "owed": 0 is below 0.01'],
  [['--owed', 'much', '--age', '3'], 'field "owed": "much" is not a number'],
  [['--owed', '1000', '--age', '90', '--collected', '1200'], 'field "collected": More is collected than owed'],
  [['--owed', '1000', '--age', '90', '--margin', '10'], 'field "retention": A relation is worth its margin times its retention'],
  [['--owed', '1000', '--age', '90', '--margin', '10', '--retention', '1', '--capital-cost', '0'], 'never ends'],
  [['--owed', '1000', '--age', '90', '--without', 'magic'], '"magic" is no way on'],
  [['--owed', '1000', '--age', '90', '--set', 'nothing=1'], '"nothing" is no single number among the assumptions'],
  [['--owed', '1000', '--age', '90', '--set', 'call.boost=-1'], 'field "call.boost": "-1" is not a number from 0 to 20'],
  [['--owed', '1000', '--age', '90', '--set', 'plan.kept=1.5'], 'field "plan.kept": "1.5" is not a number from 0 to 1'],
  [['--owed', '1000', '--age', '90', '--set', 'court.fees.2.fee=-1'], 'field "court.fees.2.fee": "-1" is not a number from 0 to'],
  [['--owed', '1000', '--age', '90', '--set', 'agency.feeByAge.2.from=400'], 'field "agency.feeByAge": The rows of this table do not rise'],
  [['--owed', 'NaN', '--age', '90'], 'field "owed": "NaN" is not a number'],
  [['--owed', '1e9', '--age', '90'], 'field "owed": "1e9" is not a number'],
  [['--owed', '99999999999999', '--age', '90'], 'field "owed": 99999999999999 is above'],
  [['--owed', '1000', '--age', '40000'], 'field "age": 40000 is above 36500'],
  [['--owed', '1000', '--age', '90', '--relation', '-1'], 'field "relation": -1 is below 0'],
  [['--owed', '1000', '--age', '90', '--capital-cost', '150%'], 'field "capital-cost": 1.5 is above 1'],
  [['--owed', '1000', '--age', '90', '--currency', 'euro'], 'field "currency": "euro" is not a currency'],
])('%j is refused: %s', async (args, message) => {
  expect(await worthIt(...args)).toBe(1)
  expect(err).toContain(message)
  expect(out).toBe('')
})

test('several faults are told at once, as JSON where asked', async () => {
  expect(await worthIt('--owed', '1000', '--age', '-1', '--fee', '2', '--json')).toBe(1)
  expect(JSON.parse(out).error.faults.map((f: { field: string }) => f.field)).toEqual(['fee', 'age'])
})
