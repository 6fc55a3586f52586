import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, contextFor, faultsOf, hasChromium, launch, type OpenedApp, openApp } from './browser.ts'

describe.skipIf(!hasChromium)('policies on screen, in Chromium', () => {
  let app: OpenedApp
  let browser: Browser
  let page: Page
  let faults: string[]

  beforeAll(async () => {
    app = await openApp(['--sample'])
    browser = await launch()
    page = await (await contextFor(browser)).newPage()
    await page.goto(app.running.link)
    await page.getByText('Whom to contact, in this order').waitFor()
    faults = faultsOf(page)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  test('C9: a policy is edited as fields and as text, tried on the last year, kept, and its problems are named with the line', async () => {
    await page.goto(`${app.running.origin}/settings/policy`)
    await page.getByRole('radio', { name: /brisk-15-30-45/ }).check()
    await page.getByRole('button', { name: 'Write your own from it' }).click()
    const third = page.getByRole('group', { name: 'Step 3: First reminder' })
    await third.getByRole('spinbutton', { name: 'Days after the due date' }).fill('9')
    await page.getByText(/of 40 would be contacted/).waitFor()
    const { violations } = await axe(page).analyze()
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.getByRole('button', { name: 'As text' }).click()
    const text = page.getByRole('textbox', { name: 'The policy as text (YAML)' })
    await text.waitFor()
    const yaml = await text.inputValue()
    expect(yaml).toContain('# For firms that live from month to month')
    expect(yaml).toContain('name: brisk-15-30-45-own')
    expect(yaml).toContain('  - { id: first-reminder, days: 9, channel: email, tone: 1 }')
    await text.fill(yaml.replace('days: 30, channel: email, tone: 3', 'days: 30, channel: email, tone: 5'))
    const line = yaml.split('\n').findIndex(l => l.includes('id: letter-30')) + 1
    await page.getByRole('alert').getByText(`line ${line}`).waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('rises by more than one level')
    expect(await page.getByRole('button', { name: /^Keep as/ }).getAttribute('aria-disabled')).toBe('true')
    await text.fill(yaml)

    await page.getByRole('button', { name: 'Try it on the last year' }).click()
    const table = page.getByRole('table', { name: 'The last twelve months' })
    await table.waitFor({ timeout: 60_000 })
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(
      expect.arrayContaining(['This policy', 'In force now', 'Really done']),
    )
    const contacts = (await table.getByRole('row', { name: /^Contacts/ }).innerText()).split(/\s+/).slice(1).map(Number)
    expect(contacts.every(n => n > 0)).toBe(true)

    await page.getByRole('button', { name: 'Keep as brisk-15-30-45-own' }).click()
    await page.getByText('brisk-15-30-45-own is kept').waitFor()
    await page.getByRole('radio', { name: /brisk-15-30-45-own/ }).waitFor()
    await page.getByRole('button', { name: 'Remind by brisk-15-30-45-own from now on' }).click()
    await page.getByText('Saved.').waitFor()
    expect(faults.filter(fault => !fault.includes('422'))).toEqual([])
  }, 120_000)

  test('B11: words of the firm’s own are tried for a client while typed, checked, kept, and taken back', async () => {
    await page.goto(`${app.running.origin}/settings/texts`)
    await page.getByRole('combobox', { name: 'Language' }).selectOption('fr')
    await page.getByRole('combobox', { name: 'Message' }).selectOption('tone2')
    const opening = page.getByRole('textbox', { name: 'Opening paragraphs' })
    await opening.waitFor()
    expect(await opening.inputValue()).toContain('{{ totalAmount }}')
    await page.getByRole('combobox', { name: 'Shown for' }).selectOption({ label: 'Transports Belmonte' })
    await opening.fill('À l’équipe de {{ client }} : il reste {{ totalAmount }}.')
    await page.getByText('À l’équipe de Transports Belmonte').waitFor()
    const { violations } = await axe(page).analyze()
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
    await opening.fill('Il reste 99,00 €.')
    await page.getByText('is not a figure of this claim').first().waitFor()
    await opening.fill('À l’équipe de {{ client }} : il reste {{ totalAmount }}.')
    await page.getByText('À l’équipe de Transports Belmonte').waitFor()
    await page.getByRole('button', { name: 'Keep these words' }).click()
    await page.getByText('Your own words').waitFor()
    await page.getByRole('button', { name: 'Back to the shipped words' }).click()
    await page.getByText('As shipped').waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  }, 60_000)
})
