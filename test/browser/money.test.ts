import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { camt } from '../support/camt.ts'
import { faultsInAllLooks, faultsOf, hasChromium, sampleFirm } from './browser.ts'

describe.skipIf(!hasChromium)('bank, law, ageing and statement in Chromium', () => {
  const sample = sampleFirm()
  let open: { readonly number: string; readonly clientName: string; readonly clientId: string; readonly amount: string }

  beforeAll(async () => {
    const page = await inside()
    const answer = await page.request.get(`${sample.origin}/api/v1/invoices?show=late&currency=EUR`)
    const { rows } = (await answer.json()) as { rows: { number: string; clientName: string; clientId: string; openMinor: string }[] }
    const row = rows.find(r => rows.filter(o => o.clientId === r.clientId).length === 1) ?? rows[0]
    if (!row) throw new Error('the sample holds no late invoice')
    open = { ...row, amount: (Number(row.openMinor) / 100).toFixed(2) }
    await page.context().close()
  }, 120_000)

  const inside = async (): Promise<Page> => {
    const context = await sample.context()
    return context.newPage()
  }

  /** What the sample’s own bank left for a person. */
  async function setAllAside(page: Page): Promise<void> {
    const waiting = page.getByRole('region', { name: 'Waiting for you' })
    for (let left = await waiting.locator('.item').count(); left > 0; left -= 1) {
      await page.keyboard.press('a')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.type('not a client')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await expect.poll(() => waiting.locator('.item').count()).toBe(left - 1)
    }
  }

  test('a statement is imported, its lines matched, one confirmed and taken back, all by keyboard', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    await page.goto(`${sample.origin}/bank`)
    await page.getByRole('heading', { name: 'Bank' }).waitFor()
    await setAllAside(page)
    const lines = [
      { on: '2026-11-20', amount: open.amount, text: `Facture ${open.number}`, name: open.clientName.toUpperCase() }, // certain
      { on: '2026-11-21', amount: '77.00', text: 'acompte', name: open.clientName }, // may be theirs
      { on: '2026-11-21', amount: '3.10', text: 'intérêts', name: 'Banque' },
    ]
    const file = { name: 'novembre.xml', mimeType: 'text/xml', buffer: Buffer.from(camt(lines, { closingOn: '2026-11-22' })) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText(/3 new lines?/).waitFor()
    const waiting = page.getByRole('region', { name: 'Waiting for you' })
    await waiting.getByText('acompte').waitFor()
    expect(await waiting.locator('.item').count()).toBe(2) // the certain one is booked
    await page.keyboard.press('j')
    await page.keyboard.press('k') // back up to the bank’s interest: no client’s money
    await page.keyboard.press('a')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('interest')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await waiting.getByText('intérêts').waitFor({ state: 'hidden' })
    await page.keyboard.press('e') // booked where the person says
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type(open.clientName)
    await page.keyboard.press('Enter')
    await page.getByText('acompte').first().waitFor({ state: 'visible' })
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await waiting.waitFor({ state: 'hidden' })
    await page.keyboard.press('z') // and taken back
    await waiting.getByText('acompte').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  }, 90_000)

  test('no accessibility fault, nothing sideways: 1440 and 390 px, light and dark', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    const found: string[] = []
    for (const [path, heading] of [
      ['/bank', 'Bank'],
      ['/ageing', 'Ageing'],
      [`/law?client=${open.clientId}`, 'Rates and law'],
      [`/clients/${open.clientId}/statement`, 'Statement of account'],
      ['/interest', 'Interest'],
    ] as const) {
      await page.goto(`${sample.origin}${path}`)
      await page.getByRole('heading', { level: 1, name: new RegExp(heading) }).waitFor()
      await page.locator('main:not([aria-busy=true])').waitFor()
      found.push(...(await faultsInAllLooks(page, heading)))
    }
    expect(found).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  }, 120_000)

  test('the ages lead to a client’s statement; a rate of one’s own is given and taken back', async () => {
    const page = await inside()
    await page.goto(`${sample.origin}/ageing`)
    await page.getByRole('button', { name: 'Over 90' }).click()
    await page.locator('.ages a.row-link').first().click()
    await page.getByRole('heading', { name: 'Statement of account' }).waitFor()
    await page.goto(`${sample.origin}/law`)
    await page.getByRole('button', { name: 'Give a rate' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Series').selectOption('ECB_MRO_HALFYEAR')
    await dialog.getByLabel('First day').fill('2027-01-01')
    await dialog.getByLabel('Percent a year').fill('2.15')
    await dialog.getByLabel('Source').fill('ECB, press release')
    await dialog.getByRole('button', { name: 'Save' }).click()
    const own = page.getByText('ECB, press release')
    await own.waitFor()
    await page.locator('li', { has: own }).getByRole('button').click()
    await own.waitFor({ state: 'hidden' })
    await page.context().close()
  }, 60_000)
})
