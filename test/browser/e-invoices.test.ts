import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clockOn } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { FolderWatch } from '../../src/shell/inbound/folder.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'
import { cdar, ubl } from '../inbound/samples/invoices.ts'
import { zip } from '../support/archive.ts'
import { axe, contextFor, faultsOf, hasChromium, launch, type OpenedApp, openApp, TUESDAY } from './browser.ts'

const SHOTS = process.env.DUNWELL_SHOTS
const own = (xml: string): string => xml.replaceAll('Nordlicht Werkstatt GmbH', 'Atelier Mérival')

describe.skipIf(!hasChromium)('e-invoices in Chromium', () => {
  let app: OpenedApp
  let browser: Browser
  let page: Page
  let faults: string[]
  let folder: string

  beforeAll(async () => {
    app = await openApp()
    folder = join(app.folder, 'invoices')
    mkdirSync(folder)
    browser = await launch()
    page = await (await contextFor(browser)).newPage()
    faults = faultsOf(page)
    await page.goto(app.running.link)
    await page.getByRole('button', { name: 'Import my invoices' }).waitFor()
    const data = { name: 'Atelier Mérival', country: 'FR', currency: 'EUR', language: 'en' }
    await page.request.post(`${app.running.origin}/api/v1/firm`, { data, headers: { origin: app.running.origin } })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  const shot = async (name: string): Promise<void> => {
    if (!SHOTS) return
    for (const [width, scheme] of [
      [1440, 'light'],
      [1440, 'dark'],
      [390, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
      await page.emulateMedia({ colorScheme: scheme })
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${scheme}.png`), fullPage: true })
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  /** Clean of faults of access, and not scrolled sideways on a telephone. */
  const fits = async (): Promise<void> => {
    expect((await axe(page).analyze()).violations.map(v => `${v.id}: ${v.nodes[0]?.target}`)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  test('B12: invoices, an archive of them and a list dropped together; days to pay are asked where no file says them', async () => {
    await page.goto(`${app.running.origin}/import`)
    const undated = own(ubl())
      .replaceAll('U-2026-001', 'U-9')
      .replace(/<cbc:(DueDate|BuyerReference)>.*\n|<cac:OrderReference>.*\n/g, '')
    const csv = 'Client;N° facture;Date facture;Échéance;Total TTC;Solde\nDupont SARL;F-1;03/09/2026;15/10/2026;1 200,00;1 200,00\n'
    await page.setInputFiles('input[type=file]', [
      { name: 'a.xml', mimeType: 'application/xml', buffer: Buffer.from(own(ubl())) },
      { name: 'more.zip', mimeType: 'application/zip', buffer: Buffer.from(zip([{ name: 'b.xml', bytes: Buffer.from(undated) }])) },
      { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
    ])
    await page.getByRole('button', { name: '30' }).click()
    await page.getByRole('heading', { name: 'E-invoices', exact: true }).waitFor()
    await page.getByText('U-9').waitFor()
    await page.getByText('€240.00').first().waitFor()
    await page.getByText('F-1').first().waitFor()
    await shot('import-mixed')
    await fits()
    await page.getByRole('button', { name: 'Bring in 2 documents' }).click()
    await page.getByRole('button', { name: '2 documents came in.' }).waitFor()
    await page
      .getByRole('radio', { name: /nothing/i })
      .first()
      .check()
    await page.getByRole('button', { name: 'Bring in 1 invoice' }).last().click()
    await page.waitForURL(`${app.running.origin}/`)
    const { rows } = (await (await page.request.get(`${app.running.origin}/api/v1/invoices?show=all`)).json()) as {
      rows: { number: string }[]
    }
    expect(rows.map(r => r.number).sort()).toEqual(['F-1', 'U-2026-001', 'U-9'])
  }, 60_000)

  test('B12: a folder is set, and what waits is named on Today and settled there', async () => {
    await page.goto(`${app.running.origin}/settings/invoice-folder`)
    const path = page.getByLabel('Folder', { exact: true })
    await path.fill(join(folder, 'absent'))
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('There is no folder').first().waitFor()
    await path.fill(folder)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('” is watched.').waitFor()
    writeFileSync(join(folder, 'corrected.xml'), own(ubl({ lines: 3 })))
    writeFileSync(join(folder, 'broken.xml'), own(ubl()).replace('</Invoice>', ''))
    await lookInFolder()
    await page.goto(app.running.origin)
    await page.getByText('corrected.xml').waitFor()
    await page.getByText('This file would change: total, tax.').waitFor()
    await page.getByText('The XML is broken').waitFor()
    await shot('today-arrived')
    await fits()
    await page.getByRole('button', { name: 'Bring it in' }).click()
    await page.getByText('“corrected.xml” came in.').waitFor()
    await page.getByText('corrected.xml', { exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Leave it out' }).click()
    await page.getByText('“broken.xml” was left out.').waitFor()
    await page.goto(`${app.running.origin}/settings/invoice-folder`)
    await page.getByText('What came last').waitFor()
    await shot('settings-folder')
    await fits()
  }, 60_000)

  test('B5: the list of what to mend, each in words', async () => {
    await page.goto(`${app.running.origin}/preflight`)
    await page.getByText('2 e-invoices were checked.').waitFor()
    await page.getByText('names neither order number nor buyer reference').waitFor()
    await shot('preflight')
    await fits()
    await page.getByRole('link', { name: 'U-9' }).click()
    await page.getByText('names neither order number nor buyer reference').waitFor()
    await shot('invoice-facts')
    await fits()
  }, 60_000)

  test('B5: a status document on screen: what it disputes rests, what it says of the arrival is known, its paper is there', async () => {
    const arrived = async (name: string, code: '204' | '207'): Promise<void> => {
      const buffer = Buffer.from(cdar(code).replaceAll('F-77', 'U-2026-001'))
      const files = { name, mimeType: 'application/xml', buffer }
      const answer = await page.request.post(`${app.running.origin}/api/v1/e-invoices`, {
        multipart: { files },
        headers: { origin: app.running.origin },
      })
      expect(answer.status(), await answer.text()).toBe(200)
    }
    await arrived('viewed.xml', '204')
    await arrived('disputed.xml', '207')
    await page.goto(`${app.running.origin}/invoices`)
    await page.getByRole('link', { name: 'U-2026-001' }).click()
    await page.getByText('disputed.xml').waitFor()
    await page.getByText('nothing is asked about it').waitFor()
    expect(await page.getByText('hours.csv').count()).toBe(1) // both files of this invoice enclosed it
    await shot('invoice-status')
    await fits()
    const { facts } = (await (await page.request.get(`${app.running.origin}/api/v1/facts/dispute`)).json()) as {
      facts: { words: string }[]
    }
    expect(facts.map(f => f.words)).toEqual(['CDAR 207; TX_TVA_ERR Taux Rectifier'])
  }, 60_000)

  test('B5: the same in another language: no sentence of it remains English', async () => {
    await page.evaluate("localStorage.setItem('dunwell-language', 'fr')")
    await page.goto(`${app.running.origin}/preflight`)
    await page.getByText('ne porte ni numéro de commande ni référence de l’acheteur').waitFor()
    await shot('preflight-fr')
    writeFileSync(join(folder, 'cassée.xml'), own(ubl()).replaceAll('U-2026-001', 'U-10').replace('</Invoice>', ''))
    await lookInFolder()
    await page.goto(app.running.origin)
    await page.getByText('Le XML est cassé. Redemandez le fichier à l’expéditeur.').waitFor()
    await page.evaluate("localStorage.removeItem('dunwell-language')")
    await page.goto(`${app.running.origin}/settings/sending`)
    await page.getByText('Mail is not signed here.').waitFor()
    await page.getByLabel('How to sign in').last().selectOption('token')
    await page.getByLabel('Address that renews tokens').waitFor()
    await shot('settings-sending')
    await fits()
    expect(faults.filter(f => !f.includes('422'))).toEqual([])
  }, 30_000)

  /** What the app does every minute, done now beside it. */
  async function lookInFolder(): Promise<void> {
    const store = await openFileStore(join(app.folder, 'd.sqlite'))
    try {
      const place = await enterWorkspace(store, clockOn(TUESDAY, 'Europe/Paris'), 'system:schedule', 'daily run')
      await new FolderWatch().lookTwice(place, configFrom({}), 50)
    } finally {
      await store.close()
    }
  }
})
