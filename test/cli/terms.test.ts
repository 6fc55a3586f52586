import { expect, test } from 'vitest'
import { dunwellOn } from '../support/dunwell.ts'
import { aDebtor, aFirm } from '../support/firm.ts'

test('terms are set on the command line, and the letter that says so is kept; nonsense is refused by field', async () => {
  const firm = await aFirm('2026-01-05')
  await aDebtor(firm.on('2026-03-10'), { name: 'Librairie', dueOn: '2026-02-01' })
  await firm.store.close()
  const dunwell = dunwellOn(firm.file)
  const set = await dunwell('terms', 'Librairie', '--propose', 'deposit', '--days', '15', '--deposit', '40', '--on', '2026-03-11', '--json')
  const done = JSON.parse(set.out) as { proposal: string; termsDays: number; letter: { text: string } }
  expect(done).toMatchObject({ proposal: 'deposit', termsDays: 15 })
  expect(done.letter.text).toMatch(/40\s?%/)

  const client = JSON.parse((await dunwell('client', 'Librairie', '--on', '2026-03-11', '--json')).out) as { termsDays: number }
  expect(client.termsDays).toBe(15)

  const wrong = await dunwell('terms', 'Librairie', '--propose', 'tighten', '--days', '900')
  expect(wrong.code).not.toBe(0)
  expect(wrong.err).toContain('days')
  await firm.close()
})
