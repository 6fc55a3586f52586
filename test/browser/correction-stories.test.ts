import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { type Clock, clockOn } from '../../src/shell/clock.ts'
import { type Running, start } from '../../src/shell/start.ts'
import { contextFor, faultsOf, hasChromium, launch } from './browser.ts'

const LANGUAGES = ['fr', 'ja'] as const
const OUTCOMES = ['pays', 'compromises', 'refuses'] as const
const STORIES = LANGUAGES.flatMap(language => OUTCOMES.map(outcome => ({ language, outcome, client: `Hôtel ${language} ${outcome}` })))

/** What the client hears of the two ways, and reads of what was agreed. */
const SPOKEN = { fr: 'sur la prochaine facture, ou sur une facture à part', ja: '次回の請求書に含めるか' } as const
const AGREED = {
  fr: { pays: 'figurera sur la prochaine facture', compromises: 'le reste est pour nous', refuses: 'rien ne vous est demandé' },
  ja: { pays: '次回のご請求に含めます', compromises: '残りは当方で負担いたします', refuses: '過去の分のご請求はございません' },
} as const

const HEAD = 'Client,Invoice number,Invoice date,Due date,Net,Tax,Total'
const row = (client: string, number: string, on: string, due: string, net: number): string =>
  [client, number, on, due, net.toFixed(2), (net * 0.2).toFixed(2), (net * 1.2).toFixed(2)].join(',')
/** Six months at half price for every client, May to October. */
const HALVES = STORIES.flatMap(({ client }, n) =>
  [5, 6, 7, 8, 9, 10].map(month =>
    row(client, `F-${n}-${month}`, `2026-${String(month).padStart(2, '0')}-03`, `2026-${String(month + 1).padStart(2, '0')}-02`, 450),
  ),
)
const AGREEMENTS = [
  'Client,Number,Title,Price,Period,Start,Signed by',
  ...STORIES.map(({ client }, n) => `${client},C-${n},Upkeep,900.00,monthly,2026-05-01,M. Lenormand`),
]

