import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oneTimeToken, openAuth } from '../../src/shell/auth/auth.ts'
import { secretIn } from '../../src/shell/auth/secret.ts'
import { OWNER } from '../../src/shell/http/app.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { totp } from '../support/totp.ts'
import { contextFor, faultsInAllLooks, faultsOf, hasChromium, type Inside, openInside } from './browser.ts'

describe.skipIf(!hasChromium)('codes of an authenticator app in Chromium', () => {
  let inside: Inside
  let browser: Browser
  beforeAll(async () => {
    inside = await openInside()
    browser = inside.browser
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await inside?.app.stop()
  })

  /** Another sign-in link of the owner, as the terminal prints one at each start. */
  async function anotherLink(): Promise<string> {
    const { folder, running } = inside.app
    const store = await openFileStore(join(folder, 'sample.sqlite'))
    const secret = await secretIn(join(folder, 'secret'))
    const auth = await openAuth(store, { origin: running.origin, secret, cookiePrefix: 'dunwell-sample' })
    const token = await oneTimeToken(auth, OWNER.email)
    await store.close()
    return `${running.origin}/enter/${token}`
  }

  test('set up in settings, asked after the next link, switched off again', async () => {
    const context = await contextFor(browser)
    await context.addCookies(inside.cookies)
    const page = await context.newPage()
    const faults = faultsOf(page)
    await page.goto(`${inside.app.running.origin}/settings/sign-in`)
    await page.getByRole('button', { name: 'Set up codes' }).click()
    await page.getByRole('img', { name: 'Square code' }).waitFor()
    const secret = await page.locator('.code:not(.spare)').innerText()
    expect((await page.locator('.code.spare').innerText()).split('\n')).toHaveLength(10)
    expect(await faultsInAllLooks(page, 'second-factor-setup')).toEqual([])
    await page.getByLabel('Code', { exact: true }).fill(totp(secret))
    await page.getByRole('button', { name: 'Ask for codes from now on' }).click()
    await page.getByText('A code is asked for when you sign in by link.').waitFor()

    const elsewhere = await contextFor(browser)
    const other = await elsewhere.newPage()
    await other.goto(await anotherLink())
    await other.getByRole('heading', { name: 'Your code' }).waitFor()
    expect(await faultsInAllLooks(other, 'second-factor-asked')).toEqual([])
    await other.getByLabel('Code', { exact: true }).fill('000000')
    await other.keyboard.press('Enter')
    await other.getByText('This code is not right.').waitFor()
    await other.getByLabel('Code', { exact: true }).fill(totp(secret))
    await other.keyboard.press('Enter')
    await other.getByText('Whom to contact, in this order').waitFor()
    await elsewhere.close()

    await page.getByLabel('Code', { exact: true }).fill(totp(secret))
    await page.getByRole('button', { name: 'Switch codes off' }).click()
    await page.getByRole('button', { name: 'Set up codes' }).waitFor()
    expect(faults).toEqual([])
    await context.close()
  }, 90_000)
})
