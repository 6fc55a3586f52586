import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CostsView } from '../../src/shell/views/costs.ts'
import type { InvoiceView } from '../../src/shell/views/invoice.ts'
import { type House, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-01-05', { live: true })
})
afterEach(() => house.close())

const view = (id: string) => house.owner.get<InvoiceView>(`/api/v1/invoices/${id}`)
const costs = async (id: string) => (await house.owner.get<{ costs: CostsView | null }>(`/api/v1/invoices/${id}/costs`)).costs

/** Asked for with late costs on 20 March: due on 30 December. */
async function claimed(): Promise<{ clientId: string; invoiceId: string }> {
  const owed = await owing(house, { number: 'K-1', issuedOn: '2025-11-30', dueOn: '2025-12-30', minor: '100000' })
  for (const day of ['2026-01-12', '2026-02-03', '2026-02-17', '2026-03-02', '2026-03-20', '2026-03-31', '2026-04-14']) {
    await house.run(day)
    if ((await view(owed.invoiceId)).claims.length > 0) return owed
    for (const line of (await house.today()).contacts) {
      if (line.byPerson) await house.owner.post('/api/v1/acts/skip', { client: owed.clientId, reason: 'not today' })
      else if (line.message?.state === 'waiting') await house.owner.post('/api/v1/acts/approve', { key: line.message.key })
    }
    await house.run(day, 11)
    if ((await view(owed.invoiceId)).claims.length > 0) return owed
  }
  return expect.fail('no letter asked for late costs')
}

test('accrued is not claimed: gentle letters ask for nothing; the one whose step says so does, and what it asked is never rewritten', async () => {
  const { invoiceId } = await claimed()
  const { claims } = await view(invoiceId)
  expect(claims.map(c => c.kind).sort()).toEqual(['compensation', 'interest'])
  const [interest] = claims.filter(c => c.kind === 'interest')
  const letters = house.mail.received.map(m => m.raw)
  expect(letters.length).toBeGreaterThan(1)
  const atOnce = await costs(invoiceId)
  expect(atOnce?.interest?.minor).toBe(interest?.minor) // what the letter says is what had accrued on its day
  expect(interest?.basis).toMatch(/L441-10/)
  expect(interest?.dropIfPaidBy).not.toBeNull()
  house.stand('2026-06-30')
  const later = await costs(invoiceId)
  expect(BigInt(later?.interest?.minor ?? 0)).toBeGreaterThan(BigInt(interest?.minor ?? 0)) // accrues on
  expect(later?.claims.find(c => c.kind === 'interest')).toMatchObject({ minor: interest?.minor, dropped: false }) // the claim stays as written
  expect(later?.claimedMinor).toBe((BigInt(interest?.minor ?? 0) + 4000n).toString())
})

test('“dropped if the principal is paid by the day” lapses by itself: paid on that day, it falls away', async () => {
  const { clientId, invoiceId } = await claimed()
  const by = (await view(invoiceId)).claims[0]?.dropIfPaidBy ?? ''
  house.stand('2026-07-01')
  await paid(house, clientId, invoiceId, by, '100000')
  expect((await view(invoiceId)).claims.map(c => c.dropped)).toEqual([true, true])
})

test('a day too late the claim stands', async () => {
  const { clientId, invoiceId } = await claimed()
  const by = (await view(invoiceId)).claims[0]?.dropIfPaidBy ?? ''
  const late = new Date(Date.parse(by) + 86_400_000).toISOString().slice(0, 10)
  house.stand('2026-07-01')
  await paid(house, clientId, invoiceId, late, '100000')
  expect((await view(invoiceId)).claims.map(c => c.dropped)).toEqual([false, false])
})
