import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { record } from '../../src/shell/store/record.ts'
import { dunwellOn } from '../support/dunwell.ts'
import { aDebtor, aFirm } from '../support/firm.ts'

test('a call is prepared, made and closed on the command line, and never without an agreement', async () => {
  const firm = await aFirm('2026-01-05')
  await aDebtor(firm.on('2026-03-10'), { name: 'Librairie', dueOn: '2026-02-01' })
  await firm.store.close()
  const dunwell = dunwellOn(firm.file)
  const json = async (...args: string[]) =>
    JSON.parse((await dunwell(...args, '--on', '2026-03-10', '--json')).out) as Record<string, unknown>

  await dunwell('looked', '2026-03-10', '--on', '2026-03-10')
  expect((await dunwell('calls', '--on', '2026-03-10')).out).toContain('Librairie')
  const brief = await json('brief', 'Librairie')
  expect(brief).toMatchObject({ name: 'Librairie', currency: 'EUR' })
  expect(String(brief.opening)).not.toBe('')

  const { id: call } = (await json('call', 'start', 'Librairie')) as { id: string }
  const early = await dunwell('call', 'close', call, '--on', '2026-03-10')
  expect(early.code).not.toBe(0)

  const notes = join(firm.folder, 'notes.json')
  const invoices = (brief.invoices as { id: string }[]).map(i => i.id)
  const said = {
    invoices,
    kind: 'once',
    amount: '1200.00',
    on: '2026-03-17',
    means: 'transfer',
    again: 'no',
    reason: 'forgot',
    readBack: 'agreed',
  }
  writeFileSync(notes, JSON.stringify(said))
  const check = await json('call', 'notes', call, notes)
  expect(check.missing, JSON.stringify(check)).toEqual([])
  await json('call', 'close', call)
  const after = await json('client', 'Librairie')
  expect(JSON.stringify(after)).toContain('2026-03-17')

  writeFileSync(notes, '{"kind": ')
  expect((await dunwell('call', 'notes', call, notes)).err).toContain('notes.json')
  await firm.close()
})

test('a plan is agreed, listed, printed and ended on the command line; its parts sum to what is open', async () => {
  const firm = await aFirm('2026-01-05')
  await aDebtor(firm.on('2026-03-10'), { name: 'Librairie', dueOn: '2026-02-01' })
  await firm.store.close()
  const dunwell = dunwellOn(firm.file)
  const on = ['--on', '2026-03-10', '--json']
  const number = 'F-Librairie'

  const nothing = await dunwell('plan', number, '--on', '2026-03-10')
  expect(nothing.err).toContain('parts')
  const { id } = JSON.parse((await dunwell('plan', number, '--parts', '7', '--with', 'Mme Roy', ...on)).out) as { id: string }
  const { plans } = JSON.parse((await dunwell('plans', ...on)).out) as {
    plans: { id: string; totalMinor: string; instalments: { minor: string }[] }[]
  }
  expect(plans).toHaveLength(1)
  expect(plans[0]?.instalments).toHaveLength(7)
  expect(plans[0]?.instalments.reduce((sum, i) => sum + BigInt(i.minor), 0n)).toBe(BigInt(plans[0]?.totalMinor ?? 0))

  const pdf = join(firm.folder, 'agreement.pdf')
  await dunwell('plan', id, '--pdf', pdf, ...on)
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  const ics = join(firm.folder, 'plan.ics')
  await dunwell('plan', id, '--ics', ics, ...on)
  expect(readFileSync(ics, 'utf8').match(/BEGIN:VEVENT/g)).toHaveLength(7)

  const lapsed = await dunwell('plan', '--end', id, '--lapsed', '--reason', 'no money', '--on', '2026-03-10')
  expect(lapsed.err).toContain('missed')
  await dunwell('plan', '--end', id, '--reason', 'paid in one', ...on)
  expect((await dunwell('plans', '--on', '2026-03-10')).out).toContain('No payment plan')
  await firm.close()
})

test('a colleague is asked, a dispute is steered, an absence and a meeting are noted on the command line', async () => {
  const firm = await aFirm('2026-01-05')
  const place = firm.on('2026-03-10')
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-02-01' })
  await record(place.store, place.by, 'colleagues', async pen => {
    for (const name of ['Bela', 'Caro'])
      await pen.add('membership', { userId: `u-${name}`, name, email: `${name.toLowerCase()}@atelier.example`, role: 'collector' })
  })
  await firm.store.close()
  const dunwell = dunwellOn(firm.file)
  const on = ['--on', '2026-03-10', '--json']
  const json = async (...args: string[]) => JSON.parse((await dunwell(...args, ...on)).out) as Record<string, unknown>

  await json('dispute', 'F-Librairie', '--cause', 'quality')
  await json('dispute', 'F-Librairie', '--owner', 'Bela', '--answer-by', '2026-03-20')
  const made = await json('dispute', 'F-Librairie', '--ask', 'Workshop', '--question', 'Were they warped?')
  expect(made).toMatchObject({ sent: false, expiresOn: '2026-03-31' })
  expect(made.mail).toMatchObject({ subject: expect.stringMatching(/^\[DQ-\w{8}\] /) })
  expect(
    (await dunwell('dispute', 'F-Librairie', '--ask', 'Workshop', '--question', 'x', '--send', '--email', 'a@b.example')).err,
  ).toContain('mail server')

  await json('away', 'Bela', '--stand-in', 'Caro', '--until', '2026-03-15')
  expect(await json('away')).toMatchObject({ absences: [{ name: 'Bela', standIn: 'Caro', untilOn: '2026-03-15' }] })
  const { disputes } = (await json('dispute')) as { disputes: object[] }
  expect(disputes).toMatchObject([{ owner: 'Bela', answerBy: '2026-03-20', standIn: 'Caro', asks: [{ name: 'Workshop' }] }])
  await json('away', 'Bela', '--back')
  expect((await dunwell('away', '--on', '2026-03-10')).out).toContain('Nobody is away.')

  await json('meeting', 'Librairie', '--day', '2026-03-12', '--at', '14:30', '--where', 'Quai 3')
  expect((await dunwell('calls', '--on', '2026-03-10')).out).toContain('2026-03-12 14:30 meeting with Librairie, Quai 3')
  await firm.close()
})
