import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contextFor, faultsInAllLooks, faultsOf, hasChromium, launch, type OpenedApp, openApp } from './browser.ts'

const HEAD = 'Invoice Number,Contact Name,Email,Invoice Date,Due Date,Total,Amount Paid,Currency'
const row = (number: string, client: string, due: string, total: string, paid = '0.00'): string =>
  `${number},${client},${client.toLowerCase().replaceAll(' ', '-')}@clients.example,2026-09-01,${due},${total},${paid},EUR`
const file = (...rows: string[]) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from([HEAD, ...rows].join('\n')) })

interface Invoice {
  readonly number: string
  readonly state: string
  readonly openMinor: string
}

describe.skipIf(!hasChromium)('lists in Chromium', () => {
  let app: OpenedApp
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    app = await openApp()
    browser = await launch()
    context = await contextFor(browser)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })
  const bring = async (page: Page, ...rows: string[]): Promise<void> => {
    await page.goto(`${app.running.origin}/import`)
    await page.locator('input[type=file]').setInputFiles(file(...rows))
    await page.getByText('What comes in').waitFor()
  }
  const api = async <T>(page: Page, path: string): Promise<T> =>
    (await page.request.get(`${app.running.origin}/api/v1${path}`)).json() as Promise<T>

  test('what is not stated is asked: the kind of new clients, and for each what was sent before', async () => {
    const page = await context.newPage()
    const faults = faultsOf(page)
    await page.goto(app.running.link)
    await page.getByRole('button', { name: 'Import my invoices' }).click()
    await page.getByLabel('Name of the firm').fill('Quayside Prints')
    await page.getByLabel('Your e-mail address').fill('ada@quayside-prints.example')
    await page.getByRole('button', { name: 'Go on to the invoices' }).click()
    await page.getByText('Drop files here').waitFor()
    await bring(page, row('A-1', 'Harbour Books', '2026-10-01', '100.00'), row('A-2', 'Mill Lane', '2026-10-01', '200.00'), row('A-3', 'Mill Lane', '2026-10-15', '50.00')) // biome-ignore format: one list
    await page.getByText('2 new clients show neither a VAT nor a company number (Harbour Books, Mill Lane).').waitFor()
    await page.getByLabel('Business', { exact: true }).check()
    await page.getByText('Answer client by client').click()
    const mill = page.getByRole('group', { name: 'Mill Lane: reminded already?' })
    await mill.getByLabel('Yes, they were reminded').check()
    await mill.getByLabel('How often').fill('2')
    await mill.getByLabel('Last on').fill('2026-11-01')
    await mill.getByLabel('Last on').blur()
    expect(await faultsInAllLooks(page, 'import asks')).toEqual([])
    await page.getByText('3 invoices come in, with 2 new clients.').waitFor()
    await page.getByText('1 client who is late already begins with the first step').waitFor()
    await page.getByText('Nothing is sent to anybody by this.').waitFor()
    await page.getByRole('button', { name: 'Bring in 3 invoices' }).click()
    await page.getByText('3 rows came in.').waitFor()
    const { rows: clients } = await api<{ rows: { id: string; name: string }[] }>(page, '/clients?limit=50')
    const told = async (name: string): Promise<string> =>
      JSON.stringify(await api(page, `/clients/${clients.find(c => c.name === name)?.id}`))
    expect((await told('Mill Lane')).match(/reminder 2 of 2/g)).not.toBeNull()
    expect(await told('Harbour Books')).not.toContain('reminder')
    expect(await told('Harbour Books')).toContain('"business"')
    expect(faults).toEqual([])
    await page.close()
  }, 120_000)

  test('a newer list shows each change, asks what became of each invoice, and is taken back exactly', async () => {
    const page = await context.newPage()
    const faults = faultsOf(page)
    const invoices = async (): Promise<string[]> =>
      (await api<{ rows: Invoice[] }>(page, '/invoices?show=all&limit=50')).rows.map(i => `${i.number} ${i.openMinor}`).sort()
    await page.goto(app.running.origin)
    const before = await invoices()
    await bring(page, row('A-1', 'Harbour Books', '2026-10-05', '110.00'), row('A-4', 'Mill Lane', '2026-12-01', '75.00'))
    await page.getByText('What this list changes').waitFor()
    await page.getByText(/A-1, Harbour Books .*total with tax: €100\.00 becomes €110\.00\./).waitFor()
    await page.getByText('2 invoices are open here but not on this newer list (A-2, A-3).').waitFor()
    await page.getByText('Answer one by one').click()
    await page.getByLabel('A-2: Answer').selectOption('paid')
    await page.getByLabel('A-3: Answer').selectOption('cancelled')
    expect(await faultsInAllLooks(page, 'import newer list')).toEqual([])
    await page.getByRole('button', { name: 'Bring in 1 invoice' }).click()
    await page.getByText('2 rows came in.').waitFor()
    expect(await invoices()).not.toEqual(before)
    const after = await invoices()
    expect(after.find(i => i.startsWith('A-2'))).toBe('A-2 0')
    expect(after.find(i => i.startsWith('A-1'))).toBe('A-1 11000')
    await page.keyboard.press('z')
    await expect.poll(invoices, { timeout: 20_000 }).toEqual(before)
    expect(faults).toEqual([])
    await page.close()
  }, 120_000)

  test('PDF copies alone find their invoices by number, and what fits none is said before', async () => {
    const page = await context.newPage()
    const faults = faultsOf(page)
    await page.goto(`${app.running.origin}/import`)
    const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4 ${name}`) })
    await page.locator('input[type=file]').setInputFiles([pdf('Invoice A-1 (1).pdf'), pdf('holiday.pdf')])
    await page.getByText('no invoice: its number stands neither in the name nor in the text').waitFor()
    await page.getByText('1 PDF copy is kept with its invoice.').waitFor()
    expect(await faultsInAllLooks(page, 'import copies')).toEqual([])
    await page.getByRole('button', { name: 'Bring this in' }).click()
    await page.getByText('1 PDF copy is kept.').waitFor()
    expect(faults).toEqual([])
    await page.close()
  }, 60_000)

  test('headers nobody knows: what each column is, is said by keyboard, can be said anew, and the list comes in', async () => {
    const page = await context.newPage()
    const faults = faultsOf(page)
    await page.goto(`${app.running.origin}/import`)
    const strange = 'Qarda;Ostja;Kuupaev;Tahtaeg;Kokku xx;Raha\nQ-1;Quarry Hill;2026-10-01;2027-01-31;1234.50;EUR\n'
    await page.locator('input[type=file]').setInputFiles({ name: 'arved.csv', mimeType: 'text/csv', buffer: Buffer.from(strange) })
    const dialog = page.getByRole('dialog', { name: 'The columns of arved.csv' })
    await dialog.getByText('Still to be said: invoice number, client, invoice date, total with tax.').waitFor()
    await dialog.getByText('Quarry Hill').waitFor()
    expect(await faultsInAllLooks(page, 'import columns')).toEqual([])
    await dialog.getByLabel('The list holds').focus()
    await page.keyboard.press('Tab') // the table, which scrolls by itself
    for (let column = 1; column <= 6; column += 1) {
      await page.keyboard.press('Tab')
      for (let down = 0; down < column; down += 1) await page.keyboard.press('ArrowDown')
    }
    await dialog.getByText('All that is needed is there.').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('What comes in').waitFor()
    await page.getByRole('cell', { name: '€1,234.50' }).last().waitFor()
    await page.getByText('arved.csv', { exact: false }).and(page.locator('summary span')).first().click()
    await page.getByRole('button', { name: 'The columns are read wrongly' }).click()
    await dialog.getByLabel('Tahtaeg').selectOption('')
    await dialog.getByRole('button', { name: 'Read it so' }).click()
    await page.getByText('1 invoice has no due date').waitFor()
    await page.getByRole('button', { name: 'The columns are read wrongly' }).click()
    await dialog.getByLabel('Tahtaeg').selectOption('due date')
    await dialog.getByRole('button', { name: 'Read it so' }).click()
    await page.getByRole('button', { name: 'Bring in 1 invoice' }).click()
    await page.getByText('1 row came in.').waitFor()
    const { rows } = await api<{ rows: Invoice[] }>(page, '/invoices?show=all&limit=50')
    expect(rows.filter(i => i.number === 'Q-1').map(i => i.openMinor)).toEqual(['123450'])
    // the next list of the kind is read as the last one, and says so; what its amounts leave open is asked
    const next = strange.replace('Q-1', 'Q-2').replace('1234.50', '2.345')
    const drop = async (): Promise<void> => {
      await page.goto(`${app.running.origin}/import`)
      await page.locator('input[type=file]').setInputFiles({ name: 'next.csv', mimeType: 'text/csv', buffer: Buffer.from(next) })
    }
    await drop()
    await page.getByText('Read as it was said').waitFor()
    await page.getByText('a list read as you said').waitFor()
    await page.getByText('The list leaves open whether “2.345” is in thousands').waitFor()
    await page.getByRole('cell', { name: '€2,345.00' }).last().waitFor()
    expect(await faultsInAllLooks(page, 'import as last time')).toEqual([])
    await page.getByLabel('1,234.50: the decimals follow a point').check()
    await page.getByText('“2.345” is finer than EUR allows', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByRole('dialog', { name: 'The columns of next.csv' }).getByText('Still to be said').waitFor()
    expect(faults.filter(f => !f.includes('422'))).toEqual([])
    await page.close()
  }, 120_000)

  test('what a client said would prevent the next delay stands beside their next invoice, and beside nobody else’s', async () => {
    const page = await context.newPage()
    await page.goto(app.running.origin)
    const said = await page.request.post(`${app.running.origin}/api/v1/acts/prevention`, {
      headers: { origin: app.running.origin },
      data: { client: 'Mill Lane', answer: 'Send it to the bakery, not to the shop.' },
    })
    expect(said.status()).toBe(200)
    await page.goto(`${app.running.origin}/invoices`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('n')
    await page.getByLabel('Client', { exact: true }).fill('Harbour Books')
    await page.getByLabel('Invoice number').fill('A-9')
    expect(await page.getByText('Send it to the bakery').count()).toBe(0)
    await page.getByLabel('Client', { exact: true }).fill('mill lane')
    await page.getByText('Send it to the bakery, not to the shop.').waitFor()
    await page.close()
  }, 60_000)
})
