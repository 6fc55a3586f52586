import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axe, faultsOf, hasChromium, type Look, sampleFirm } from './browser.ts'

const SHOTS = process.env.DUNWELL_SHOTS
const LOOKS = [
  { width: 1440, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const

describe.skipIf(!hasChromium)('reminding without pressing, in Chromium', () => {
  const sample = sampleFirm()

  const inside = async (look: Look = LOOKS[0]): Promise<Page> => {
    const context = await sample.context(look)
    return context.newPage()
  }
  const post = async (page: Page, path: string, body: object): Promise<unknown> => {
    const answer = await page.request.post(`${sample.origin}/api/v1${path}`, { data: body, headers: { origin: sample.origin } })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  async function examine(page: Page, name: string): Promise<void> {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
    const { violations } = await axe(page).analyze()
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
    expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  }
  /** A client of whom a message waits that is so late that the card comes first. */
  async function lateClient(page: Page): Promise<string> {
    const answer = await page.request.get(`${sample.origin}/api/v1/today`)
    const { contacts } = (await answer.json()) as { contacts: { clientId: string; act: { reasons: { code: string }[] } }[] }
    const found = contacts.find(c => c.act.reasons.some(r => r.code === 'roles-not-turned'))
    expect(found, 'the sample has a client that late').toBeDefined()
    return found?.clientId ?? ''
  }

  test.each(LOOKS)(
    'C13: the outbox says where every message stands, $width $scheme',
    async look => {
      const page = await inside(look)
      const faults = faultsOf(page)
      await post(page, '/acts/run', {})
      await page.goto(`${sample.origin}/outbox`)
      await page.getByRole('heading', { name: 'Outbox' }).waitFor()
      await page.locator('table tbody tr').first().waitFor()
      await examine(page, `outbox-${look.width}-${look.scheme}`)
      const all = await page.locator('table tbody tr').count()
      await page.getByRole('button', { name: /^Waits for approval/ }).click()
      await page.getByText('Waits for approval').nth(1).waitFor()
      expect(await page.locator('table tbody tr').count()).toBeLessThanOrEqual(all)
      expect(faults).toEqual([])
      await page.context().close()
    },
    60_000,
  )

  test.each(LOOKS)(
    'C12: the card stands beside the late message and frees it, and the client’s page says what comes, $width $scheme',
    async look => {
      const page = await inside(look)
      const faults = faultsOf(page)
      const clientId = await lateClient(page)
      await page.goto(`${sample.origin}/clients/${clientId}`)
      await page.getByRole('heading', { name: 'From their side' }).waitFor()
      await page.getByRole('heading', { name: 'What comes next', exact: true }).waitFor()
      await page.getByRole('heading', { name: 'Pressure' }).waitFor()
      await examine(page, `client-late-${look.width}-${look.scheme}`)
      if (look.width < 600) return void (await page.context().close())
      await page.getByRole('group', { name: 'They have the money' }).getByText('Went wrong').click()
      await page.getByLabel('payment in parts').check()
      await page.getByRole('button', { name: 'Looked at it from their side' }).click()
      await page.getByText('the message may be approved now').waitFor()
      await page.getByRole('heading', { name: 'From their side' }).waitFor({ state: 'detached' })
      expect(faults).toEqual([])
      await page.context().close()
    },
    60_000,
  )

  test('C13: what they say would prevent the next delay is kept by hand; a rule by segment is added and taken away', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    await page.goto(`${sample.origin}/clients`)
    await page.locator('main a[href^="/clients/"]').first().click()
    await page.getByRole('button', { name: 'Write down what they say …' }).click()
    await page.getByLabel('In their words').fill('The order number on every invoice.')
    await page.getByRole('button', { name: 'Keep this answer' }).click()
    await page.getByText('The order number on every invoice.').waitFor()
    await page.goto(`${sample.origin}/settings/policy`)
    await page.getByRole('heading', { name: 'Policies by segment' }).waitFor()
    await page.getByLabel('Segment').fill('Shops')
    await page.getByLabel('Policy', { exact: true }).selectOption('patient-public')
    await page.getByRole('button', { name: 'Add this rule' }).click()
    await page.getByText('Shops').waitFor()
    await examine(page, 'rules-1440-light')
    await page.getByRole('button', { name: 'Take away' }).click()
    await page.getByText('No rule yet').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  }, 60_000)
})
