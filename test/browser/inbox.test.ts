import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { receiveMany } from '../../src/shell/replies/receive.ts'
import { type Running, start } from '../../src/shell/start.ts'
import { record } from '../../src/shell/store/record.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace } from '../../src/shell/workspace.ts'
import { aBounce, aMail } from '../support/mails.ts'
import { contextFor, faultsOf, hasChromium, launch, TUESDAY } from './browser.ts'

const SHOTS = process.env.DUNWELL_SHOTS
const clock = clockOn(TUESDAY, 'Europe/Paris')
const LOOKS = [
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const

const CLIENTS = ['Halles du Port', 'Librairie Encrier', 'Moulin Vert', 'Brasserie Sept', 'Garage Nord', 'Poterie Lys']
const addressOf = (name: string): string => `compta@${name.toLowerCase().replace(/\W+/g, '-')}.example`

/** A firm with late clients whose mails have come, on disk. */
async function answeredFirm(folder: string): Promise<void> {
  const store = await openFileStore(join(folder, 'd.sqlite'))
  const firm = { name: 'Atelier Mérival', country: 'FR', language: 'en', zone: 'Europe/Paris', currency: 'EUR', address: ['44000 Nantes'] }
  const id = await createWorkspace(store, { ...firm, email: 'ada@atelier.example' }, clock, 'test')
  const place = await enterWorkspace(store, clock, 'test', 'test', id)
  await record(store, place.by, 'clients', async pen => {
    for (const [at, name] of CLIENTS.entries()) {
      const clientId = await pen.add('client', { name, kind: 'business', email: addressOf(name) })
      const dates = { issuedOn: day('2026-09-01'), dueOn: day('2026-10-01') }
      await pen.add('invoice', { clientId, number: `F-2026-${100 + at}`, ...dates, currency: 'EUR', totalMinor: 120_000n + BigInt(at) })
    }
  })
  const [halles = '', encrier = '', moulin = '', brasserie = '', garage = '', poterie = ''] = CLIENTS
  const said: readonly (readonly [from: string, text: string])[] = [
    [addressOf(halles), 'Good morning,\n\nthank you for your message. We will pay by 4 December.\n\nKind regards\nAnne\n\nOn Mon, 23 Nov 2026, Ada wrote:\n> Please pay'],
    [addressOf(encrier), 'Could we pay this in three instalments? Business is slow.'],
    [addressOf(moulin), 'The price is wrong: we agreed on 900.'],
    ['boss@elsewhere.example', 'Invoice F-2026-102: this was paid yesterday by bank transfer.'],
    [addressOf(brasserie), 'Please send me a copy of the invoice.'],
    [addressOf(garage), 'Hm.'],
    [addressOf(poterie), 'Stop harassing us! You people are thieves.'],
    ['aunt@family.example', 'Cake on Sunday?'],
  ] // biome-ignore format: one mail a line
  const mails = said.map(([from, text], at) => ({ bytes: aMail({ from, text, subject: 'Re: your invoice', date: `Mon, 23 Nov 2026 09:0${at}:00 +0100` }) })) // biome-ignore format: one mail
  await receiveMany(place, [...mails, { bytes: aBounce({ address: 'nobody@else.example', of: '<guessed@atelier.example>' }) }])
  await store.close()
}

describe.skipIf(!hasChromium)('the inbox in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-inbox-'))
  let browser: Browser
  let running: Running
  let page: Page
  let faults: string[]
  beforeAll(async () => {
    await answeredFirm(folder)
    running = await start(['--port', '0'], { DUNWELL_STORE: join(folder, 'd.sqlite') }, () => undefined, clock)
    browser = await launch()
    page = await (await contextFor(browser)).newPage()
    page.setDefaultTimeout(10_000)
    faults = faultsOf(page)
    await page.goto(running.link)
    await page.getByRole('link', { name: /^Inbox/ }).click()
    await page.getByText('7 answers wait').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    rmSync(folder, { recursive: true })
  })

  const look = async (name: string): Promise<void> => {
    for (const { width, scheme } of LOOKS) {
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
      await page.emulateMedia({ colorScheme: scheme })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map(v => `${v.id}: ${v.nodes[0]?.target}`),
        `${name} ${width} ${scheme}`,
      ).toEqual([])
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${width}-${scheme}.png`), fullPage: true })
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  afterEach(async context => {
    if (context.task.result?.state === 'fail') console.log(await page.locator('main').innerText())
  })
  const waiting = (count: string): Promise<void> => page.getByText(count).waitFor()

  test('each answer with its words, what they may mean and why; four looks, clean for a screen reader', async () => {
    await page.getByText(/^It reads like this: Will pay, 4 December/).waitFor()
    expect(await page.locator('mark').first().innerText()).toContain('will pay')
    expect(await page.locator('blockquote').innerText()).not.toContain('Please pay')
    await look('inbox')
    await page.keyboard.press('j')
    await page.getByText('Which plan do they get?').waitFor()
    await look('inbox-plan')
  }, 90_000)

  test('by keyboard alone: a promise taken and taken back, a plan within the bounds, a reading corrected, one only read', async () => {
    await page.keyboard.press('k')
    await page.keyboard.press('y')
    await waiting('6 answers wait')
    await page.keyboard.press('z')
    await waiting('7 answers wait')
    await page.keyboard.press('y')
    await waiting('6 answers wait')
    await page.getByLabel('Which plan do they get?').selectOption('parts-3')
    await page.getByRole('button', { name: 'Agree on this plan' }).click()
    await waiting('5 answers wait')
    await page.keyboard.press('y') // the dispute
    await waiting('4 answers wait')
    await page.getByText('This address is not known at this client').waitFor()
    await page.keyboard.press('y') // paid
    await waiting('3 answers wait')
    await page.getByText('There is no copy of this invoice here.').waitFor()
    await page.keyboard.press('n')
    await waiting('2 answers wait')
    await page.getByText('not clear from the words').waitFor()
    await page.keyboard.press('5') // it means: asks for a plan
    await page.keyboard.press('y')
    await page.waitForURL(/\/clients\/.*form=plan/)
    await page.getByRole('button', { name: /agree/i }).last().waitFor()
    await look('plan-form-asked')
    const { facts } = (await (await page.request.get(`${running.origin}/api/v1/facts/plan`)).json()) as { facts: unknown[] }
    expect(facts).toHaveLength(1)
  }, 90_000)

  test('mails without a case: laid on one, or let go', async () => {
    await page.goto(`${running.origin}/inbox`)
    await waiting('One answer waits')
    await page.keyboard.press('n')
    await waiting('Nothing waits')
    await page.getByText('2 mails found no case').waitFor()
    await look('inbox-unplaced')
    await page.getByLabel('Whose case is it?').fill('Garage Nord')
    await page.keyboard.press('Enter')
    await waiting('One answer waits')
    await page.keyboard.press('j')
    await page.getByText('it names no message of ours').waitFor()
    await page.keyboard.press('n')
    await page.getByText('One mail found no case').waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  }, 90_000)
})
