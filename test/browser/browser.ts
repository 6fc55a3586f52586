import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { type Running, start } from '../../src/shell/start.ts'

export const CHROMIUM = '/usr/bin/chromium'
export const hasChromium = existsSync(CHROMIUM)

/** A Tuesday morning: a day on which messages may leave. */
export const TUESDAY = day('2026-11-24')

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu', '--disable-dev-shm-usage'],
  })

export interface OpenedApp {
  readonly running: Running
  readonly folder: string
  stop(): Promise<void>
}

/** The app as `npm start` opens it, on a store of its own and a free port. */
export async function openApp(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<OpenedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-browser-'))
  const clock = clockOn(TUESDAY, 'Europe/Paris')
  const running = await start([...args, '--port', '0'], { DUNWELL_STORE: join(folder, 'd.sqlite'), ...env }, () => undefined, clock)
  return {
    running,
    folder,
    stop: async () => {
      await running.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

export interface Look {
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

export const contextFor = (browser: Browser, look: Look = { width: 1440, scheme: 'light' }): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: look.width, height: look.width < 600 ? 844 : 900 },
    colorScheme: look.scheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  })

export interface Inside {
  readonly app: OpenedApp
  readonly browser: Browser
  /** Of the owner, signed in by the one-time link. */
  readonly cookies: Awaited<ReturnType<BrowserContext['cookies']>>
}

/** The sample firm in a browser, its owner signed in and its first page seen. */
export async function openInside(): Promise<Inside> {
  const app = await openApp(['--sample'])
  const browser = await launch()
  const context = await contextFor(browser)
  const page = await context.newPage()
  await page.goto(app.running.link)
  await page.getByText('Whom to contact, in this order').waitFor()
  const cookies = await context.cookies()
  await context.close()
  return { app, browser, cookies }
}

/** The sample firm for a whole suite: opened before its tests, closed after them. */
export interface Sample {
  readonly browser: Browser
  readonly origin: string
  /** A window of the owner's, signed in. */
  context(look?: Look): Promise<BrowserContext>
}

/** To be called within `describe`: it sets the hooks itself. */
export function sampleFirm(): Sample {
  let inside: Inside | undefined
  const opened = (): Inside => {
    if (!inside) throw new Error('the sample firm is open during tests only')
    return inside
  }
  beforeAll(async () => {
    inside = await openInside()
  }, 120_000)
  afterAll(async () => {
    await inside?.browser.close()
    await inside?.app.stop()
  })
  return {
    get browser() {
      return opened().browser
    },
    get origin() {
      return opened().app.running.origin
    },
    context: async look => {
      const { browser, cookies } = opened()
      const context = await contextFor(browser, look)
      await context.addCookies(cookies)
      return context
    },
  }
}

/** Faults of the page itself: what it wrote to the console as errors, and what it threw. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', error => faults.push(error.message))
  return faults
}

/** All rules of accessibility on a page without frames: in place, for without that axe opens a page of its own each time; violations alone in full. */
export const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })

const WIDTHS = [1440, 390] as const
/** Screenshots are kept where a folder is named: to be looked at. */
const SHOTS = process.env.DUNWELL_SHOTS

/**
 * What is wrong with the page as it stands, at both widths, in light and in dark: faults of accessibility, and more width than there is.
 * The dark scheme changes colours alone, so only they are looked at again.
 */
export async function faultsInAllLooks(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  const look = async (where: string, rules: readonly string[] = []): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${where.replaceAll(/[^\w-]+/g, '-')}.png`), fullPage: true })
    for (const { id, nodes } of (await (rules.length > 0 ? axe(page).withRules([...rules]) : axe(page)).analyze()).violations)
      found.push(`${where}: ${id}: ${nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')}`) // biome-ignore format: one line
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
    await look(`${name} ${width} light`)
    const wider = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    if (wider !== 0) found.push(`${name} ${width}: scrolls sideways by ${wider} px`)
    await page.emulateMedia({ colorScheme: 'dark' })
    await look(`${name} ${width} dark`, ['color-contrast'])
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize({ width: WIDTHS[0], height: 900 })
  return found
}
