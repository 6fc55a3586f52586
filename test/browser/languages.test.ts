import { describe, expect, test } from 'vitest'
import { faultsOf, hasChromium, sampleFirm } from './browser.ts'

/** The pages a person walks through in a day. */
const PAGES = [
  '/',
  '/clients',
  '/invoices',
  '/bank',
  '/calls',
  '/plans',
  '/decisions',
  '/corrections',
  '/inbox',
  '/import',
  '/interest',
  '/law',
].concat(
  ['firm', 'sending', 'daily', 'calendar', 'policy', 'texts', 'phase', 'members', 'sign-in', 'keys'].map(part => `/settings/${part}`),
)

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
      for (const path of PAGES) {
        // from page to page as a person goes, without loading the app anew
        const settled = page.waitForResponse(response => response.url().includes('/api/')).catch(() => undefined)
        await page.evaluate(`history.pushState({}, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'))`)
        await page.locator('main h1').first().waitFor()
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
      expect(headings.size, [...headings].join(' · ')).toBeGreaterThan(10)
      expect(faults).toEqual([])
      await context.close()
    },
    120_000,
  )
})
