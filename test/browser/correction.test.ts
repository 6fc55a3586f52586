import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, contextFor, faultsOf, hasChromium, launch, type OpenedApp, openApp } from './browser.ts'

const SHOTS = process.env.DUNWELL_SHOTS

describe.skipIf(!hasChromium)('the correction desk in Chromium', () => {
  let app: OpenedApp
  let browser: Browser
  let page: Page
  let faults: string[]

  beforeAll(async () => {
    app = await openApp()
    browser = await launch()
    page = await (await contextFor(browser)).newPage()
    faults = faultsOf(page)
    await page.goto(app.running.link)
    await page.getByRole('button', { name: 'Import my invoices' }).waitFor()
    await post('/firm', { name: 'Atelier Mérival', country: 'FR', currency: 'EUR', language: 'fr' })
    await sixHalves()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  /** A request as the app itself makes it. */
  const post = async (path: string, body: object): Promise<{ id: string }> => {
    const answer = await page.request.post(`${app.running.origin}/api/v1${path}`, { data: body, headers: { origin: app.running.origin } })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as { id: string } // the routes answer so
  }

  /** Six months at half price before the clock’s day, 24 November 2026. */
  async function sixHalves(): Promise<void> {
    const client = await post('/facts/client', { name: 'Hôtel des Trois Rives', kind: 'business', country: 'FR', language: 'ja' })
    const agreement = await post('/facts/agreement', {
      clientId: client.id,
      title: 'Entretien',
      number: 'A-1',
      currency: 'EUR',
      priceMinor: '90000',
      period: 'month',
      startsOn: '2026-05-01',
      signedBy: 'M. Lenormand',
    })
    for (let month = 5; month <= 10; month += 1) {
      const on = `2026-${String(month).padStart(2, '0')}-03`
      await post('/facts/invoice', {
        clientId: client.id,
        agreementId: agreement.id,
        number: `F-${month}`,
        issuedOn: on,
        dueOn: `2026-${String(month + 1).padStart(2, '0')}-02`,
        currency: 'EUR',
        totalMinor: '54000',
        taxMinor: '9000',
      })
    }
  }

  async function examine(name: string): Promise<void> {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${width}.png`), fullPage: true })
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect(wide, `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(0)
      const { violations } = await axe(page).analyze()
      expect(violations.map(v => `${name}: ${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  test('A1–A15: from the found difference to the past given away, and the bill never leaves unannounced', async () => {
    await page.goto(`${app.running.origin}/corrections`)
    await page.getByText('€2,700.00 too little').waitFor()
    await examine('corrections')
    await page.getByRole('button', { name: 'Open the case' }).click()
    await page.getByRole('heading', { name: 'Hôtel des Trois Rives was billed too little for 6 periods' }).waitFor()
    await page.getByRole('link', { name: 'Corrections 1' }).waitFor()
    await examine('case')

    // A5: the talk is not ready while a line is empty
    const ready = page.getByRole('button', { name: 'Mark the talk ready' })
    expect(await ready.getAttribute('aria-disabled')).toBe('true')
    for (const box of await page.locator('.three textarea').all()) await box.fill('prepared')
    await page.getByRole('button', { name: 'Keep these lines' }).click()
    await page.getByText('9 lines are empty').waitFor({ state: 'detached' })

    // A2: an answer before the client knows is refused in words
    await page.getByLabel('On the next invoice').check()
    await page.getByRole('button', { name: 'Record the answer' }).click()
    await page.getByText('The client does not know yet').waitFor()

    // A3, A6
    await page.getByRole('button', { name: 'Write the statement' }).click()
    await page.getByRole('link', { name: 'Read it' }).waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Set the talk' }).click()
    await page.getByLabel('Day').fill('2026-11-26')
    await page.getByLabel('Where').fill('At the hotel')
    await page.locator('form').getByRole('button', { name: 'Set the talk' }).click()
    await page.getByRole('link', { name: 'Calendar invite' }).waitFor()
    await ready.click()
    await page.getByText('The talk is ready.').waitFor()
    await page.getByRole('button', { name: 'The client was told' }).click()
    await page.getByRole('button', { name: 'Record it' }).click()
    await page.getByRole('heading', { name: 'The catch-up bill may leave' }).waitFor()
    await page.getByText('次回の請求書に含めるか').waitFor()

    // A10: they refuse and are forgiven
    await page.getByLabel('The past is a gift').check()
    await page.getByLabel('Reason', { exact: true }).fill('Ten years together')
    await page.getByLabel('What was agreed for the future').fill('900.00 from November')
    await page.getByRole('button', { name: 'Record the answer' }).click()
    await page.getByText('Waived €2,700.00: Ten years together. Agreed: 900.00 from November').waitFor()
    await page.getByRole('heading', { name: 'What came back' }).waitFor()
    await examine('forgiven')
    expect(faults.filter(f => !f.includes('422'))).toEqual([])
  }, 120_000)

  test('B6: a paper is kept from the client’s page in three moves and downloaded in one', async () => {
    await page.goto(`${app.running.origin}/clients`)
    await page.getByRole('link', { name: 'Hôtel des Trois Rives' }).first().click()
    await page.getByRole('button', { name: 'Keep a paper' }).click()
    await page
      .locator('input[name=files]')
      .setInputFiles({ name: 'bon de commande.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 signed') })
    await page.getByRole('button', { name: 'Keep it' }).click()
    const link = page.getByRole('link', { name: 'bon de commande.pdf' })
    await link.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('bon de commande.pdf')
  }, 60_000)
})
