import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { answerLinks } from '../../src/shell/answers/link.ts'
import { secretIn } from '../../src/shell/auth/secret.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { type Running, start } from '../../src/shell/start.ts'
import { loadClients } from '../../src/shell/store/load.ts'
import { record } from '../../src/shell/store/record.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace } from '../../src/shell/workspace.ts'
import { axe, contextFor, faultsOf, hasChromium, launch, TUESDAY } from './browser.ts'

const clock = clockOn(TUESDAY, 'Europe/Paris')

/** A firm with one late client, on disk. @returns the path of that client’s private page. */
async function lateClient(folder: string): Promise<string> {
  const store = await openFileStore(join(folder, 'd.sqlite'))
  const iban = 'FR1420041010050500013M02606'
  const firm = {
    name: 'Atelier Mérival',
    country: 'FR',
    language: 'en',
    zone: 'Europe/Paris',
    currency: 'EUR',
    address: ['44000 Nantes'],
    iban,
  }
  const id = await createWorkspace(store, { ...firm, person: 'Hélène Caradec', phone: '02 55 00 01 42' }, clock, 'test')
  const place = await enterWorkspace(store, clock, 'test', 'test', id)
  const clientId = await record(store, place.by, 'client', async pen => {
    const client = await pen.add('client', {
      name: 'Cabinet Orvault Conseil',
      kind: 'business',
      language: 'fr',
      email: 'compta@orvault.example',
    })
    for (const [number, due, totalMinor] of [
      ['F-2026-0122', '2026-09-30', 124_000n],
      ['F-2026-0135', '2026-10-31', 64_000n],
    ] as const)
      await pen.add('invoice', { clientId: client, number, issuedOn: day('2026-09-01'), dueOn: day(due), currency: 'EUR', totalMinor })
    return client
  })
  const [facts] = await loadClients(place.store.db, id, [clientId])
  if (!facts) throw new Error('the client is not there')
  const links = answerLinks('', await secretIn(join(folder, 'secret')))
  await store.close()
  return links.link(id, facts, TUESDAY)
}

describe.skipIf(!hasChromium)('the private page in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-private-'))
  let browser: Browser
  let running: Running
  let path: string

  beforeAll(async () => {
    path = await lateClient(folder)
    const env = { DUNWELL_STORE: join(folder, 'd.sqlite'), DUNWELL_PUBLIC_URL: 'http://127.0.0.1', DUNWELL_PUBLIC_PORT: '0' }
    running = await start(['--port', '0'], env, () => undefined, clock)
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    rmSync(folder, { recursive: true })
  })

  test.each([
    { width: 1440, scheme: 'light' },
    { width: 390, scheme: 'dark' },
  ] as const)(
    'stands at $width, $scheme: nothing runs over, nothing is wrong for a screen reader',
    async look => {
      const context = await contextFor(browser, look)
      const page = await context.newPage()
      const faults = faultsOf(page)
      await page.goto(`${running.publicOrigin}${path}`)
      await page.locator('summary').last().click()
      expect(await page.locator('.sum').innerText()).toMatch(/1\s880,00\s€/)
      expect(await page.locator('figure svg').count()).toBe(1)
      const { violations } = await axe(page).analyze()
      expect(violations.map(v => v.id)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
      expect(faults).toEqual([])
      const shots = process.env.DUNWELL_SHOTS
      if (shots) await page.screenshot({ path: join(shots, `private-${look.width}.png`), fullPage: true })
      await context.close()
    },
    60_000,
  )

  test('a client without JavaScript chooses a plan; a person takes it with one key', async () => {
    const outside = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' })
    const page = await outside.newPage()
    await page.goto(`${running.publicOrigin}${path}`)
    await page.locator('summary').last().click()
    await page.locator('input[value="parts-2"]').check()
    await page.getByRole('button', { name: 'Envoyer ma réponse' }).last().click()
    expect(await page.getByRole('status').innerText()).toContain('Hélène Caradec')
    await outside.close()

    const inside = await contextFor(browser)
    const app = await inside.newPage()
    await app.goto(running.link)
    await app.getByRole('link', { name: /^Inbox/ }).click()
    await app.getByText('They would pay €1,880.00 in 2 parts.').waitFor()
    const shots = process.env.DUNWELL_SHOTS
    if (shots) await app.screenshot({ path: join(shots, 'inbox.png') })
    await app.keyboard.press('y')
    await app.getByText('Nothing waits.').waitFor()
    await inside.close()
  }, 60_000)
})
