import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, type Day, day } from '../../src/core/day/day.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

const approveAll = () => house.owner.post('/api/v1/acts/approve', {})
/** What reached clients: the owner’s own daily mail is another matter. */
const letters = () => house.mail.received.filter(m => !m.to.includes('helene@atelier-merival.example'))
/** The day’s run, everything approved, sent. */
const workDay = async (on: string): Promise<void> => {
  await house.run(on)
  await approveAll()
  await house.run(on, 11)
}
const steps = async (): Promise<string[]> => {
  const { facts } = await house.owner.get<{ facts: { step: string; doneOn: string }[] }>('/api/v1/facts/deed')
  return facts.map(f => `${f.doneOn} ${f.step}`).sort()
}

test('A12: a step given to a colleague stands on their own list, with what was said', async () => {
  const { clientId } = await owing(house, { issuedOn: '2026-07-15', dueOn: '2026-08-14' })
  const marc = await house.colleague('marc@atelier-merival.example', 'Marc')
  const nina = await house.colleague('nina@atelier-merival.example', 'Nina')
  await house.run('2026-09-01')
  const before = await marc.get<{ contact: { clientId: string }[] }>('/api/v1/today?mine=true')
  expect(JSON.stringify(before)).not.toContain(clientId)
  await house.owner.post('/api/v1/acts/assign', { client: clientId, to: marc.userId, note: 'Tu la connais mieux que moi.' })
  expect(JSON.stringify(await marc.get('/api/v1/today?mine=true'))).toContain(clientId)
  expect(JSON.stringify(await nina.get('/api/v1/today?mine=true'))).not.toContain(clientId)
  const { facts } = await marc.get<{ facts: { note: string; actor: string }[] }>(`/api/v1/facts/assignment?clientId=${clientId}`)
  expect(facts).toMatchObject([{ note: 'Tu la connais mieux que moi.', actor: house.owner.userId }])
})

test('B7: due dates are watched by themselves, and days off lose nothing: the next undone step comes, one, with the gap', async () => {
  await owing(house, { issuedOn: '2026-07-10', dueOn: '2026-08-09' })
  await workDay('2026-09-01') // 23 days late: the first reminder was due on day 8
  expect(await steps()).toEqual(['2026-09-01 first-reminder'])
  for (const on of ['2026-09-02', '2026-09-03', '2026-09-07']) await workDay(on) // within the gap of 7 days
  expect(await steps()).toEqual(['2026-09-01 first-reminder'])
  // the machine is off until the 70th day
  await workDay('2026-10-19')
  expect((await steps()).map(s => s.slice(11))).toEqual(['first-reminder', 'reminder-30'])
})

test('B8: a client known to pay late gets a note shortly before the due date, others are left alone', async () => {
  const late = await owing(house, { name: 'Toujours en retard', number: 'L-0', issuedOn: '2026-01-05', dueOn: '2026-02-04' })
  const good = await owing(house, { name: 'Toujours à l’heure', number: 'G-0', issuedOn: '2026-01-05', dueOn: '2026-02-04' })
  await paid(house, late.clientId, late.invoiceId, '2026-02-20')
  await paid(house, good.clientId, good.invoiceId, '2026-02-03')
  for (const [n, due, latePaid, goodPaid] of [
    [1, '2026-04-08', '2026-04-29', '2026-04-07'],
    [2, '2026-06-10', '2026-06-30', '2026-06-10'],
    [3, '2026-07-15', '2026-08-03', '2026-07-14'],
  ] as const) {
    const issuedOn = addDays(day(due), -30)
    await paid(house, late.clientId, await invoice(house, late.clientId, { number: `L-${n}`, issuedOn, dueOn: due }), latePaid)
    await paid(house, good.clientId, await invoice(house, good.clientId, { number: `G-${n}`, issuedOn, dueOn: due }), goodPaid)
  }
  await invoice(house, late.clientId, { number: 'L-9', issuedOn: '2026-08-05', dueOn: '2026-09-04' })
  await invoice(house, good.clientId, { number: 'G-9', issuedOn: '2026-08-05', dueOn: '2026-09-04' })
  await workDay('2026-09-01') // three days before
  const deeds = await house.owner.get<{ facts: { clientId: string; step: string }[] }>('/api/v1/facts/deed')
  expect(deeds.facts.map(d => [d.clientId, d.step])).toEqual([[late.clientId, 'before-due']])
  expect(letters()).toHaveLength(1)
  expect(letters()[0]?.to).toEqual(['compta@toujoursenretard.example'])
})

test('B9: on the due date a simple reminder says “falls due today”, never “late”', async () => {
  await owing(house, { issuedOn: '2026-08-02', dueOn: '2026-09-01' })
  await workDay('2026-09-01')
  expect(letters()).toHaveLength(1)
  const message = letters()[0]?.raw ?? ''
  expect(message).toMatch(/^Date: Tue, 01 Sep 2026 /m)
  expect(decoded(message)).toContain('arrive à échéance aujourd’hui')
  expect(decoded(message)).not.toMatch(/retard|en souffrance|impay/i)
  expect(await steps()).toEqual(['2026-09-01 due-today'])
})

test('B9: and nothing where the payment has come, even when it comes after the decision', async () => {
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-08-02', dueOn: '2026-09-01' })
  await house.run('2026-09-01')
  await approveAll()
  await paid(house, clientId, invoiceId, '2026-09-01')
  await house.run('2026-09-01', 11)
  expect(letters()).toEqual([])
  expect(await steps()).toEqual([])
})

test('C9: 30 days a letter, 60 a sharper one that explains the costs, at 90 a person decides', async () => {
  await owing(house, { issuedOn: '2026-08-02', dueOn: '2026-09-01', minor: '188000' })
  const due = day('2026-09-01')
  // every day around each step, every fourth in between
  const isNear = (n: number): boolean => [0, 8, 30, 60, 75, 90].some(at => Math.abs(n - at) <= 2)
  for (let n = 0; n <= 95; n += 1) {
    if (n % 4 === 0 || isNear(n)) await workDay(addDays(due, n))
    if (n === 40) await house.owner.post('/api/v1/acts/turn-roles', { client: 'Librairie L’Encrier bleu', found: { arrived: 'fine' } })
  }
  const done = (await steps()).map(s => s.slice(11))
  expect(done).toEqual(['due-today', 'first-reminder', 'reminder-30', 'letter-60', 'final-75'])
  const [, , letter30, letter60] = letters()
  expect(decoded(letter30?.raw ?? '')).not.toContain('L441-10')
  expect(decoded(letter60?.raw ?? '')).toContain('L441-10')
  expect(letter60?.raw).toContain('application/pdf')
  const view = JSON.stringify(await house.today())
  expect(view).toContain('decide-90')
  const days = (await steps()).map(s => s.slice(0, 10) as Day)
  for (const [at, on] of days.entries()) {
    const before = days[at - 1]
    if (before) expect(addDays(before, 7) <= on).toBe(true)
  }
  expect(letters()).toHaveLength(5)
}, 120_000)

/** The words of a mail’s parts, whatever their transfer encoding. */
function decoded(raw: string): string {
  const unfolded = raw.replace(/=\r?\n/g, '')
  const bytes = unfolded.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const base64 = [...raw.matchAll(/Content-Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g)].map(m =>
    Buffer.from(m[1] ?? '', 'base64').toString('utf8'),
  )
  return [Buffer.from(bytes, 'latin1').toString('utf8'), ...base64].join('\n')
}
