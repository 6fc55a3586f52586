import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axe, faultsOf, hasChromium, type Look, sampleFirm } from './browser.ts'

const SHOTS = process.env.DUNWELL_SHOTS

describe.skipIf(!hasChromium)('the decision desk in Chromium', () => {
  const sample = sampleFirm()

  const inside = async (look: Look): Promise<Page> => {
    const context = await sample.context(look)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000) // what does not come is named, before the test itself is over
    return page
  }

  async function examine(page: Page, name: string): Promise<void> {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
    const { violations } = await axe(page).analyze()
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
    expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  }

  const openDesk = async (page: Page): Promise<void> => {
    await page.goto(`${sample.origin}/decisions`)
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
    await page.goto(`${sample.origin}/decisions`)
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

  test('C4: any assumption has its slider, its source in the reader’s words, and moves the page; the opened figure says what it rests on', async () => {
    const page = await inside({ width: 390, scheme: 'dark' })
    await openDesk(page)
    const call = page.locator('.ways tr', { has: page.getByRole('button', { name: 'Call', exact: true }) }).locator('td.net')
    const before = await call.innerText()
    await page.getByText('come from sources').click()
    const group = (name: string) => page.locator('.assumed', { has: page.getByRole('heading', { name, exact: true }) })
    const calling = group('Calling')
    await calling.locator('summary').click()
    await calling.getByText('a call of fifteen minutes').waitFor()
    await calling.getByRole('slider', { name: /Our cost/ }).fill('24')
    await expect.poll(() => call.innerText()).not.toBe(before)
    await calling.getByText('your own').waitFor()
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    await page.locator('.reckon').getByText('Calling: your own').waitFor()
    await examine(page, 'assumed-390-dark')
    await page.getByRole('button', { name: 'Back to what is known' }).click()
    await expect.poll(() => call.innerText()).toBe(before)
    const agency = page.locator('.ways tr', { has: page.getByRole('button', { name: 'Agency', exact: true }) }).locator('td.net')
    const fees = await agency.innerText()
    await group('Agency').locator('summary').click()
    await group('Agency')
      .getByRole('slider', { name: /^Fee from \d+ days? late/ })
      .first()
      .fill('0.1')
    await expect.poll(() => agency.innerText()).not.toBe(fees)
    const court = page.locator('.ways tr', { has: page.getByRole('button', { name: 'Court', exact: true }) }).locator('td.net')
    const asked = await court.innerText()
    await group('Court').locator('summary').click()
    await group('Court').getByRole('slider', { name: 'Court fee of this claim' }).fill('400')
    await expect.poll(() => court.innerText()).not.toBe(asked)
    await page.getByRole('button', { name: 'Agency', exact: true }).click()
    await page.getByText('a mandate').waitFor()
    await page.locator('.tornado').getByText('Agency: its fee').waitFor()
    await examine(page, 'assumed-tables-390-dark')
    await page.context().close()
  })

  test('C4: what the desk starts from is set on its list; a percentage over 100 is named there and nothing is kept', async () => {
    const page = await inside({ width: 390, scheme: 'light' })
    await page.goto(`${sample.origin}/decisions`)
    await page.getByText('What the desk starts from').click()
    const margin = page.getByLabel('Margin on what you sell, percent')
    await margin.fill('130')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.fault').first().waitFor()
    await margin.fill('25')
    await page.getByLabel(/a lot may decide/).check()
    await examine(page, 'desk-settings-390-light')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    await page.getByText('What the desk starts from').click()
    expect(await margin.inputValue()).toBe('25')
    await margin.fill('30')
    await page.getByLabel(/a lot may decide/).uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').first().waitFor()
    await page.context().close()
  })

  test('C5: a line is left out by name from the screen, and stays so', async () => {
    const page = await inside({ width: 1440, scheme: 'light' })
    await openDesk(page)
    const open = page.locator('.tried li.not')
    const before = await open.count()
    await page.getByRole('button', { name: 'Leave out by name' }).first().click()
    await dialog(page).locator('input[name=by]').fill('Hélène Caradec')
    await dialog(page).getByLabel('Why').fill('They moved, nobody answers.')
    await page.getByRole('button', { name: 'Leave it out' }).click()
    await expect.poll(() => open.count(), { timeout: 10_000 }).toBe(before - 1)
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
    await page.getByText('second-hand').first().waitFor()
    await page.getByRole('button', { name: 'I read another fee' }).click()
    await page.getByLabel('The court asks (EUR)').fill('39,50')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.court-fee .fault').first().waitFor() // without where it is written nothing is kept
    await page.getByLabel('Where it is written').fill('tarif du greffe')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('€39.50').waitFor()
    await page.getByRole('button', { name: 'Back to what Dunwell knows' }).click()
    await page.getByText('€35.21').waitFor()
    await page.context().close()
  })

  /** What the app itself asks of the API, from its own page. */
  const ask = <T>(page: Page, method: string, path: string, body?: object): Promise<T> =>
    page.evaluate(
      async ([how, where, what]) => {
        const init = what ? { body: JSON.stringify(what), headers: { 'content-type': 'application/json' } } : {}
        const answer = await fetch(`/api/v1${where}`, { method: how, ...init })
        if (!answer.ok) throw new Error(`${where}: ${await answer.text()}`)
        return (await answer.json()) as never // the test states what it expects
      },
      [method, path, body] as const,
    )

  /** The desk of the first client, every line of its checklist left out by name. */
  async function triedDesk(page: Page): Promise<string> {
    await openDesk(page)
    const clientId = new URL(page.url()).pathname.split('/')[2] ?? ''
    const { checks } = await ask<{ checks: { code: string; state: string }[] }>(page, 'GET', `/clients/${clientId}/desk`)
    for (const { code } of checks.filter(c => c.state === 'open'))
      await ask(page, 'POST', '/acts/skip-untried', { client: clientId, item: code, by: 'Hélène Caradec', reason: 'They moved.' })
    await page.reload()
    await page.getByText('What you believe').waitFor()
    return clientId
  }
  const dialog = (page: Page) => page.getByRole('dialog')

  test('C7, C12: before anything harsher the card from their side is answered and an enemy’s cost kept; where less is left to gain the desk says to stop', async () => {
    const page = await inside({ width: 1440, scheme: 'light' })
    await openDesk(page)
    const side = page.locator('.side')
    await side.getByText('Look at it from their side first').click()
    await examine(page, 'turned-1440-light')
    await side.locator('input[name=our-part][value=wrong]').check()
    await side.getByRole('button', { name: 'Looked at it from their side' }).click()
    await side.getByText(/^Looked at from their side on .*: one thing went wrong/).waitFor()
    await side.getByText('What an enemy would cost your name', { exact: true }).click()
    await side.getByLabel(/What an enemy would cost/).fill('90000')
    await side.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('less than an enemy would cost your name').waitFor()
    await side.getByLabel(/What an enemy would cost/).fill('')
    await side.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('less than an enemy would cost your name').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('C8: an offer is made on the desk, its letter is read as it will leave, and let go', async () => {
    const page = await inside({ width: 1440, scheme: 'light' })
    const faults = faultsOf(page)
    await triedDesk(page)
    await page.getByRole('button', { name: 'Settle', exact: true }).click()
    await page.getByRole('button', { name: 'Prepare the offer' }).click()
    await examine(page, 'offer-form-1440-light')
    await dialog(page).locator('button[type=submit]').click()
    await page.getByRole('button', { name: 'Read and send' }).click()
    await dialog(page).locator('.mail-text').waitFor()
    await examine(page, 'offer-letter-1440-light')
    await dialog(page).getByRole('button', { name: 'Let it leave' }).click()
    await page.getByText('The letter is on its way.').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('B13, B14: prepared, the rules accepted, handed over with its dossier; what they propose is accepted; taken back', async () => {
    const page = await inside({ width: 1440, scheme: 'light' })
    const faults = faultsOf(page)
    const clientId = await triedDesk(page)
    const { offers } = await ask<{ offers: { id: string; state: string }[] }>(page, 'GET', `/clients/${clientId}/desk`)
    for (const { id: offer } of offers.filter(o => o.state === 'open')) await ask(page, 'POST', '/acts/withdraw-settlement', { offer })
    await page.getByRole('button', { name: 'Agency', exact: true }).click()
    await page.getByRole('button', { name: 'Prepare the hand-over' }).click()
    if (await dialog(page).getByLabel('Percent of what is collected').isVisible()) {
      await dialog(page).getByLabel('Name').fill('Ponant')
      await dialog(page).getByLabel('Percent of what is collected').fill('22,5')
      await dialog(page).getByLabel('Our rules of conduct').fill('Never in the evening.')
      await dialog(page).getByRole('button', { name: 'Add a step' }).click()
      await dialog(page).getByLabel('From days late').fill('900')
      await dialog(page).getByLabel('From amount').fill('500')
      await dialog(page).getByLabel('Percent', { exact: true }).fill('40')
      await examine(page, 'agency-terms-1440-light')
      await dialog(page).getByRole('button', { name: 'Keep' }).click()
    }
    await dialog(page).getByText('40 % from 900 days late, from 500 EUR').waitFor()
    if (SHOTS) await page.screenshot({ path: join(SHOTS, 'agency-chosen.png') })
    await dialog(page).getByRole('button', { name: 'Prepare', exact: true }).click()
    await page.locator('.hand-over').first().waitFor()
    await page.getByLabel('Who accepted the rules there').fill('M. Le Goff')
    await page.getByRole('button', { name: 'They accepted our rules' }).click()
    await page.getByText('accepted our rules on').waitFor()
    await page.locator('.hand-over').getByText('Leave something out').click()
    await page.locator('.hand-over').getByLabel('calls').check()
    if (SHOTS) await page.locator('.hand-over').screenshot({ path: join(SHOTS, 'hand-over-leave-out.png') })
    await page.getByRole('button', { name: 'Hand over with the dossier' }).click()
    // nothing is left to weigh: from here on the claim is on the client's page
    await page.waitForFunction(async id => {
      const answer = await fetch(`/api/v1/clients/${id}/hand-overs`)
      return ((await answer.json()) as { handOvers: { state: string }[] }).handOvers[0]?.state === 'out'
    }, clientId)
    faults.length = 0 // the desk was asked once more and had nothing left to decide
    await page.goto(`${sample.origin}/clients/${clientId}`)
    await page.getByText('nobody here contacts the client').waitFor()
    expect(await page.locator('.hand-over code').first().innerText()).toMatch(/^([0-9a-f]{8} ?){8}$/)
    const { handOvers } = await ask<{ handOvers: { id: string; open: { minor: string; currency: string }[] }[] }>(
      page,
      'GET',
      `/clients/${clientId}/hand-overs`,
    )
    const open = handOvers[0]?.open[0]
    const amount = `${open?.minor.slice(0, -2)}.${open?.minor.slice(-2)}`
    await ask(page, 'POST', '/acts/report', {
      ...{ handOver: handOvers[0]?.id, kind: 'proposal', on: '2026-11-24', words: 'In three parts', amount, parts: '3', by: '2026-12-15' },
    })
    await page.reload()
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByText('It is a plan now').waitFor()
    await page.getByRole('button', { name: 'Money collected' }).click()
    await dialog(page).getByLabel('Collected', { exact: true }).fill('100.00')
    await dialog(page).getByRole('button', { name: 'Book it' }).click()
    await page.getByText('Commission').first().waitFor()
    await examine(page, 'hand-over-1440-light')
    const narrow = await inside({ width: 390, scheme: 'dark' })
    await narrow.goto(`${sample.origin}/clients/${clientId}`)
    await narrow.getByText('nobody here contacts the client').waitFor()
    await examine(narrow, 'hand-over-390-dark')
    await narrow.context().close()
    await page.getByRole('button', { name: 'Take it back' }).click()
    await dialog(page).getByLabel('Why').fill('A direct agreement.')
    await dialog(page).getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('came back').first().waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  }, 60_000)

  test('B13: one click makes the dossier, with its whole seal and the file; what is left out is said before', async () => {
    const page = await inside({ width: 390, scheme: 'dark' })
    const faults = faultsOf(page)
    await openDesk(page)
    await page.getByRole('button', { name: 'Agency', exact: true }).click()
    await page.getByRole('button', { name: 'Make the dossier' }).click()
    await page.locator('.made code').waitFor({ timeout: 30_000 })
    expect(await page.locator('.made code').innerText()).toMatch(/^([0-9a-f]{8} ?){8}$/)
    const file = await page.request.get(`${sample.origin}${await page.locator('.made a').getAttribute('href')}`)
    expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/zip'])
    await examine(page, 'dossier-made-390-dark')
    await page.getByRole('button', { name: 'Leave something out' }).first().click()
    await dialog(page).getByLabel('the reasons they gave').check()
    await examine(page, 'dossier-leave-out-390-dark')
    const answer = page.waitForResponse(r => r.url().endsWith('/acts/make-dossier'))
    await dialog(page).getByRole('button', { name: 'Make it' }).click()
    expect((await answer).request().postDataJSON()).toMatchObject({ without: ['reasons'] })
    expect((await answer).status()).toBe(200)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('C7: written off from the desk, with its reason; the invoice is given up, never paid', async () => {
    const page = await inside({ width: 390, scheme: 'dark' })
    const faults = faultsOf(page)
    await openDesk(page)
    await page.getByRole('button', { name: 'Write off', exact: true }).first().click()
    await page.getByRole('button', { name: 'Write it off' }).click()
    await dialog(page).waitFor()
    await examine(page, 'write-off-390-dark')
    await dialog(page)
      .getByText(/^Its tax, €/)
      .waitFor()
    await dialog(page).getByText('To be kept for the tax office').waitFor()
    const invoiceId = await dialog(page).locator('select').inputValue()
    await dialog(page).locator('input[name=reason]').fill('They have closed for good.')
    const answer = page.waitForResponse(r => r.url().endsWith('/acts/write-off'))
    await dialog(page).locator('button[type=submit]').click()
    expect((await answer).status()).toBe(200)
    await dialog(page)
      .waitFor({ state: 'detached' })
      .catch(() => undefined)
    const { facts } = await ask<{ facts: { reason: string }[] }>(page, 'GET', '/facts/write-off')
    expect(facts.map(f => f.reason)).toContain('They have closed for good.')
    // where it was the last one, the desk says that nothing is left to decide
    expect(faults.filter(f => !f.includes('422'))).toEqual([])
    await page.goto(`${sample.origin}/invoices/${invoiceId}`)
    await page.locator('.owed').getByText('written off, not paid').waitFor()
    await page.getByText('Approved by').waitFor()
    await examine(page, 'written-off-390-dark')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await dialog(page)
      .getByLabel(/How much/)
      .fill('9999999')
    await dialog(page).getByRole('button', { name: 'Take it back' }).click()
    await dialog(page).locator('.fault').first().waitFor()
    await dialog(page)
      .getByLabel(/How much/)
      .fill('')
    await dialog(page).getByRole('button', { name: 'Take it back' }).click()
    await page.locator('.owed .needs').waitFor()
    await page.context().close()
  })

  test.each([
    { width: 1440, scheme: 'light' },
    { width: 390, scheme: 'dark' },
  ] as const)('C4: what the firm learned and the lot between equals are on the desk, $width $scheme', async look => {
    const page = await inside(look)
    await openDesk(page)
    await ask(page, 'POST', '/settings', { key: 'desk', value: { drawLots: true } })
    await page.reload()
    await page.getByText('What you believe').waitFor()
    await page.getByRole('heading', { name: 'What your own outcomes say' }).scrollIntoViewIfNeeded()
    await examine(page, `learned-${look.width}-${look.scheme}`)
    await page.context().close()
  })
})