describe.skipIf(!hasChromium)('one six-month, half-price story, once for each outcome, in French and Japanese', () => {
  let folder: string
  let running: Running
  let browser: Browser
  let page: Page
  let faults: string[]
  let standing: Clock = clockOn(day('2026-11-02'), 'Europe/Paris')
  const clock: Clock = { now: () => standing.now(), today: zone => standing.today(zone) }

  const api = async <T>(method: 'GET' | 'POST' | 'PATCH', path: string, data?: object): Promise<T> => {
    const answer = await page.request.fetch(`${running.origin}/api/v1${path}`, {
      method,
      headers: { origin: running.origin },
      ...(data ? { data } : {}),
    })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T // the routes answer so
  }
  const bring = async (name: string, lines: readonly string[]): Promise<void> => {
    const file = join(folder, name)
    writeFileSync(file, `${[HEAD, ...lines].join('\n')}\n`)
    await page.goto(`${running.origin}/import`)
    await page.locator('input[type=file]').first().setInputFiles(file)
    await page.getByRole('button', { name: /^Bring in/ }).click()
    await page.waitForURL(url => !url.pathname.endsWith('/import'))
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dunwell-stories-'))
    running = await start(['--port', '0'], { DUNWELL_STORE: join(folder, 'd.sqlite') }, () => undefined, clock)
    browser = await launch()
    page = await (await contextFor(browser)).newPage()
    faults = faultsOf(page)
    await page.goto(running.link)
    await page.getByRole('button', { name: 'Import my invoices' }).waitFor()
    await api('POST', '/firm', { name: 'Atelier Mérival', country: 'FR', currency: 'EUR', language: 'fr' })
    await bring('invoices.csv', HALVES)
    const { facts } = await api<{ facts: { id: string; name: string }[] }>('GET', '/facts/client')
    for (const { id, name } of facts) {
      const story = STORIES.find(s => s.client === name)
      await api('PATCH', `/facts/client/${id}`, {
        language: story?.language,
        country: 'FR',
        kind: 'business',
        email: 'direction@hotel.example',
      })
    }
    await page.goto(`${running.origin}/corrections`)
    const list = join(folder, 'agreements.csv')
    writeFileSync(list, `${AGREEMENTS.join('\n')}\n`)
    await page.locator('input[type=file]').setInputFiles(list)
    await page.getByText('6 added, 0 changed, 0 the same.').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Everything before the talk: the nine lines, the statement, ready. */
  async function prepare(client: string): Promise<void> {
    await page.goto(`${running.origin}/corrections`)
    const item = page.locator('li', { hasText: client }).filter({ hasText: '€2,700.00 too little' })
    await item.getByRole('button', { name: 'Open the case' }).click()
    await page.getByRole('heading', { name: `${client} was billed too little for 6 periods` }).waitFor()
    for (const box of await page.locator('.three textarea').all()) await box.fill('prepared')
    await page.getByRole('button', { name: 'Keep these lines' }).click()
    await page.getByText('9 lines are empty').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Write the statement' }).click()
    await page.getByRole('link', { name: 'Read it' }).waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Mark the talk ready' }).click()
    await page.getByText('The talk is ready.').waitFor()
  }

  /** The talk on the real call screen: our mistake owned, two ways, silence, and for those who pay their answer. */
  async function talk(language: (typeof LANGUAGES)[number], pays: boolean): Promise<void> {
    await page.getByRole('button', { name: 'Begin the talk' }).click()
    const script = page.locator('[data-part=correction-script]')
    await script.getByText(SPOKEN[language]).waitFor()
    expect(await script.getByRole('button', { name: /gift|nothing|waive/i }).count()).toBe(0)
    await script.getByRole('button', { name: 'I have asked: be silent' }).click()
    await script.getByRole('timer').waitFor()
    await script.getByText('Say nothing. The question stands.').waitFor()
    await script.getByRole('button', { name: 'They answered' }).click()
    if (pays) {
      await script.getByRole('button', { name: 'On the next invoice' }).click()
      await script.getByText('They chose: On the next invoice.').waitFor()
    }
    await script.getByRole('link', { name: 'Go to the case' }).click()
    await page.getByRole('heading', { name: /was billed too little/ }).waitFor()
  }

  async function tell(): Promise<void> {
    await page.getByRole('button', { name: 'The client was told' }).click()
    await page.getByRole('button', { name: 'Record it' }).click()
    await page.getByRole('heading', { name: 'The catch-up bill may leave' }).waitFor()
  }

  async function giveWay(outcome: (typeof OUTCOMES)[number]): Promise<void> {
    await page.getByLabel(outcome === 'refuses' ? 'The past is a gift' : 'A part of it').check()
    if (outcome === 'compromises') await page.getByLabel('What is still to be paid').fill('1350')
    await page.getByLabel('Reason', { exact: true }).fill('Ten years together')
    await page.getByLabel('What was agreed for the future').fill('900.00 from November')
    await page.getByRole('button', { name: 'Record the answer' }).click()
    await page.getByText(outcome === 'refuses' ? 'Waived €2,700.00' : 'Waived €1,350.00').waitFor()
  }

  test.each(STORIES)(
    'A1–A15: $outcome, told in $language',
    async ({ language, outcome, client }) => {
      standing = clockOn(day('2026-11-02'), 'Europe/Paris')
      const n = STORIES.findIndex(s => s.client === client)
      await prepare(client)
      await talk(language, outcome === 'pays')
      const address = page.url()
      if (outcome !== 'pays') {
        await tell()
        await giveWay(outcome)
      }
      if (outcome === 'compromises') {
        await page.getByRole('button', { name: 'It has a number already' }).click()
        await page.getByLabel('Number your invoicing tool gave').fill(`K-${n}`)
        await page.getByLabel('Due', { exact: true }).fill('2026-12-01')
        await page.getByLabel('Tax, percent').fill('20')
        await page.getByRole('button', { name: 'Link or record the invoice' }).click()
        await page.getByText('It stands on an invoice.').waitFor()
      }
      if (outcome === 'pays') {
        await page.getByRole('button', { name: 'Prepare the lines' }).click()
        await page.getByRole('link', { name: 'Lines as CSV' }).waitFor()
      }
      // what was agreed leaves in writing, in their language
      await page.getByRole('button', { name: 'Send what was agreed' }).click()
      await page.getByText('What was agreed has been put in writing.').waitFor()
      await page.locator('details', { hasText: 'Upkeep' }).locator('summary').last().click()
      await page.locator('.mail-text', { hasText: AGREED[language][outcome] }).waitFor()
      // the invoicing tool bills right from now on: for who pays, the catch-up stands on the next invoice
      const november = outcome === 'pays' ? 3600 : 900
      standing = clockOn(day('2026-11-03'), 'Europe/Paris')
      await bring(`nov-${n}.csv`, [row(client, `F-${n}-11`, '2026-11-03', '2026-12-03', november)])
      standing = clockOn(day('2026-12-02'), 'Europe/Paris')
      await bring(`dec-${n}.csv`, [row(client, `F-${n}-12`, '2026-12-02', '2027-01-02', 900)])
      await page.goto(address)
      await page.getByRole('heading', { name: 'Bills after the correction' }).waitFor()
      const later = page.locator('section', { has: page.getByRole('heading', { name: 'Bills after the correction' }) }).locator('li')
      expect(await later.allInnerTexts()).toEqual([
        expect.stringMatching(/900\.00 \/ 900\.00.*right/s),
        expect.stringMatching(/900\.00 \/ 900\.00.*right/s),
      ])
      await page.getByRole('button', { name: 'Close the case' }).click()
      await page.locator('form').getByRole('button', { name: 'Close the case' }).click()
      await page.getByText('two right periods').waitFor()
      expect(faults).toEqual([])
    },
    90_000,
  )
})
