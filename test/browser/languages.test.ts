import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { faultsOf, hasChromium, sampleFirm } from './browser.ts'

const SETTINGS = [
  'firm',
  'sending',
  'daily',
  'invoice-folder',
  'policy',
  'texts',
  'billing',
  'calendar',
  'phase',
  'members',
  'sign-in',
  'keys',
]
/** Every page that stands by itself. */
const PAGES = ['/', '/clients', '/invoices', '/ageing', '/bank', '/calls', '/plans', '/decisions', '/disputes', '/corrections', '/unbilled']
  .concat(['/inbox', '/outbox', '/import', '/preflight', '/interest', '/law', '/nowhere'])
  .concat(SETTINGS.map(part => `/settings/${part}`))

/** The pages of one client, invoice and dispute of the sample firm; the decision about a client that pays by a plan. */
async function pagesOfOne(page: Page, origin: string): Promise<string[]> {
  const one = async (noun: string): Promise<Record<string, string>> => {
    const { facts } = (await (await page.request.get(`${origin}/api/v1/facts/${noun}`)).json()) as { facts: Record<string, string>[] }
    const [found] = facts
    if (!found) throw new Error(`the sample firm has no such ${noun}`)
    return found
  }
  const [dispute, plan] = [await one('dispute'), await one('plan')]
  return [`/clients/${dispute.clientId}`, `/clients/${plan.clientId}/decide`, `/clients/${dispute.clientId}/statement`]
    .concat(`/calls/brief/${dispute.clientId}`, `/invoices/${dispute.invoiceId}`)
    .concat(`/disputes/${dispute.id}`)
}

describe.skipIf(!hasChromium)('the app in five languages, on a phone', () => {
  const sample = sampleFirm()

  test.each(['en', 'fr', 'ro', 'pl', 'ja'])(
    'in %s nothing is wider than 390 px and no sentence is missing',
    async language => {
      const context = await sample.context({ width: 390, scheme: 'light' })
      await context.addInitScript(`localStorage.setItem('dunwell-language', '${language}')`)
      const page = await context.newPage()
      const faults = faultsOf(page)
      const found: string[] = []
      const headings = new Set<string>()
      await page.goto(sample.origin)
      for (const path of [...PAGES, ...(await pagesOfOne(page, sample.origin))]) {
        // from page to page as a person goes, without loading the app anew
        const settled = page.waitForResponse(response => response.url().includes('/api/')).catch(() => undefined)
        await page.evaluate(`history.pushState({}, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'))`)
        const headed = await page.locator('main h1').first().waitFor({ timeout: 10_000 }).then(() => true, () => false) // biome-ignore format: one question
        if (!headed) {
          found.push(`${path} has no heading`)
          continue
        }
        await Promise.race([settled, page.waitForTimeout(250)])
        await page.waitForTimeout(50)
        headings.add(await page.locator('main h1').first().innerText())
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        const { wide, text } = await page.evaluate<{ wide: number; text: string }>(
          '({ wide: document.documentElement.scrollWidth - document.documentElement.clientWidth, text: document.body.innerText })',
        )
        if (wide > 0) found.push(`${path} is ${wide} px too wide`)
        for (const key of text.match(/\b(app|reason|match)\.[a-zA-Z]+\.[\w.-]+/g) ?? []) found.push(`${path} shows ${key}`)
      }
      expect(found).toEqual([])
      expect(headings.size, [...headings].join(' · ')).toBeGreaterThan(15)
      expect(faults).toEqual([])
      await context.close()
    },
    120_000,
  )
})
