import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { faultsInAllLooks, faultsOf, hasChromium, sampleFirm } from './browser.ts'

describe.skipIf(!hasChromium)('the firm’s own ways in Chromium: bank lists, words, days off, statements', () => {
  const sample = sampleFirm()
  const inside = async (path: string): Promise<Page> => {
    const context = await sample.context()
    const page = await context.newPage()
    await page.goto(sample.origin + path)
    return page
  }
  const list = (rows: readonly string[], name: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })

  test('the columns of a bank’s list are said once and remembered for the next one', async () => {
    const page = await inside('/bank')
    const faults = faultsOf(page)
    await page.getByRole('heading', { name: 'Bank', level: 1 }).waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles(list(['Kuupaev|Selgitus|Summa', '20/11/2026|ARVE|12,50', '21/11/2026|TASU|-3,00'], 'pank.csv'))
    await page.getByRole('heading', { name: 'The columns of pank.csv' }).waitFor()
    await page.getByLabel('Column 1').selectOption('day')
    await page.getByLabel('Column 2').selectOption('text')
    await page.getByLabel('Column 3').selectOption('amount')
    expect(await faultsInAllLooks(page, 'bank columns')).toEqual([])
    await page.getByRole('button', { name: 'Read it so' }).click()
    await page.getByText(/2 new lines/).waitFor()
    await page.getByRole('heading', { name: 'The columns of pank.csv' }).waitFor({ state: 'hidden' })
    await page.locator('input[type=file]').setInputFiles(list(['Kuupaev|Selgitus|Summa', '22/11/2026|ARVE|99,00'], 'next.csv'))
    await page.getByText(/One new line/).waitFor() // not asked again
    expect(faults).toEqual([])
    await page.context().close()
  }, 120_000)

  test('every sentence of a message is edited and seen as the client would get it', async () => {
    const page = await inside('/settings/texts')
    await page.getByLabel('Message').selectOption('tone2')
    await page.getByLabel('Language').selectOption('en')
    await page.getByText('wrote to you a while ago').first().waitFor()
    await page.getByLabel('Farewell').fill('Yours, {{ person }}')
    await page.locator('pre.mail-text').getByText('Yours, ').waitFor()
    await page.getByLabel('Deadline, as a sentence').fill('Soon.')
    await page
      .getByText(/lacks the new deadline|deadline/)
      .first()
      .waitFor()
    expect(await faultsInAllLooks(page, 'own words')).toEqual([])
    await page.context().close()
  }, 120_000)

  test('a public holiday is worked on after all, and taken back', async () => {
    const page = await inside('/settings/calendar')
    const row = page.getByRole('region', { name: 'Public holidays' }).locator('tr', { hasText: /December 25|25 December/ })
    await row.getByRole('button', { name: 'Work on this day' }).click()
    await row.getByText('Worked after all').waitFor()
    await row.getByRole('button').click()
    await row.getByRole('button', { name: 'Work on this day' }).waitFor()
    expect(await row.innerText()).toContain('Christmas Day')
    expect(await faultsInAllLooks(page, 'calendar')).toEqual([])
    await page.context().close()
  }, 120_000)

  test('statements once a month are set, and the language of the app goes with the person', async () => {
    const page = await inside('/settings/sending')
    await page.getByLabel('To everyone with something open').check()
    await page.getByLabel('From this day of the month').fill('5')
    await page.locator('form', { hasText: 'Statements of account' }).getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved').first().waitFor()
    expect(await faultsInAllLooks(page, 'statements')).toEqual([])
    const settings = await (await page.request.get(`${sample.origin}/api/v1/settings`)).json()
    expect(settings).toMatchObject({ settings: { statements: { everyone: true, day: 5, byItself: false } } })
    await page.request.post(`${sample.origin}/api/v1/members/me/language`, {
      data: { language: 'pl' },
      headers: { origin: sample.origin },
    })
    await page.context().close()
    const elsewhere = await inside('/')
    await elsewhere.locator('main h1').first().waitFor()
    expect(await elsewhere.locator('html').getAttribute('lang')).toBe('pl')
    await elsewhere.context().close()
  }, 120_000)
})
