import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { faultsInAllLooks, faultsOf, hasChromium, sampleFirm } from './browser.ts'

/** Every page, and what shows that it is there. */
const PAGES = [
  ['/', 'Whom to contact, in this order'],
  ['/clients', 'Transports Belmonte'],
  ['/invoices', 'F-2026-'],
  ['/import', 'Drop files here'],
  ['/settings/firm', 'Legal name'],
  ['/settings/sending', 'Messages become drafts'],
  ['/settings/policy', 'The next 30 days'],
  ['/settings/phase', 'Rehearsal'],
  ['/settings/members', 'Invite a colleague'],
  ['/settings/sign-in', 'Add a passkey'],
  ['/settings/keys', 'Make a key'],
  ['/nowhere', 'There is nothing at this address'],
] as const

describe.skipIf(!hasChromium)('the pages of the sample firm in Chromium', () => {
  const sample = sampleFirm()

  const inside = async (): Promise<Page> => {
    const context = await sample.context()
    return context.newPage()
  }

  test('no accessibility fault, nothing sideways, no error: 1440 and 390 px, light and dark', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    const found: string[] = []
    for (const [path, sign] of PAGES) {
      await page.goto(`${sample.origin}${path}`)
      await page.getByText(sign).first().waitFor()
      found.push(...(await faultsInAllLooks(page, path)))
    }
    await page.goto(`${sample.origin}/clients`)
    await page.getByRole('link', { name: 'Brasserie du Quai Neuf' }).click()
    await page.getByText('What happened').waitFor()
    await page
      .getByRole('button', { name: /Where .* comes from/ })
      .first()
      .click()
    await page.getByText('Open now').waitFor()
    found.push(...(await faultsInAllLooks(page, 'client')))
    await page
      .getByRole('link', { name: /^F-2026-/ })
      .first()
      .click()
    await page.getByText('Where the open amount comes from').waitFor()
    found.push(...(await faultsInAllLooks(page, 'invoice')))
    expect(found).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  }, 240_000)

  test('a message is read, edited, approved and taken back', async () => {
    const page = await inside()
    await page.goto(sample.origin)
    await page
      .getByRole('button', { name: /Send a first reminder/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^Approve/ }).waitFor()
    const client = await page.locator('.opened h2').innerText()
    await page.keyboard.press('e')
    const words = page.getByRole('textbox', { name: 'Message' })
    await words.fill(`${await words.inputValue()}\n\nA word of my own.`)
    await page.getByRole('button', { name: /^Approve/ }).click()
    await page.getByText(`nothing leaves to ${client}`).waitFor()
    await page.keyboard.press('z')
    await page.getByRole('button', { name: new RegExp(client) }).click()
    await page.getByRole('button', { name: /^Approve/ }).waitFor()
    await page.context().close()
  })

  test('the whole day by keyboard: down the list, approve, another step not today, find a client', async () => {
    const page = await inside()
    await page.goto(sample.origin)
    await page.getByText('Whom to contact, in this order').waitFor()
    for (let step = 0; step < 20 && !(await page.getByRole('button', { name: /^Approve/ }).isVisible()); step += 1)
      await page.keyboard.press('j')
    await page.getByRole('button', { name: /^Approve/ }).waitFor()
    await page.keyboard.press('a')
    await page.getByText(/In rehearsal it stays here/).waitFor()
    const dialog = page.getByRole('dialog', { name: 'Not today' })
    for (let tries = 0; tries < 5 && !(await dialog.isVisible()); tries += 1) {
      await page.keyboard.press('s') // lost where it falls between two clients that are shown
      await dialog.waitFor({ timeout: 5000 }).catch(() => undefined)
    }
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('/')
    await page.keyboard.type('belmonte')
    await page.getByRole('option', { name: /Transports Belmonte/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Transports Belmonte' }).waitFor()
    await page.keyboard.press('p')
    await page.getByRole('dialog', { name: 'Record a payment' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText(/from Transports Belmonte recorded/).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await page.getByText('Whom to contact, in this order').waitFor()
    await page.context().close()
  }, 60_000)
})
