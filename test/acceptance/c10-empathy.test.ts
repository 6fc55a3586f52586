import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PreviewView } from '../../src/shell/views/preview.ts'
import { deeds } from './desk-house.ts'
import { type House, openHouse, owing } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

/** By language: we know how this happens · here is a plan · what the open sum does to us. */
const SAID = [
  ['en', 'We know how easily this happens', 'part of it now and the rest on a date', 'For a firm of our size'],
  ['fr', 'Nous savons comme', 'une partie maintenant', 'de notre taille'],
  ['ro', 'Știm cât de ușor', 'o parte acum', 'firmă ca a noastră'],
  ['pl', 'Wiemy, jak łatwo', 'część teraz', 'naszej wielkości'],
  ['ja', 'ご事情がございましたら', '一部を今', '弊社のような規模'],
] as const

test.each(SAID)(
  'C10: in %s the second message understands, the third offers a plan and says what the balance does to us',
  async (language, knows, plan, us) => {
    const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03', minor: '100000' })
    await house.owner.patch(`/api/v1/facts/client/${clientId}`, { language })
    const text = async () => {
      await house.run('2026-09-01')
      return (await house.owner.get<PreviewView>(`/api/v1/outbox/preview?clientId=${clientId}`)).text
    }
    await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-06-12', tone: 1, invoiceIds: [invoiceId] }])
    expect(await text()).toContain(knows)
    await deeds(house, clientId, [
      { step: 'reminder-30', doneOn: '2026-07-06', tone: 2, invoiceIds: [invoiceId] },
      { step: 'call-45', doneOn: '2026-07-20', channel: 'phone', outcome: 'done', invoiceIds: [invoiceId] },
    ])
    const third = await text()
    expect(third).toContain(plan)
    expect(third).toContain(us)
  },
)
