import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, contextFor, faultsOf, hasChromium, launch, type OpenedApp, openApp } from './browser.ts'

const LIST = `Invoice Number,Contact Name,Email,Invoice Date,Due Date,Total,Currency
INV-1,Harbour Books,accounts@harbour-books.example,2026-10-01,2026-10-31,1200.00,EUR
INV-2,Mill Lane Bakery,office@mill-lane.example,2026-10-10,2026-11-09,480.50,EUR
`

describe.skipIf(!hasChromium)('the first run in Chromium', () => {
  let browser: Browser
  let context: BrowserContext
  let app: OpenedApp
  let mailServer: SMTPServer
  const mails: string[] = []

  beforeAll(async () => {
    mailServer = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, _session, done) {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          mails.push(Buffer.concat(parts).toString())
          done()
        })
      },
    })
    await new Promise<void>(resolve => mailServer.listen(0, '127.0.0.1', resolve))
    const { port } = mailServer.server.address() as AddressInfo
    app = await openApp([], { DUNWELL_SMTP_URL: `smtp://127.0.0.1:${port}` })
    browser = await launch()
    context = await contextFor(browser)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    await new Promise<void>(resolve => mailServer.close(() => resolve()))
  })

  test('from the link to the first approved message of one’s own list in 8 clicks, and the mail arrives', async () => {
    const page = await context.newPage()
    const faults = faultsOf(page)
    let clicks = 0
    const click = async (target: Locator): Promise<void> => {
      clicks += 1
      await target.click()
    }
    await page.goto(app.running.link)
    await click(page.getByRole('button', { name: 'Import my invoices' }))
    await page.getByLabel('Name of the firm').fill('Quayside Prints')
    await page.getByLabel('Your name').fill('Ada Quill')
    await page.getByLabel('Your e-mail address').fill('ada@quayside-prints.example')
    await page.getByLabel('Country').selectOption('IE') // what is typed already stays
    await click(page.getByRole('button', { name: 'Go on to the invoices' }))
    const file = join(app.folder, 'invoices.csv')
    writeFileSync(file, LIST)
    await page.getByRole('button', { name: 'Ada Quill' }).waitFor()
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('2 new invoices.').waitFor()
    await click(page.getByRole('button', { name: 'Bring in 2 invoices' }))
    await page.getByText('2 clients wait for one answer: who has paid?').waitFor() // not that all is done
    await click(page.getByRole('button', { name: 'Nobody has looked at the bank yet' }))
    await click(page.getByRole('button', { name: 'I have looked, up to this day' }))
    await page.getByText('Whom to contact, in this order').waitFor()
    await click(page.getByRole('button', { name: 'Go live' }))
    await page.getByText('Your messages name no account to pay to').waitFor() // none was typed
    await click(page.getByRole('dialog').getByRole('button', { name: 'Go live' }))
    await page.getByText('Live: 20 messages a day at most.').waitFor()
    await click(page.getByRole('button', { name: /^Approve/ }))
    await page.getByText('The message to Harbour Books is approved.').waitFor()
    expect(clicks).toBeLessThanOrEqual(8)
    await expect.poll(() => mails.length, { timeout: 40_000 }).toBe(1)
    expect(mails[0]).toMatch(/^To: .*accounts@harbour-books\.example/m)
    expect(mails[0]).toMatch(/^From: "?Ada Quill, Quayside Prints/m)
    expect(mails[0]).toContain('INV-1')
    expect(faults).toEqual([])
  }, 90_000)

  test('who has paid is ticked while looking at the bank, and one key takes all of it back; many clients with the same reason stand together', async () => {
    const page = await context.newPage()
    const file = join(app.folder, 'more.csv')
    const rows = [1, 2, 3, 4, 5].map(n => `LATER-${n},Later ${n},,24/11/2026,24/12/2026,${n}00.00`)
    writeFileSync(file, ['Invoice Number,Contact Name,Email,Invoice Date,Due Date,Total', ...rows].join('\n'))
    await page.goto(`${app.running.origin}/import`)
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByLabel('Currency of the list').selectOption('GBP')
    await page.getByText('£500.00').waitFor()
    await page.getByRole('button', { name: 'Bring in 5 invoices' }).click()
    await page.getByText('Silent today').click()
    await page.getByRole('button', { name: 'For the same reason: 4 more clients.' }).click()
    await page.getByRole('link', { name: 'Later 1', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Bank seen up to 24 November' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Mill Lane Bakery').check()
    expect((await axe(page).analyze()).violations).toEqual([])
    await dialog.getByRole('button', { name: 'I have looked, up to this day' }).click()
    await page.getByText('Payments are known up to 24 November. 1 client has paid.').waitFor()
    const open = page.locator('.item', { hasText: 'Mill Lane Bakery' })
    await expect.poll(() => open.count()).toBe(0)
    await page.keyboard.press('z')
    await open.waitFor()
  }, 60_000)
})
