import { afterEach, beforeEach, expect, test } from 'vitest'
import { type House, openHouse, owing } from '../acceptance/house.ts'

let house: House
let clientId: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  ;({ clientId } = await owing(house, { issuedOn: '2026-07-01', dueOn: '2026-07-31' }))
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-01' })
})
afterEach(() => house.close())
const toClient = () => house.mail.received.filter(m => m.to.some(to => to.startsWith('compta@')))

test.each(['insolvency', 'legal'])(
  '%s stops everything at once, an approved message included, and what is owed stays on the books',
  async kind => {
    await house.owner.post('/api/v1/acts/run', {})
    await house.owner.post('/api/v1/acts/approve', {})
    await house.owner.post('/api/v1/acts/hold', { client: clientId, kind, reason: 'Jugement du 31 août.' })
    await house.owner.post('/api/v1/acts/run', { send: true })
    expect(toClient()).toEqual([])
    const { lines } = await house.owner.get<{ lines: { state: string }[] }>('/api/v1/outbox')
    expect(lines.map(l => l.state)).toEqual(['withdrawn'])
    const today = await house.today()
    expect(today.contacts).toEqual([])
    expect(today.silent.find(s => s.clientId === clientId)).toMatchObject({ open: [{ minor: '34800', currency: 'EUR' }] })
    const sheet = await house.owner.get<{ parts: { items: { number: string; openMinor: string }[] }[] }>(
      `/api/v1/clients/${clientId}/statement`,
    )
    expect(sheet.parts[0]?.items).toMatchObject([{ number: 'F-1', openMinor: '34800' }])
    house.stand('2026-10-20')
    await house.owner.post('/api/v1/facts/looked', { upTo: '2026-10-20' })
    await house.owner.post('/api/v1/acts/run', { send: true })
    expect(toClient()).toEqual([])
  },
)
