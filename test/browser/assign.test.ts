import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { contextFor, faultsInAllLooks, faultsOf, hasChromium, sampleFirm } from './browser.ts'

const CLIENT = 'Menuiserie Tréguenne'

describe.skipIf(!hasChromium)('a step given to a colleague, in Chromium', () => {
  const sample = sampleFirm()
  const item = (page: Page) => page.locator('.item', { hasText: CLIENT })

  test('A12: alone one is sent to invite somebody; a step given away names whose it is, stands on their own list with what was said, and is taken back', async () => {
    const page = await (await sample.context()).newPage()
    const faults = faultsOf(page)
    await page.goto(sample.origin)
    await item(page).click()
    await page.getByRole('heading', { name: CLIENT }).waitFor()
    await page.keyboard.press('s')
    await page.getByRole('dialog').getByText('Colleague', { exact: true }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Invite a colleague' }).click()
    const invitation = page.locator('form', { hasText: 'What they may do' })
    await invitation.getByLabel('Name', { exact: true }).fill('Marc Le Goff')
    await invitation.getByLabel('E-mail address').fill('marc@atelier-merival.example')
    await invitation.getByRole('button').click()
    const link = await page.locator('pre.code').innerText()

    await page.goto(sample.origin)
    await item(page).click()
    await page.keyboard.press('s')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Colleague', { exact: true }).click()
    await dialog.locator('select').selectOption({ label: 'Marc Le Goff' })
    await dialog.locator('input').last().fill('You know Yann there.')
    await page.keyboard.press('Enter')
    await page.locator('.toast').getByText('Given to Marc Le Goff.').waitFor()
    await item(page).getByText('for Marc Le Goff').waitFor()
    expect(await faultsInAllLooks(page, 'assigned')).toEqual([])
    await page.keyboard.press('m')
    await page.getByText('Nothing was given to you.').waitFor()

    const his = await (await contextFor(sample.browser, { width: 390, scheme: 'dark' })).newPage()
    await his.goto(link.trim())
    await item(his).waitFor()
    await his.getByText('Mine', { exact: true }).click()
    await expect.poll(() => his.locator('.item').count()).toBe(1)
    await item(his).click()
    await his.getByText('Given to Marc Le Goff: “You know Yann there.”').waitFor()
    await his.context().close()

    await page.getByText('Everybody’s', { exact: true }).click()
    await page.keyboard.press('z')
    await expect.poll(() => item(page).innerText()).not.toContain('Marc')
    expect(faults).toEqual([])
    await page.context().close()
  }, 90_000)
})
