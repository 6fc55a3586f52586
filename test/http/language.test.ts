import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MemberView } from '../../src/shell/acts/members.ts'
import type { SessionView } from '../../src/shell/http/routes/session.ts'
import { type House, openHouse } from '../acceptance/house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01')
})
afterEach(() => house.close())

const spoken = async (person = house.owner) => (await person.get<SessionView>('/api/v1/session')).user?.language

test('the language of the app is kept with the person, wherever they sign in, and with nobody else', async () => {
  const colleague = await house.colleague('luc@atelier.example', 'Luc')
  expect([await spoken(), await spoken(colleague)]).toEqual([null, null])
  await colleague.post('/api/v1/members/me/language', { language: 'pl' })
  await house.owner.post('/api/v1/members/me/language', { language: 'ja' })
  expect([await spoken(), await spoken(colleague)]).toEqual(['ja', 'pl'])
  await colleague.post('/api/v1/members/me/language', { language: 'ro' })
  expect([await spoken(), await spoken(colleague)]).toEqual(['ja', 'ro'])
})

test('a language that the app does not speak is refused', async () => {
  expect(await house.owner.ask('POST', '/api/v1/members/me/language', { language: 'de' })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ field: 'language' }] } },
  })
})

test('the owner is called as the firm says who signs, until they say another name', async () => {
  const { owner } = house
  const names = async () => [
    (await owner.get<SessionView>('/api/v1/session')).user?.name,
    ...(await owner.get<MemberView[]>('/api/v1/members')).map(m => m.name),
  ]
  expect(await names()).toEqual(['Hélène Caradec', 'Hélène Caradec'])
  await owner.post('/api/v1/members/me/name', { name: ' Maud Le Goff ' })
  expect(await names()).toEqual(['Maud Le Goff', 'Maud Le Goff'])
  expect(await owner.ask('POST', '/api/v1/members/me/name', { name: ' ' })).toMatchObject({ status: 422 })
})
