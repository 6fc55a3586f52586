import { expect, test } from 'vitest'
import { dunwellOn } from '../support/dunwell.ts'
import { aDebtor, aFirm } from '../support/firm.ts'

test('an offer is made, accepted and taken back on the command line, its last day by --by and its way by --way; nonsense is refused by field', async () => {
  const firm = await aFirm('2026-01-05')
  await aDebtor(firm.on('2026-03-10'), { name: 'Librairie', dueOn: '2026-02-01' })
  await firm.store.close()
  const dunwell = dunwellOn(firm.file)
  const on = ['--on', '2026-03-11', '--json']
  const errors = async (...args: string[]): Promise<string> => {
    const { code, err } = await dunwell(...args)
    expect(code).not.toBe(0)
    return err
  }
  expect(await errors('settle', 'Librairie', '--discount', '20', '--by', '2026-03-25', ...on)).toContain('Not tried yet')
  const desk = JSON.parse((await dunwell('desk', 'Librairie', ...on)).out) as { checks: { code: string; state: string }[] }
  const clients = desk.checks.filter(c => c.state === 'open' && c.code !== 'contract').map(c => c.code)
  for (const item of clients) await dunwell('untried', 'Librairie', item, '--by', 'Hélène', '--reason', 'Fermé.', ...on)
  expect(await errors('settle', 'Librairie', '--discount', '20', '--by', 'soon', ...on)).toContain('deadline')
  expect(await errors('settle', 'Librairie', '--discount', '20', '--way', 'pigeon', ...on)).toContain('by')
  expect(await errors('untried', 'Librairie', 'flowers', '--by', 'Hélène', '--reason', 'Fermé.', ...on)).toContain('item')
  expect(await errors('untried', 'Librairie', 'called', '--by', 'Hélène', ...on)).toContain('reason')
  expect(await errors('relation', 'Librairie', '--worth', '-5', ...on)).toContain('worth')
  await dunwell('relation', 'Librairie', '--worth', '2000', '--reputation', '5000', ...on)
  const { relation, stop } = JSON.parse((await dunwell('desk', 'Librairie', ...on)).out) as { relation: object; stop: object }
  expect(relation).toEqual({ value: 2000, source: 'own' })
  expect(stop).toMatchObject({ stop: true, code: 'not-worth-an-enemy' })
  expect(await errors('lot', 'Librairie', ...on)).toContain('drawLots')
  const made = await dunwell('settle', 'Librairie', '--discount', '20', '--by', '2026-03-25', ...on)
  expect(made.err).toBe('')
  const offer = JSON.parse(made.out) as { id: string; deadline: string; letter: { text: string } }
  expect(offer.deadline).toBe('2026-03-25')
  expect((await dunwell('settle', offer.id, '--accept', '--name', 'Mme Aubrac', ...on)).code).toBe(0)
  expect(await errors('settle', offer.id, '--accept', '--document', 'nothing', ...on)).toContain('document')
  expect((await dunwell('settle', offer.id, '--withdraw', ...on)).code).toBe(0)
  expect(await errors('settle', offer.id, '--withdraw', ...on)).toContain('offer')
  await firm.close()
})
