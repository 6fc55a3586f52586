import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, contextFor, faultsOf, hasChromium, type OpenedApp, openInside } from './browser.ts'

interface Desk {
  lines: { clientId: string; name: string }[]
}
const SHOTS = process.env.DUNWELL_SHOTS

describe.skipIf(!hasChromium)('a call in Chromium, on the sample firm', () => {
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

  const inside = async (width = 1440, scheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    const context = await contextFor(browser, { width, scheme })
    await context.addCookies(cookies)
    return context.newPage()
  }
  const api = async <T>(page: Page, path: string): Promise<T> =>
    (await (await page.request.get(`${app.running.origin}/api/v1${path}`)).json()) as T
  const examine = async (page: Page, where: string): Promise<void> => {
    const { violations } = await axe(page).analyze()
    expect(violations.map(v => `${where}: ${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
    const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    expect(wide, `${where} scrolls sideways`).toBe(false)
  }
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: name.includes('full') })
  }

  test('D5: notes kept through a crash (D6: the three questions by keyboard alone) (D7: ended with a date and an amount) (D9: read back)', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    await page.goto(`${app.running.origin}/clients`)
    const { lines } = await api<Desk>(page, '/calls')
    const clientId = lines[0]?.clientId ?? ''
    await page.goto(`${app.running.origin}/calls/brief/${clientId}`)
    await page.getByRole('button', { name: 'Start the call' }).waitFor()
    await shoot(page, 'brief')
    await examine(page, 'brief')
    const began = Date.now()
    await page.keyboard.press('s')
    await page.locator('.foot').waitFor()
    expect(await page.locator('.foot').innerText()).toContain('The call has no ending yet')
    await page.keyboard.press('n')
    await page.keyboard.type('July good, August rain.')
    await page.getByText(/Saved as you type, \d\d/).waitFor()
    await page.keyboard.type(' Supplier changed.')
    await page.context().setOffline(true)
    await page.keyboard.type(' And the line dropped')
    await page.context().setOffline(false)
    await page.reload() // the browser crashed: all that was typed is there
    expect(await page.getByLabel('Notes').inputValue()).toBe('July good, August rain. Supplier changed. And the line dropped')
    await page.keyboard.press('r')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('1')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('12122026')
    await page.keyboard.press('Escape')
    await page.keyboard.press('2')
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.keyboard.press('3')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.type('12122026')
    await page.keyboard.press('Escape')
    await page.getByText('Everything is there.').waitFor()
    await shoot(page, 'call')
    await examine(page, 'call')
    await page.keyboard.press('r')
    await page.getByRole('dialog').waitFor()
    await page.getByLabel('They agree').focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'End the call' }).and(page.locator('[aria-disabled=false]')).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The call has ended.' }).waitFor()
    expect(Date.now() - began).toBeLessThan(180_000)
    await shoot(page, 'after')
    await examine(page, 'after')
    const kept = await api<{ facts: { ending: string; notes: string; readBackAnswer: string }[] }>(page, `/facts/call?clientId=${clientId}`)
    expect(kept.facts[0]).toMatchObject({ ending: 'promise', readBackAnswer: 'agreed', notes: expect.stringContaining('Supplier changed') })
    const tasks = await api<{ facts: { title: string; dueOn: string }[] }>(page, `/facts/task?clientId=${clientId}`)
    expect(tasks.facts.find(t => t.title === 'call-back')?.dueOn).toBe('2026-12-12')
    expect(faults.filter(f => !/ERR_INTERNET_DISCONNECTED/.test(f))).toEqual([])
    await page.context().close()
  }, 120_000)

  test('D4: when it gets rough, one key pauses and books the call back', async () => {
    const page = await inside()
    const { lines } = await api<Desk>(page, '/calls')
    const clientId = lines.at(-1)?.clientId ?? ''
    await page.goto(`${app.running.origin}/calls/brief/${clientId}`)
    await page.getByRole('button', { name: 'Start the call' }).click()
    await page.locator('.foot').waitFor()
    await page.getByText('If it gets rough').click()
    await page.keyboard.press('b')
    await page.getByRole('dialog').getByRole('button', { name: 'Pause, call back' }).click()
    await page.getByRole('heading', { name: 'The call has ended.' }).waitFor()
    const kept = await api<{ facts: { ending: string; callBackAt: string }[] }>(page, `/facts/call?clientId=${clientId}`)
    expect(kept.facts[0]).toMatchObject({ ending: 'paused', callBackAt: '15:00' })
    await page.context().close()
  }, 60_000)

  test('C16: practice on an invented client: the real screen, an excuse answered, a plan, and nothing recorded', async () => {
    const page = await inside(390, 'dark')
    await page.goto(`${app.running.origin}/calls`)
    const before = await api<{ facts: unknown[] }>(page, '/facts/call?limit=1000')
    await page.getByRole('link', { name: 'Brasserie du Port' }).click()
    await page.getByText('Practice: nothing is recorded').waitFor()
    await page.getByRole('searchbox', { name: 'Find an excuse' }).fill('cheque post')
    await page.getByText('“Le chèque est parti”').click()
    await page.getByText('Pouvez-vous me donner le numéro').waitFor()
    await page.locator('#cheque-in-the-post-number').fill('0004182')
    await page.getByRole('button', { name: 'In parts' }).click()
    await page.getByText('Within what you set').waitFor()
    await page.getByLabel('Transfer').check()
    await page.getByLabel('No', { exact: true }).check()
    await page.getByText('Everything is there.').waitFor()
    await shoot(page, 'call-phone-full')
    await examine(page, 'practice at 390')
    await page.getByRole('button', { name: /Read it back/ }).click()
    await page.getByLabel('They agree').check()
    await shoot(page, 'read-back-390-dark')
    await examine(page, 'read-back at 390')
    await page.getByRole('button', { name: 'End the call' }).and(page.locator('[aria-disabled=false]')).click()
    await page.getByText('You would have ended this call well: a plan.').waitFor()
    expect(await api(page, '/facts/call?limit=1000')).toEqual(before)
    await page.context().close()
  }, 60_000)

  test('the desk and the plans at 1440 and 390', async () => {
    for (const width of [1440, 390]) {
      const page = await inside(width)
      await page.goto(`${app.running.origin}/calls`)
      await page.getByText('Ordered by what a call adds').waitFor()
      await shoot(page, `desk-${width}`)
      await examine(page, `desk ${width}`)
      await page.goto(`${app.running.origin}/plans`)
      await page.getByRole('heading', { name: 'Payment plans' }).waitFor()
      await examine(page, `plans ${width}`)
      await page.context().close()
    }
  }, 60_000)

  test('C2: a plan with interest is laid out in the talk by the builder of the plan form; after the call the mail stands there, at 390 and dark', async () => {
    const page = await inside(390, 'dark')
    const { lines } = await api<Desk>(page, '/calls')
    await page.goto(`${app.running.origin}/calls/brief/${lines[1]?.clientId ?? ''}`)
    await shoot(page, 'brief-390-dark-full')
    await examine(page, 'brief at 390')
    await page.getByRole('button', { name: 'Start the call' }).click()
    await page.getByRole('button', { name: 'In parts' }).click()
    const table = page.locator('table.plan')
    await table.waitFor()
    const without = await table.locator('tfoot td').innerText()
    await page.getByLabel('With the interest that the law allows up to today').check()
    await table.getByText(/of which interest/).waitFor()
    expect(await table.locator('tfoot td').innerText()).not.toBe(without)
    await shoot(page, 'plan-390-dark-full')
    await examine(page, 'plan in the call at 390')
    await page.getByLabel('Transfer').check()
    await page.getByLabel('No', { exact: true }).check()
    await page.getByText('Everything is there.').waitFor()
    await page.getByRole('button', { name: /Read it back/ }).click()
    await page.getByText('interest allowed by law').or(page.getByText('intérêts permis')).first().waitFor()
    await page.getByLabel('They agree').check()
    await page.getByRole('button', { name: 'End the call' }).and(page.locator('[aria-disabled=false]')).click()
    await page.getByRole('heading', { name: 'The call has ended.' }).waitFor()
    await page.locator('.mail-text').waitFor()
    await shoot(page, 'after-390-dark-full')
    await examine(page, 'after at 390')
    await page.context().close()
  }, 90_000)

  test('C1: a meeting is booked from the list, stands under Meetings, and can be moved', async () => {
    const page = await inside(390)
    await page.goto(`${app.running.origin}/calls`)
    await page.getByRole('button', { name: 'Book a meeting' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Day').fill('2026-12-01')
    await dialog.getByLabel('At', { exact: true }).fill('14:30')
    await dialog.getByLabel('Where').fill('Quai 3')
    await dialog.getByRole('button', { name: 'Book it' }).click()
    await page.getByRole('heading', { name: 'Meetings' }).waitFor()
    await page.getByText('14:30, Quai 3').waitFor()
    await shoot(page, 'meetings-390-full')
    await examine(page, 'meetings at 390')
    await page.context().close()
  }, 60_000)
})
