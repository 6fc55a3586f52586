import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axe, contextFor, faultsOf, hasChromium, sampleFirm } from './browser.ts'

const SHOTS = process.env.DUNWELL_SHOTS

describe.skipIf(!hasChromium)('disputes, plans and the list of calls in Chromium, on the sample firm', () => {
  const sample = sampleFirm()

  const inside = async (width = 1440, scheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    const context = await sample.context({ width, scheme })
    return context.newPage()
  }
  const api = async <T>(page: Page, path: string): Promise<T> =>
    (await (await page.request.get(`${sample.origin}/api/v1${path}`)).json()) as T
  const look = async (page: Page, name: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
    const { violations } = await axe(page).analyze()
    expect(violations.map(v => `${name}: ${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
    const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    expect(wide, `${name} scrolls sideways`).toBe(false)
  }
  const lateClient = async (page: Page, at: number): Promise<string> => {
    const { lines } = await api<{ lines: { clientId: string }[] }>(page, '/calls')
    return lines[at]?.clientId ?? ''
  }

  test('C14: contested on the client’s page, mended, asked of a colleague, ended with a credit note, all on screen', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    await page.goto(`${sample.origin}/clients`)
    const clientId = await lateClient(page, 1)
    await page.goto(`${sample.origin}/clients/${clientId}`)
    await page.getByRole('button', { name: 'More …' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /contest|dispute/i })
      .click()
    await page.getByLabel('Contested amount').fill('20')
    await page.getByLabel('What they ask for').selectOption('repair')
    await page.getByLabel('Who answers it').fill('Bela')
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('navigation').getByRole('link', { name: 'Disputes' }).click()
    await page.getByRole('heading', { name: 'Disputes' }).waitFor()
    await look(page, 'disputes')
    const { disputes } = await api<{ disputes: { id: string; clientId: string }[] }>(page, '/disputes')
    const mine = disputes.find(d => d.clientId === clientId)
    await page.goto(`${sample.origin}/disputes/${mine?.id ?? ''}`)
    await page.getByText('Mend something').click()
    await page.getByLabel('What we do').fill('New frames')
    await page.getByLabel('By', { exact: true }).fill('2026-12-04')
    await page.getByRole('button', { name: 'We do this' }).click()
    await page.getByText('New frames').waitFor()
    await page.getByText('Ask a colleague').click()
    await page.getByLabel('Who', { exact: true }).last().fill('Workshop')
    await page.getByRole('button', { name: 'Make a link' }).click()
    await page.getByText('It is shown only now.').waitFor()
    const link = await page.getByLabel('Link for your colleague').inputValue()
    await look(page, 'dispute')
    const phone = await inside(390, 'dark')
    await phone.goto(page.url())
    await phone.getByText('New frames').waitFor()
    await look(phone, 'dispute-390-dark')
    await phone.context().close()
    const outside = await (await contextFor(sample.browser, { width: 390, scheme: 'light' })).newPage()
    await outside.goto(link)
    await look(outside, 'ask-390')
    await outside.locator('input[value=right]').check() // the page speaks the firm’s language
    await outside.locator('#words').fill('Two frames were warped.')
    await outside.locator('form button').click()
    await outside.getByRole('status').waitFor()
    await outside.context().close()
    await page.reload()
    await page.getByText('“Two frames were warped.”').waitFor()
    await page.getByLabel('Ended with a credit note').check()
    await page.getByLabel('Number of the credit note').fill('AV-2026-7')
    await page.getByRole('button', { name: 'End the dispute' }).click()
    await page.getByText('(AV-2026-7)').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  }, 120_000)

  test('C2: a plan agreed on the client’s page, laid out as it is typed; the plans and a lapse by a person', async () => {
    for (const width of [1440, 390]) {
      const page = await inside(width, width === 390 ? 'dark' : 'light')
      await page.goto(`${sample.origin}/clients`)
      const clientId = await lateClient(page, width === 390 ? 3 : 2)
      await page.goto(`${sample.origin}/clients/${clientId}`)
      await page.getByRole('button', { name: 'More …' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Payment plan' }).click()
      await page.getByLabel('Parts', { exact: true }).fill('4')
      await page.getByRole('dialog').locator('table.plan tbody tr').nth(3).waitFor()
      await look(page, `plan-form-${width}`)
      await page.getByRole('button', { name: 'Agree on this plan' }).click()
      await page.getByRole('heading', { name: 'Payment plans' }).waitFor()
      await look(page, `plans-${width}`)
      await page.context().close()
    }
  }, 120_000)

  test('C1: daily calls begun and stopped on the list, with the last day and why', async () => {
    for (const width of [1440, 390]) {
      const page = await inside(width)
      await page.goto(`${sample.origin}/calls`)
      await page.getByRole('button', { name: 'Call every day' }).first().click()
      await page.getByRole('dialog').getByLabel('Why').fill('silent since July')
      await look(page, `daily-${width}`)
      await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click()
      await page.getByRole('button', { name: 'Stop daily calls' }).first().waitFor()
      await page.getByText('What is worth a call').click()
      await look(page, `calls-${width}`)
      await page.getByRole('button', { name: 'Stop daily calls' }).first().click()
      await page.getByRole('button', { name: 'Stop daily calls' }).waitFor({ state: 'detached' })
      await page.context().close()
    }
  }, 120_000)
})
