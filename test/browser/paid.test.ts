import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, contextFor, faultsInAllLooks, faultsOf, hasChromium, launch, type OpenedApp, openApp } from './browser.ts'

const LIST = `Invoice Number,Contact Name,Email,Invoice Date,Due Date,Total,Currency
INV-1,Harbour Books,accounts@harbour-books.example,2026-09-01,2026-10-01,1200.00,EUR
INV-2,Harbour Books,accounts@harbour-books.example,2026-10-10,2026-11-09,480.50,EUR
INV-3,Harbour Books,accounts@harbour-books.example,2026-10-10,2026-11-09,75000,JPY
`
/** Pages of a firm without any data, and the one thing each says to do next. */
const EMPTY = [
  ['/clients', 'Import my invoices'],
  ['/invoices', 'Import my invoices'],
  ['/ageing', 'Import my invoices'],
  ['/inbox', 'Set the mailbox'],
  ['/outbox', 'Go to Today'],
  ['/plans', 'Go to the clients'],
  ['/preflight', 'Bring in e-invoices'],
] as const

describe.skipIf(!hasChromium)('a firm of one’s own, from empty pages to what has been paid, in Chromium', () => {
  let app: OpenedApp
  let browser: Browser
  let page: Page
  let faults: string[]
  const go = (path: string) => page.goto(`${app.running.origin}${path}`)
  const toast = () => page.locator('.toast')

  beforeAll(async () => {
    app = await openApp()
    browser = await launch()
    page = await (await contextFor(browser)).newPage()
    faults = faultsOf(page)
    await page.goto(app.running.link)
    await page.getByRole('button', { name: 'Import my invoices' }).click()
    await page.getByLabel('Name of the firm').fill('Quayside Prints')
    await page.getByLabel('Your name').fill('Ada Quill')
    await page.getByLabel('Your e-mail address').fill('ada@quayside-prints.example')
    await page.getByLabel('Country').selectOption('IE')
    await page.getByRole('button', { name: 'Go on to the invoices' }).click()
    await page.getByRole('button', { name: 'Ada Quill' }).waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  test('each empty page says what will stand there and the one thing to do next', async () => {
    for (const [path, next] of EMPTY) {
      await go(path)
      await page.locator('.empty').getByRole('link', { name: next }).waitFor()
      expect((await page.locator('.empty p').innerText()).length, path).toBeGreaterThan(30)
    }
    expect(await faultsInAllLooks(page, 'empty')).toEqual([])
    expect(faults).toEqual([])
  }, 60_000)

  test('one key on an invoice records a payment: a part, nothing below zero, and one key takes it back', async () => {
    const file = join(app.folder, 'list.csv')
    writeFileSync(file, LIST)
    await go('/import')
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Bring in 3 invoices' }).click()
    await page.getByText('1 client waits for one answer').waitFor()
    await go('/invoices')
    await page.getByRole('link', { name: 'INV-3' }).click()
    await page.getByRole('button', { name: 'Record a payment' }).waitFor()
    await page.getByText('Invoice INV-3, ¥75,000').waitFor() // its own timeline
    await page.keyboard.press('p')
    const dialog = page.getByRole('dialog')
    const amount = dialog.getByLabel('Amount, JPY')
    await expect.poll(() => amount.inputValue()).toBe('75000')
    for (const [bad, why] of [['-5', 'Not more than nothing'], ['20.5', 'This is not an amount'], ['0', 'Not more than nothing']] as const) {
      await amount.fill(bad)
      await page.keyboard.press('Enter')
      await dialog.getByRole('alert').getByText(why).waitFor()
      expect(await amount.inputValue()).toBe(bad)
    } // biome-ignore format: one line a case
    expect((await axe(page).analyze()).violations).toEqual([])
    await amount.fill('25,000')
    await page.keyboard.press('Enter')
    await toast().getByText('¥25,000 from Harbour Books recorded.').waitFor()
    await page.locator('.owed').getByText('50,000').waitFor()
    await page.locator('.time').getByText('Paid ¥25,000').waitFor()
    await page.keyboard.press('z')
    await page.locator('.owed').getByText('75,000').waitFor()
  }, 60_000)

  test('one sum for some of several; what waited for them is taken back, and more than was open is said', async () => {
    await go('/')
    await page.getByRole('button', { name: 'I have looked at the bank' }).click()
    await page.getByRole('button', { name: 'I have looked, up to this day' }).click()
    await page.getByRole('button', { name: /^Approve/ }).waitFor()
    await page.keyboard.press('a')
    await toast()
      .getByText(/Harbour Books is approved|nothing leaves/)
      .waitFor()
    await go('/clients')
    await page.getByRole('link', { name: 'Harbour Books' }).click()
    await page.getByText('What happened').waitFor()
    await page.keyboard.press('p')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Invoice', { exact: true }).selectOption({ label: 'Several invoices in EUR, oldest first' })
    const amount = dialog.getByLabel('Amount, EUR')
    await expect.poll(() => amount.inputValue()).toBe('1680.50')
    await dialog.getByLabel(/INV-1/).uncheck()
    await expect.poll(() => amount.inputValue()).toBe('480.50')
    await dialog.getByRole('button', { name: 'Record this payment' }).click()
    await toast().getByText('€480.50 from Harbour Books recorded. One of their messages waited and was taken back').waitFor()
    await expect.poll(() => page.locator('.inv').first().innerText()).not.toContain('INV-2')
    await page.keyboard.press('p')
    await amount.fill('1300')
    await page.keyboard.press('Enter')
    await toast().getByText('€100.00 is more than was open, and waits for their next invoice.').waitFor()
    expect(faults).toEqual([])
  }, 60_000)

  test('a setting that is refused says so beside its field and is kept; whoever leaves with unsaved words is asked', async () => {
    await go('/settings/firm')
    const iban = page.getByLabel('IBAN for payments')
    await iban.fill('FR00 NONSENSE')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => iban.getAttribute('aria-invalid')).toBe('true')
    const why = await page.locator(`[id="${await iban.getAttribute('aria-describedby')}"]`).innerText()
    expect(why.length).toBeGreaterThan(10)
    expect(await page.getByText(why).count()).toBe(1) // not said twice
    expect(await iban.inputValue()).toBe('FR00 NONSENSE')
    expect(await iban.evaluate(e => e === e.ownerDocument.activeElement)).toBe(true)
    expect((await axe(page).analyze()).violations).toEqual([])
    await page.getByRole('link', { name: 'Calendar' }).click()
    await page.getByRole('dialog', { name: 'Not saved yet' }).getByRole('button', { name: 'Stay here' }).click()
    expect(await iban.inputValue()).toBe('FR00 NONSENSE')
    await iban.fill('')
    await page.getByRole('button', { name: 'Save' }).click()
    await toast().getByText('Saved').waitFor()
    await page.getByLabel('Legal name, if another').fill('Quayside Prints Ltd')
    await page.getByRole('link', { name: 'Calendar' }).click()
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    await page.getByRole('heading', { name: 'Public holidays' }).waitFor()
  }, 60_000)
})
