import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contextFor, faultsOf, hasChromium, launch, type OpenedApp, openApp } from '../browser/browser.ts'
import { ubl } from '../inbound/samples/invoices.ts'
import { type House, invoice, openHouse, owing } from './house.ts'
import { upload } from './upload.ts'

interface Entered {
  readonly number: string
  readonly dueOn: string
  readonly currency: string
  readonly totalMinor: string
  readonly clientId: string
}

describe('B12: invoices come in', () => {
  let house: House
  beforeEach(async () => {
    house = await openHouse('2026-11-24')
  })
  afterEach(() => house.close())
  const invoices = async (): Promise<readonly Entered[]> => (await house.owner.get<{ facts: Entered[] }>('/api/v1/facts/invoice')).facts

  test('B12: by hand, a due day follows from what was said and is never invented', async () => {
    const enter = (input: object) =>
      house.owner.ask('POST', '/api/v1/acts/add-invoice', { client: 'Atelier Brume', total: '1234.50', ...input })
    expect(await enter({ number: 'M-1', issuedOn: '2026-11-20' })).toMatchObject({
      status: 422,
      body: { error: { faults: [{ code: 'due-date-missing', field: 'dueOn' }] } },
    })
    expect(await invoices()).toEqual([])
    const added = await enter({ number: 'M-1', issuedOn: '2026-11-20', termsDays: 30 })
    expect(added).toMatchObject({ status: 200, body: { client: 'Atelier Brume', isNewClient: true, dueOn: '2026-12-20' } })
    expect(await enter({ number: 'M-1', termsDays: 30 })).toMatchObject({
      status: 422,
      body: { error: { faults: [{ code: 'number-twice' }] } },
    })
    expect(await invoices()).toMatchObject([{ number: 'M-1', totalMinor: '123450', currency: 'EUR', dueOn: '2026-12-20' }])
  })

  test('B12: from a CSV file, looked at first', async () => {
    const list = 'Client;E-mail;Numéro;Date;Échéance;Total TTC\nAtelier Brume;compta@brume.example;C-1;01/10/2026;31/10/2026;1 234,50\n'
    const answers = { answers: JSON.stringify({ oldDebts: 'nothing-sent' }) }
    const seen = await upload(house, '/api/v1/imports/preview', [['liste.csv', list]], answers)
    expect(seen.status).toBe(200)
    expect(await invoices()).toEqual([])
    expect((await upload(house, '/api/v1/imports', [['liste.csv', list]], answers)).status).toBe(200)
    expect(await invoices()).toMatchObject([{ number: 'C-1', totalMinor: '123450', dueOn: '2026-10-31' }])
  })

  test('B12: from an e-invoice', async () => {
    const file = ubl()
    expect((await upload(house, '/api/v1/e-invoices', [['E-1.xml', file]], {})).status).toBe(200)
    expect(await invoices()).toMatchObject([{ number: 'U-2026-001', totalMinor: '24000', dueOn: '2026-04-01' }])
    await upload(house, '/api/v1/e-invoices', [['E-1.xml', file]], {})
    expect(await invoices()).toHaveLength(1)
  })

  test('B12: from another program, by API key', async () => {
    const { key } = await house.owner.post<{ key: string }>('/api/v1/keys', { name: 'shop' })
    const send = (bearer: string) =>
      house.app.fetch(
        new Request('http://127.0.0.1:4747/api/v1/acts/add-invoice', {
          method: 'POST',
          headers: { host: '127.0.0.1:4747', 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
          body: JSON.stringify({ client: 'Atelier Brume', number: 'A-1', total: '80', dueOn: '2026-12-24' }),
        }),
      )
    expect((await send('not-a-key')).status).toBe(401)
    expect((await send(key)).status).toBe(200)
    expect(await invoices()).toMatchObject([{ number: 'A-1', totalMinor: '8000', dueOn: '2026-12-24' }])
  })
})

describe('B12: the owner’s daily mail', () => {
  const KINDS = {
    dueToday: 'Échéances du jour',
    newlyLate: 'Nouveaux retards',
    brokenPromises: 'Promesses non tenues',
    goingOut: 'À contacter',
  } as const
  const ON = '2026-11-24'

  /** A day on which each kind has something to tell. */
  async function aDayWithNews(switches: Readonly<Record<string, boolean>>): Promise<string> {
    const house = await openHouse('2026-11-16', { live: true })
    try {
      const first = await owing(house, { name: 'Prometteur', number: 'P-1', issuedOn: '2026-10-01', dueOn: '2026-10-31' })
      await house.owner.post('/api/v1/acts/promise', { invoices: ['P-1'], by: '2026-11-20' })
      await invoice(house, first.clientId, { number: 'P-2', issuedOn: '2026-10-25', dueOn: ON })
      await owing(house, { name: 'Neuf', number: 'N-1', issuedOn: '2026-10-24', dueOn: '2026-11-23' })
      await owing(house, { name: 'Tardif', number: 'T-1', issuedOn: '2026-09-01', dueOn: '2026-10-01' })
      await house.owner.post('/api/v1/settings', { key: 'daily-mail', value: switches })
      await house.run(ON)
      return house.mail.received
        .filter(m => m.to.includes('helene@atelier-merival.example'))
        .map(m =>
          m.raw.replace(/=\r\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, hex => Buffer.from(hex.replaceAll('=', ''), 'hex').toString('utf8')),
        )
        .join('\n')
    } finally {
      await house.close()
    }
  }
  const headings = (text: string): string[] => Object.entries(KINDS).flatMap(([kind, heading]) => (text.includes(heading) ? [kind] : []))

  test('B12: one mail a day tells what is due today, newly late, not kept, and who will be contacted', async () => {
    const text = await aDayWithNews({})
    expect(headings(text)).toEqual(Object.keys(KINDS))
    for (const said of ['P-2', 'N-1', 'Prometteur', 'Tardif']) expect(text).toContain(said)
  })

  test.each(Object.keys(KINDS))('B12: %s can be switched off by itself', async kind => {
    expect(headings(await aDayWithNews({ [kind]: false }))).toEqual(Object.keys(KINDS).filter(k => k !== kind))
  })

  test('B12: with every kind off there is no mail', async () => {
    expect(await aDayWithNews(Object.fromEntries(Object.keys(KINDS).map(kind => [kind, false])))).toBe('')
  })
})

describe.skipIf(!hasChromium)('B12: an invoice by hand in the app', () => {
  let app: OpenedApp
  beforeAll(async () => {
    app = await openApp(['--sample'])
  }, 120_000)
  afterAll(() => app?.stop())

  test('B12: by keyboard alone, in under 30 seconds, and taken back by one key', async () => {
    const browser = await launch()
    try {
      const page = await (await contextFor(browser)).newPage()
      const faults = faultsOf(page)
      await page.goto(app.running.link)
      await page.getByText('Whom to contact, in this order').waitFor()
      const from = performance.now()
      await page.keyboard.press('n')
      await page.getByRole('dialog', { name: 'Enter an invoice' }).waitFor()
      const type = async (text: string, tabs = 1): Promise<void> => {
        await page.keyboard.type(text)
        for (let i = 0; i < tabs; i += 1) await page.keyboard.press('Tab')
      }
      await page.getByLabel('Client', { exact: true }).pressSequentially('Papeterie Nouvelle')
      await page.getByText('A new client').waitFor()
      await page.keyboard.press('Tab')
      await type('compta@papeterie.example')
      await type('H-1')
      await page.getByLabel('Amount with tax').focus()
      await type('1 234,50', 2)
      await type('30', 0)
      await page.getByText(/Due on \w+day/).waitFor()
      await page.keyboard.press('Enter')
      await page.getByText(/H-1 of Papeterie Nouvelle is entered/).waitFor()
      expect((performance.now() - from) / 1000).toBeLessThan(30)
      await page.keyboard.press('z')
      await page.keyboard.press('/')
      await page.keyboard.type('Papeterie Nouv')
      await page.getByText('Nothing has “Papeterie Nouv”').waitFor()
      expect(faults).toEqual([])
    } finally {
      await browser.close()
    }
  }, 90_000)
})
