import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
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

/** Faults of the page itself: what it wrote to the console as errors, and what it threw. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', error => faults.push(error.message))
  return faults
}
