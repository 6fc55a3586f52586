import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contextFor, faultsOf, hasChromium, type OpenedApp, openInside } from './browser.ts'

const LOOKS = [
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const

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
  let app: OpenedApp
  let browser: Browser
  let cookies: Awaited<ReturnType<BrowserContext['cookies']>>

  beforeAll(async () => {
    ;({ app, browser, cookies } = await openInside())
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  const inside = async (look: (typeof LOOKS)[number]): Promise<Page> => {
    const context = await contextFor(browser, look)
    await context.addCookies(cookies)
    return context.newPage()
  }

  async function examine(page: Page, where: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(
      v =>
        `${where}: ${v.id}: ${v.nodes
          .map(n => n.target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    )
    expect(found).toEqual([])
    const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(sideways, `${where} scrolls sideways`).toBe(0)
  }

  test.each(LOOKS)(
    'no accessibility fault, nothing sideways, no error: $width px, $scheme',
    async look => {
      const page = await inside(look)
      const faults = faultsOf(page)
      for (const [path, sign] of PAGES) {
        await page.goto(`${app.running.origin}${path}`)
        await page.getByText(sign).first().waitFor()
        await examine(page, `${path} ${look.width} ${look.scheme}`)
      }
      await page.goto(`${app.running.origin}/clients`)
      await page.getByRole('link', { name: 'Brasserie du Quai Neuf' }).click()
      await page.getByText('What happened').waitFor()
      await page
        .getByRole('button', { name: /Where .* comes from/ })
        .first()
        .click()
      await page.getByText('Open now').waitFor()
      await examine(page, `client ${look.width} ${look.scheme}`)
      await page
        .getByRole('link', { name: /^F-2026-/ })
        .first()
        .click()
      await page.getByText('Where the open amount comes from').waitFor()
      await examine(page, `invoice ${look.width} ${look.scheme}`)
      expect(faults).toEqual([])
      await page.context().close()
    },
    180_000,
  )

  test('a message is read, edited, approved and taken back', async () => {
    const page = await inside(LOOKS[0])
    await page.goto(app.running.origin)
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
    const page = await inside(LOOKS[0])
    await page.goto(app.running.origin)
    await page.getByText('Whom to contact, in this order').waitFor()
    for (let step = 0; step < 20 && !(await page.getByRole('button', { name: /^Approve/ }).isVisible()); step += 1)
      await page.keyboard.press('j')
    await page.getByRole('button', { name: /^Approve/ }).waitFor()
    await page.keyboard.press('a')
    await page.getByText(/In rehearsal it stays here/).waitFor()
    await page.keyboard.press('s')
    const dialog = page.getByRole('dialog', { name: 'Not today' })
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
