import { addDays, addMonths, day, endOfMonth } from '../../src/core/day/day.ts'
import type { CorrectionView } from '../../src/shell/views/correction.ts'
import type { House } from './house.ts'

export interface Story {
  readonly clientId: string
  readonly agreementId: string
  readonly correctionId: string
  see(): Promise<CorrectionView>
  act(name: string, body?: object): Promise<{ status: number; body: unknown }>
}

const LINES = { say: 'Thank you.', offer: 'Two ways', limit: 'Half' }
export const NINE = { pays: LINES, disputes: LINES, refuses: LINES }

/** An invoice for a month, of a net amount with 20 % tax, its line naming the service period. */
export async function bill(house: House, story: Pick<Story, 'clientId' | 'agreementId'>, month: string, netMinor: bigint): Promise<string> {
  const from = day(month)
  const issuedOn = addDays(from, 2)
  const { id } = await house.owner.post<{ id: string }>('/api/v1/facts/invoice', {
    clientId: story.clientId,
    agreementId: story.agreementId,
    effectiveOn: issuedOn,
    number: `F-${month.slice(0, 7)}`,
    issuedOn,
    dueOn: addDays(issuedOn, 30),
    currency: 'EUR',
    totalMinor: ((netMinor * 12n) / 10n).toString(),
    taxMinor: ((netMinor * 2n) / 10n).toString(),
    iban: 'FR1420041010050500013M02606',
  })
  await house.owner.post('/api/v1/facts/invoice-line', {
    clientId: story.clientId,
    invoiceId: id,
    position: 1,
    text: 'Entretien',
    netMinor: netMinor.toString(),
    taxRate: '20',
    serviceFrom: from,
    serviceTo: endOfMonth(from),
  })
  return id
}

/** Six months billed at half price: 900.00 agreed from February on, indexed by 2.4 % from April; 450.00 billed. Seen on 2026-08-31. */
export async function sixHalves(
  house: House,
  given: { name?: string; language?: string; humour?: boolean; open?: boolean } = {},
): Promise<Story> {
  const { name = 'Hôtel des Trois Rives', language = 'fr', humour = false } = given
  const { id: clientId } = await house.owner.post<{ id: string }>('/api/v1/facts/client', {
    name,
    kind: 'business',
    kindConfirmedBy: 'Hélène Caradec',
    country: 'FR',
    language,
    humour,
    email: 'direction@hotel.example',
  })
  const { id: agreementId } = await house.owner.post<{ id: string }>('/api/v1/facts/agreement', {
    clientId,
    title: 'Entretien du linge',
    number: `A-${name}`,
    currency: 'EUR',
    priceMinor: '90000',
    period: 'month',
    startsOn: '2026-01-01',
    signedBy: 'M. Lenormand',
    schedule: { discounts: [{ from: '2026-01-01', to: '2026-01-31', percent: '50', why: 'opening' }] },
    indexation: { table: [{ from: '2026-04-01', factor: '1.024' }] },
  })
  for (let n = 0; n < 7; n += 1) await bill(house, { clientId, agreementId }, addMonths(day('2026-01-01'), n), 45_000n)
  const act: Story['act'] = (what, body = {}) =>
    house.owner.ask('POST', `/api/v1/acts/${what}`, { correction: story.correctionId, ...body })
  let correctionId = ''
  if (given.open !== false)
    correctionId = (
      await house.owner.post<{ id: string }>('/api/v1/acts/open-correction', {
        agreement: agreementId,
        cause: 'La remise d’ouverture n’a jamais été arrêtée.',
      })
    ).id
  const story: Story = { clientId, agreementId, correctionId, see: () => house.owner.get(`/api/v1/corrections/${correctionId}`), act }
  return story
}

/** Everything up to the talk: nine lines, statement, told in person. */
export async function told(house: House, story: Story, on = '2026-09-03'): Promise<void> {
  house.stand(on)
  for (const [name, body] of [
    ['prepare-correction', { outcomes: NINE }],
    ['write-statement', {}],
    ['ready-correction', {}],
    ['tell-correction', { on, how: 'in-person' }],
  ] as const) {
    const answer = await story.act(name, body)
    if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer.body)}`)
  }
}
