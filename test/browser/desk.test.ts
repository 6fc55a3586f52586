import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, contextFor, faultsOf, hasChromium, type Look, type OpenedApp, openInside } from './browser.ts'

const SHOTS = process.env.DUNWELL_SHOTS

describe.skipIf(!hasChromium)('the decision desk in Chromium', () => {
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

  const inside = async (look: Look): Promise<Page> => {
    const context = await contextFor(browser, look)
    await context.addCookies(cookies)
    return context.newPage()
  }

  async function examine(page: Page, name: string): Promise<void> {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
    const { violations } = await axe(page).analyze()
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
    expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  }

  const openDesk = async (page: Page): Promise<void> => {
    await page.goto(`${app.running.origin}/decisions`)
    await page.locator('.desk-list tbody a').first().click()
    await page.getByText('What you believe').waitFor()
  }

  test.each([
    { width: 1440, scheme: 'light' },
    { width: 1440, scheme: 'dark' },
    { width: 390, scheme: 'light' },
  ] as const)('C4: every way on stands beside the others, reads clean and fits, $width $scheme', async look => {
    const page = await inside(look)
    const faults = faultsOf(page)
    await page.goto(`${app.running.origin}/decisions`)
    await page.locator('.desk-list tbody a').first().waitFor()
    await examine(page, `desks-${look.width}-${look.scheme}`)
    await openDesk(page)
    expect(await page.locator('.ways .way-name').count()).toBeGreaterThanOrEqual(6)
    await examine(page, `desk-${look.width}-${look.scheme}`)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('C4: a slider moves the page at once, and the opened figure adds up', async () => {
    const page = await inside({ width: 1440, scheme: 'light' })
    await openDesk(page)
    const agency = page.locator('.ways tr', { has: page.getByRole('button', { name: 'Agency', exact: true }) }).locator('td.net')
    const before = await agency.innerText()
    const slider = page.getByRole('slider', { name: /Agency’s fee/ })
    await slider.fill('10')
    await expect.poll(() => agency.innerText()).not.toBe(before)
    await page.getByRole('button', { name: 'Agency', exact: true }).click()
    const figures = await page.locator('.reckon .segs td.amount:last-child').allInnerTexts()
    const numbers = figures.map(f => Number(f.replace(/[^\d−]/g, '').replace('−', '-')))
    const sum = numbers.at(-1) ?? 0
    expect(Math.abs(numbers.slice(0, -1).reduce((a, b) => a + b, 0) - sum)).toBeLessThanOrEqual(3)
    await page.getByRole('button', { name: 'Back to what is known' }).click()
    await expect.poll(() => agency.innerText()).toBe(before)
    await page.context().close()
  })

  test('C5: a line is left out by name from the screen, and stays so', async () => {
    const page = await inside({ width: 1440, scheme: 'light' })
    await openDesk(page)
    const open = page.locator('.tried li.not')
    const before = await open.count()
    await page.getByRole('button', { name: 'Leave out by name' }).first().click()
    await page.getByLabel('Your name').fill('Hélène Caradec')
    await page.getByLabel('Why').fill('They moved, nobody answers.')
    await page.getByRole('button', { name: 'Leave it out' }).click()
    await expect.poll(() => open.count()).toBe(before - 1)
    await page.getByText('left out by Hélène Caradec').waitFor()
    await page.context().close()
  })

  test('C15: the court’s data sheet opens on the desk, says it is not filed, and reads clean', async () => {
    const page = await inside({ width: 390, scheme: 'light' })
    await openDesk(page)
    await page.getByRole('button', { name: 'Court', exact: true }).click()
    await page.getByRole('button', { name: /^Data sheet/ }).first().click() // biome-ignore format: one line
    await page.getByText('This is not legal advice').waitFor()
    await page.locator('.court-sheet dt').first().waitFor()
    await examine(page, 'court-390')
    await page.context().close()
  })
})
