import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { camt } from '../support/camt.ts'
import { faultsInAllLooks, faultsOf, hasChromium, sampleFirm } from './browser.ts'

describe.skipIf(!hasChromium)('bank, law, ageing and statement in Chromium', () => {
  const sample = sampleFirm()
  let open: { readonly number: string; readonly clientName: string; readonly clientId: string; readonly amount: string }

  beforeAll(async () => {
    const page = await inside()
    const answer = await page.request.get(`${sample.origin}/api/v1/invoices?show=late&currency=EUR`)
    const { rows } = (await answer.json()) as { rows: { number: string; clientName: string; clientId: string; openMinor: string }[] }
    const row = rows.find(r => rows.filter(o => o.clientId === r.clientId).length === 1) ?? rows[0]
    if (!row) throw new Error('the sample holds no late invoice')
    open = { ...row, amount: (Number(row.openMinor) / 100).toFixed(2) }
    await page.context().close()
  }, 120_000)

  const inside = async (): Promise<Page> => {
    const context = await sample.context()
    return context.newPage()
  }

  /** What the sample’s own bank left for a person. */
  async function setAllAside(page: Page): Promise<void> {
    await page.locator('main:not([aria-busy=true])').waitFor()
    const waiting = page.getByRole('region', { name: 'Waiting for you' })
    for (let left = await waiting.locator('.item').count(); left > 0; left -= 1) {
      await page.keyboard.press('a')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.type('not a client')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await expect.poll(() => waiting.locator('.item').count()).toBe(left - 1)
    }
  }

  test('a statement is imported, its lines matched, one confirmed and taken back, all by keyboard', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    await page.goto(`${sample.origin}/bank`)
    await page.getByRole('heading', { name: 'Bank' }).waitFor()
    await setAllAside(page)
    const lines = [
      { on: '2026-11-20', amount: open.amount, text: `Facture ${open.number}`, name: open.clientName.toUpperCase() }, // certain
      { on: '2026-11-21', amount: '77.00', text: 'acompte', name: open.clientName }, // may be theirs
      { on: '2026-11-21', amount: '3.10', text: 'intérêts', name: 'Banque' },
    ]
    const file = { name: 'novembre.xml', mimeType: 'text/xml', buffer: Buffer.from(camt(lines, { closingOn: '2026-11-22' })) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText(/3 new lines?/).waitFor()
    const waiting = page.getByRole('region', { name: 'Waiting for you' })
    await waiting.getByText('acompte').waitFor()
    expect(await waiting.locator('.item').count()).toBe(2) // the certain one is booked
    await page.keyboard.press('j')
    await page.keyboard.press('k') // back up to the bank’s interest: no client’s money
    await page.keyboard.press('a')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('interest')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await waiting.getByText('intérêts').waitFor({ state: 'hidden' })
    await page.keyboard.press('e') // booked where the person says
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type(open.clientName)
    await page.keyboard.press('Enter')
    await page.getByText('acompte').first().waitFor({ state: 'visible' })
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await waiting.waitFor({ state: 'hidden' })
    await page.keyboard.press('z') // and taken back
    await waiting.getByText('acompte').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  }, 90_000)

  test('no accessibility fault, nothing sideways: 1440 and 390 px, light and dark', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    const found: string[] = []
    for (const [path, heading] of [
      ['/bank', 'Bank'],
      ['/ageing', 'Ageing'],
      [`/law?client=${open.clientId}`, 'Rates and law'],
      [`/clients/${open.clientId}/statement`, 'Statement of account'],
      ['/interest', 'Interest'],
    ] as const) {
      await page.goto(`${sample.origin}${path}`)
      await page.getByRole('heading', { level: 1, name: new RegExp(heading) }).waitFor()
      await page.locator('main:not([aria-busy=true])').waitFor()
      found.push(...(await faultsInAllLooks(page, heading)))
    }
    expect(found).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  }, 120_000)

  test('the ages lead to a client’s statement; a rate of one’s own is given and taken back', async () => {
    const page = await inside()
    await page.goto(`${sample.origin}/ageing`)
    await page.getByRole('button', { name: 'Over 90' }).click()
    await page.locator('.ages a.row-link').first().click()
    await page.getByRole('heading', { name: 'Statement of account' }).waitFor()
    await page.goto(`${sample.origin}/law`)
    await page.getByRole('button', { name: 'Give a rate' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Series').selectOption('ECB_MRO_HALFYEAR')
    await dialog.getByLabel('First day').fill('2027-01-01')
    await dialog.getByLabel('Percent a year').fill('2.15')
    await dialog.getByLabel('Source').fill('ECB, press release')
    await dialog.getByRole('button', { name: 'Save' }).click()
    const own = page.getByText('ECB, press release')
    await own.waitFor()
    await page.locator('li', { has: own }).getByRole('button').click()
    await own.waitFor({ state: 'hidden' })
    await page.context().close()
  }, 60_000)

  const importing = async (page: Page, lines: Parameters<typeof camt>[0], closingOn: string): Promise<void> => {
    const file = { name: `${closingOn}.xml`, mimeType: 'text/xml', buffer: Buffer.from(camt(lines, { closingOn })) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText(/\d+ new lines?|One new line/).waitFor()
  }

  test('money out stands folded, is set aside at once, and comes back at once: by z, and later from what is set aside', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    await page.goto(`${sample.origin}/bank`)
    await page.getByRole('heading', { name: 'Bank', exact: true }).waitFor()
    const out = [
      { on: '2026-11-22', amount: '-900.00', text: 'Loyer', name: 'SCI du Port' },
      { on: '2026-11-23', amount: '-2100.00', text: 'Salaire', name: 'Mme Petit' },
    ]
    await importing(page, out, '2026-11-23')
    const fold = page.locator('details', { hasText: 'Money out' })
    await fold.locator('summary').focus()
    await page.keyboard.press('Enter')
    await fold.getByText('SCI du Port').waitFor()
    const count = await fold.getByRole('button', { name: 'A client’s refund' }).count() // the sample firm’s own among them
    expect(count).toBeGreaterThanOrEqual(out.length)
    const setAside = async (): Promise<void> => {
      await fold.getByRole('button', { name: `Set all ${count} aside` }).click()
      await page.getByRole('dialog').getByLabel('What it is').fill('rent and wages')
      await page.keyboard.press('Enter')
      await fold.waitFor({ state: 'detached' })
    }
    await setAside()
    await page.keyboard.press('z')
    await fold.getByText('Salaire').waitFor({ state: 'attached' })
    await fold.locator('summary').click()
    await setAside()
    const away = page.locator('details', { hasText: 'Set aside' })
    await away.locator('summary').click()
    await away.getByRole('button', { name: `Take all ${count} back` }).click()
    await page.getByText(`${count} lines wait again.`).waitFor()
    await fold.waitFor()
    expect(await faultsInAllLooks(page, 'Bank with money out')).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  }, 120_000)

  test('an invoice in instalments says its parts; what is kept back becomes a part of its own, and is taken back', async () => {
    const page = await inside()
    const faults = faultsOf(page)
    const answer = await page.request.post(`${sample.origin}/api/v1/facts/invoice`, {
      data: {
        ...{ clientId: open.clientId, number: 'T-PARTS', issuedOn: '2026-11-02', dueOn: '2026-12-01', currency: 'EUR', totalMinor: '90000' },
        instalments: [{ dueOn: '2026-12-01', minor: '30000' }, { dueOn: '2027-01-04', minor: '60000' }],
      },
      headers: { origin: sample.origin },
    }) // biome-ignore format: one invoice
    expect(answer.status()).toBeLessThan(300)
    const { id } = (await answer.json()) as { id: string }
    await page.goto(`${sample.origin}/invoices/${id}`)
    const parts = page.locator('section', { has: page.getByRole('heading', { name: 'Due in parts' }) })
    await parts.waitFor()
    const rows = async (): Promise<string[]> => (await parts.locator('tbody tr').allInnerTexts()).map(t => t.replaceAll(/\s+/g, ' '))
    expect(await rows()).toEqual([expect.stringContaining('300.00 300.00'), expect.stringContaining('600.00 600.00')])
    await page.getByText('Kept back by contract').click()
    const kept = page.locator('details', { hasText: 'Kept back by contract' })
    await kept.getByLabel(/How much/).fill('45.00')
    await kept.getByLabel('Owed from').fill('2027-09-01')
    await page.keyboard.press('Enter')
    await parts.getByText('45.00').first().waitFor()
    expect((await rows()).at(-1)).toContain('45.00 45.00')
    expect(await faultsInAllLooks(page, 'Invoice in parts')).toEqual([])
    await kept.getByRole('button', { name: 'Nothing is kept back' }).click()
    await parts.getByText('45.00').first().waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await page.context().close()
  }, 120_000)

  test('figures open: a balance leads to its statement, there each amount to its working; late costs of a call to their rates', async () => {
    const page = await inside()
    await page.goto(`${sample.origin}/clients/${open.clientId}`)
    await page.getByRole('region', { name: 'Balance' }).getByRole('link').click()
    await page.getByRole('heading', { name: 'Statement of account' }).waitFor()
    const amount = page.locator('tbody button.glass').first()
    await amount.focus()
    await page.keyboard.press('Enter')
    await page.locator('tr.opened table.segs tfoot').waitFor()
    expect(await faultsInAllLooks(page, 'Statement opened')).toEqual([])
    const clients = await page.request.get(`${sample.origin}/api/v1/invoices?show=late&currency=EUR`)
    const { rows } = (await clients.json()) as { rows: { clientId: string }[] }
    let withInterest = ''
    for (const { clientId } of rows) {
      const answer = await page.request.get(`${sample.origin}/api/v1/clients/${clientId}/costs`)
      const { costs } = (await answer.json()) as { costs: { claimable: boolean; currency: string; interest: object | null }[] }
      if (costs.every(c => c.claimable && c.currency === 'EUR' && c.interest)) withInterest ||= clientId
    }
    await page.goto(`${sample.origin}/calls/brief/${withInterest}`)
    await page.locator('tfoot button.glass').click()
    await page
      .locator('.opened-costs')
      .getByText(/ECB main refinancing rate/)
      .first()
      .waitFor()
    expect(await faultsInAllLooks(page, 'Call brief opened')).toEqual([])
    await page.context().close()
  }, 120_000)
})
