import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contextFor, faultsInAllLooks, faultsOf, hasChromium, launch, type OpenedApp, openApp } from './browser.ts'

const LIST = [
  'Invoice Number,Contact Name,Email,Currency,Invoice Date,Due Date,Total',
  'INV-1,Harbour Books,accounts@harbour-books.example,EUR,05/10/2026,10/11/2026,480.00',
].join('\n')

describe.skipIf(!hasChromium)('a firm without a mail server in Chromium', () => {
  let app: OpenedApp
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    app = await openApp()
    browser = await launch()
    page = await (await contextFor(browser)).newPage()
    await page.goto(app.running.link)
    await page.getByRole('button', { name: 'Import my invoices' }).click()
    await page.getByLabel('Name of the firm').fill('Quayside Prints')
    await page.getByLabel('Your name').fill('Ada Quill')
    await page.getByLabel('Your e-mail address').fill('ada@quayside-prints.example')
    await page.getByRole('button', { name: 'Go on to the invoices' }).click()
    const file = join(app.folder, 'invoices.csv')
    await writeFile(file, LIST)
    await page.getByRole('button', { name: 'Ada Quill' }).waitFor()
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: /^Bring in/ }).click()
    await page.getByRole('button', { name: 'Nobody has looked at the bank yet' }).click()
    await page.getByRole('button', { name: 'I have looked, up to this day' }).click()
    await page.getByRole('button', { name: 'Go live' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Go live' }).click()
    await page.getByText('Live: 20 messages a day at most.').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  test('an approved message becomes a draft to open, counts as unsent until “I sent it”, and is told on the client’s page then', async () => {
    const faults = faultsOf(page)
    await page.getByRole('button', { name: /^Approve/ }).click()
    await page.getByText('The message to Harbour Books is approved.').waitFor()
    const open = page.getByRole('link', { name: 'Open the draft' })
    await open.waitFor({ timeout: 40_000 }) // without a reload: the page hears of it
    expect(await faultsInAllLooks(page, 'today-draft')).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), open.click()])
    expect(download.suggestedFilename()).toMatch(/\.eml$/)
    const draft = await readFile(await download.path(), 'utf8')
    expect(draft).toMatch(/^To: .*accounts@harbour-books\.example/m)
    expect(draft).toMatch(/^X-Unsent: 1/m)
    expect(draft).toContain('INV-1')
    expect(faults).toEqual([])
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy the words' }).click()
    await page.locator('.opened').getByRole('button', { name: 'I sent it' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^Invoice INV-1: a short reminder\n\nDear/)
    await page.locator('.opened').getByRole('button', { name: 'I sent it' }).click()
    await page.getByRole('button', { name: 'I sent it' }).first().waitFor({ state: 'detached' })
    await page.goto(`${app.running.origin}/clients`)
    await page.getByRole('link', { name: 'Harbour Books' }).click()
    await page.getByText('Sent: First reminder').waitFor()
  }, 90_000)
})
