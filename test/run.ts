/**
 * `npm test`: every check of the project, one after another, and one plain closing line.
 * Brings the system packages that some tests need where it may (root on Debian or Ubuntu); elsewhere says what is missing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Tally {
  passed: number
  failed: number
  skipped: number
}
const tally: Tally = { passed: 0, failed: 0, skipped: 0 }
const say = (line: string): void => console.log(line)
const run = (command: string, args: readonly string[], env: Record<string, string> = {}): number =>
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }).status ?? 1
const bin = (name: string): string => join('node_modules', '.bin', name)

/** What some tests need beyond npm: the Debian package, and where it would lie. */
const SYSTEM_PARTS = [
  {
    package: 'chromium',
    present: () => existsSync('/usr/bin/chromium') || existsSync('/usr/bin/chromium-browser') || existsSync('/usr/bin/google-chrome'),
  },
  { package: 'postgresql', present: () => existsSync('/usr/lib/postgresql') || spawnSync('initdb', ['--version']).status === 0 },
  { package: 'dovecot-imapd', present: () => existsSync('/usr/lib/dovecot/imap') },
  { package: 'hledger', present: () => spawnSync('hledger', ['--version']).status === 0 },
] as const

function bringSystemParts(): void {
  const missing = SYSTEM_PARTS.filter(part => !part.present()).map(part => part.package)
  if (missing.length === 0) return
  const command = `apt-get install -y --no-upgrade --no-install-recommends ${missing.join(' ')}`
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && process.env.DUNWELL_TEST_INSTALL !== '0'
  if (!mayInstall) {
    say(`Some tests will be skipped: they need ${missing.join(' and ')}. On Debian or Ubuntu: sudo ${command}`)
    return
  }
  say(`Installing ${missing.join(' and ')} for the tests that need them (DUNWELL_TEST_INSTALL=0 refuses) …`)
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], quiet)
  const status = run('apt-get', ['install', '-y', '-qq', '--no-upgrade', '--no-install-recommends', ...missing], quiet)
  if (status !== 0) say('That did not work; the tests that need them are skipped by name.')
}

function check(what: string, command: string, args: readonly string[]): void {
  const from = performance.now()
  const ok = run(command, args) === 0
  if (ok) tally.passed += 1
  else tally.failed += 1
  say(`${ok ? 'ok' : 'FAILED'}: ${what} (${((performance.now() - from) / 1000).toFixed(1)} s)`)
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  success: boolean
  testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string }[] }[]
}

function vitest(): void {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-report-'))
  const file = join(folder, 'report.json')
  const status = run(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { NO_COLOR: '1' })
  if (!existsSync(file)) {
    tally.failed += 1
    say('FAILED: the test runner ended without a report')
    return
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  rmSync(folder, { recursive: true })
  tally.passed += report.numPassedTests
  tally.failed += report.numFailedTests
  tally.skipped += report.numPendingTests
  const broken = report.testResults.filter(r => r.status === 'failed' && !r.assertionResults.some(a => a.status === 'failed'))
  tally.failed += broken.length // a file that could not even be loaded
  if (status !== 0 && report.numFailedTests + broken.length === 0) tally.failed += 1
  for (const r of report.testResults)
    for (const a of r.assertionResults) {
      if (a.status === 'failed') say(`failed: ${a.fullName}`)
      if (a.status === 'pending' || a.status === 'skipped') say(`skipped: ${a.fullName}`)
    }
  for (const r of broken) say(`failed to load: ${r.name}\n${r.message}`)
}

const started = performance.now()
bringSystemParts()
check('types of src and test', bin('tsc'), ['-p', 'tsconfig.json'])
if (existsSync('web/tsconfig.json')) check('types of web', bin('tsc'), ['-p', 'web/tsconfig.json'])
check('lint and format', bin('biome'), ['ci', '--reporter=summary', '.'])
if (existsSync('web/index.html')) check('the web app builds', bin('vite'), ['build', '--logLevel', 'warn', 'web'])
vitest()
if (existsSync('test/smoke.ts')) check('smoke run of the main job', process.execPath, ['test/smoke.ts'])
say(`All checks took ${((performance.now() - started) / 1000).toFixed(0)} s.`)
const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
say(`${tally.passed} passed, ${tally.failed} failed${skipped}`)
process.exitCode = tally.failed === 0 ? 0 : 1
