/**
 * Tryton (its dunning modules, as Debian packages them) and Dunwell at the same work in one session: N overdue invoices of N clients, one mail and one
 * letter for each, a log, durable commits, the same mail sink; as the peer does it, the mails carry no letter and the letters are printed together
 * (its own as text-document XML, ours as PDF/A). `node bench/peers/tryton.ts [N=1000] [REPS=3]`; needs root on Debian and the shared
 * material's `peers` folder beside the repository. Prints seconds and ratios (Tryton over Dunwell). Tryton needs some ten minutes to make 1,000
 * posted invoices ready; 200 take one.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays, day } from '../../src/core/day/day.ts'
import { live } from '../../src/shell/acts/live.ts'
import { looked } from '../../src/shell/acts/looked.ts'
import { choosePolicy, savePolicy } from '../../src/shell/acts/policies.ts'
import { run } from '../../src/shell/acts/run.ts'
import { openStore, standingOn } from '../../src/shell/cli/open.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { letterBatch, lettersPrint } from '../../src/shell/papers/letter-batch.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { sweep } from '../../src/shell/run/sweep.ts'
import { record } from '../../src/shell/store/record.ts'
import { ageingCsv, ageingOf } from '../../src/shell/views/ageing.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { answers, freePort } from '../../test/support/port.ts'

/** Where the peer's script lies; another folder keeps its empty database from one run to the next. */
const PEERS = process.env.DUNWELL_PEERS ?? join(import.meta.dirname, '../../../shared/peers')
const FIRST = day('2026-03-10')
/** A month later: every invoice goes up one level. */
const SECOND = day('2026-04-10')
/** The peer’s first two levels: ten and thirty days overdue. A mail of the mildest tone carries no letter. */
const POLICY = `
name: as-the-peer
says: Two reminders by mail, as the peer is set up.
graceDays: 0
gapDays: 7
contactsPerWeek: 2
contactsPer30Days: 4
hours: [9, 18]
weekends: true
smallBalance: { '*': 0 }
smallBalanceDays: 0
moneyFreshDays: 4
bankDays: 0
announceDays: 0
turnRolesFromDays: 60
reviewDays: 14
steps:
  - { id: level-1, days: 10, channel: email, tone: 1 }
  - { id: level-2, days: 30, channel: email, tone: 1 }
`
const GOALS = { escalate: 50, 'full pass': 8, 'ageing report': 100 } as const
type Work = keyof typeof GOALS
type Seconds = Readonly<Record<Work, number>>

const count = (text: string | undefined, other: number): number => (text === undefined ? other : Number(text))
const N = count(process.argv[2], 1000)
const REPS = count(process.argv[3], 3)

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** The peer's own script, in a folder of its own: it leaves files beside itself. */
function tryton(folder: string): Seconds {
  for (const name of readdirSync(PEERS).filter(file => /\.(sh|py)$|^cache\./.test(file)))
    copyFileSync(join(PEERS, name), join(folder, name))
  const out = join(folder, 'tryton.json')
  execFileSync('bash', [join(folder, 'run-tryton.sh'), String(N), String(REPS), 'sqlite'], {
    env: { ...process.env, OUT: out },
    stdio: ['ignore', 2, 'inherit'], // it says how far it is: posting its invoices, which is not timed, takes minutes
  })
  const { wall } = JSON.parse(readFileSync(out, 'utf8')) as { wall: Readonly<Record<string, readonly number[]>> } // the script writes this
  const of = (name: string): number => median(wall[name] ?? [])
  const escalate = of('create_dunnings_L2_escalate')
  const mails = of('process_L2_with_email_smtp_commit')
  return { escalate, 'full pass': escalate + mails + of('letters_fodt'), 'ageing report': of('aged_balance_report_file') }
}

/** One client an invoice, 10 to 38 days overdue on the first day, as the peer's are. */
async function seed(place: Place): Promise<void> {
  await record(place.store, place.by, 'import', async pen => {
    for (let n = 0; n < N; n++) {
      const dueOn = addDays(FIRST, -10 - (n % 29))
      const client = {
        name: `Customer ${n}`,
        kind: 'business',
        country: 'FR',
        email: `c${n}@example.org`,
        address: [`${n} Main Street`],
      } as const
      const clientId = await pen.add('client', client)
      const totalMinor = BigInt(5000 + ((n * 7919) % 495_000))
      await pen.add('invoice', { clientId, number: `F-${n}`, issuedOn: addDays(dueOn, -30), dueOn, currency: 'EUR', totalMinor })
    }
  })
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

/** @returns seconds of each work, and what was sent. */
async function measured(folder: string, smtpUrl: string): Promise<{ took: Seconds; sent: number }> {
  const config = configFrom({ DUNWELL_STORE: join(folder, 'store.sqlite'), DUNWELL_SMTP_URL: smtpUrl })
  const store = await openStore(config, 'bench')
  try {
    const early = clockOn(day('2025-12-01'), 'Europe/Paris')
    const firm = {
      name: 'Bench',
      country: 'FR',
      language: 'en',
      zone: 'Europe/Paris',
      currency: 'EUR',
      address: ['1 rue Haute'],
      email: 'billing@example.com',
    }
    await createWorkspace(store, firm, early, 'bench')
    const place = await enterWorkspace(store, early, 'bench', 'bench')
    await savePolicy(place, { yaml: POLICY })
    await choosePolicy(place, { name: 'as-the-peer' })
    await live(place)
    const [first, second] = [standingOn(place, FIRST), standingOn(place, SECOND)]
    await seed(first)
    await looked(first, FIRST)
    await run(first, config, { send: true, wholeDay: true })
    await looked(second, SECOND)
    const decider = await loadDecider(second)
    const escalate = await seconds(() => sweep(second, decider))
    const letters = await seconds(async () =>
      writeFileSync(join(folder, 'letters.pdf'), await lettersPrint(second, await letterBatch(second))),
    )
    let sent = 0
    const mails = await seconds(async () => {
      const { performed } = await run(second, config, { send: true, wholeDay: true })
      sent = performed.reduce((sum, report) => sum + report.counts.sent, 0)
    })
    const ageing = await seconds(async () => writeFileSync(join(folder, 'ageing.csv'), ageingCsv(await ageingOf(second, { asOf: SECOND }))))
    return { took: { escalate, 'full pass': escalate + letters + mails, 'ageing report': ageing }, sent }
  } finally {
    await store.close()
  }
}

async function dunwell(folder: string): Promise<Seconds> {
  const port = await freePort()
  const sink = spawn('/usr/bin/python3', [join(PEERS, 'smtp_sink.py'), String(port), join(folder, 'mails')], { stdio: 'ignore' })
  try {
    while (!(await answers(port))) await pause(50)
    const runs: Seconds[] = []
    for (let rep = 0; rep < REPS; rep++) {
      const own = mkdtempSync(join(folder, 'run-'))
      const { took, sent } = await measured(own, `smtp://127.0.0.1:${port}`)
      if (sent !== N) throw new Error(`${sent} of ${N} messages were sent`)
      runs.push(took)
    }
    const of = (work: Work): number => median(runs.map(took => took[work]))
    return { escalate: of('escalate'), 'full pass': of('full pass'), 'ageing report': of('ageing report') }
  } finally {
    const ended = once(sink, 'exit')
    sink.kill()
    await ended
  }
}

if (!existsSync(PEERS)) throw new Error('The shared material is not beside the repository: there is nothing to compare with.')
const folder = mkdtempSync(join(tmpdir(), 'dunwell-peers-'))
try {
  const ours = await dunwell(folder)
  console.error(`Dunwell: ${JSON.stringify(ours)}; now Tryton`)
  const theirs = tryton(folder)
  const load = loadavg()
    .map(value => value.toFixed(2))
    .join(' ')
  console.log(`${N} overdue invoices, median of ${REPS}, ${cpus()[0]?.model ?? ''}, ${cpus().length} cores, load average ${load}`)
  console.log('| work | Tryton s | Dunwell s | ratio | goal |\n|---|---|---|---|---|')
  for (const [work, goal] of Object.entries(GOALS) as [Work, number][]) {
    const ratio = theirs[work] / ours[work]
    console.log(`| ${work} | ${theirs[work].toFixed(3)} | ${ours[work].toFixed(3)} | ${ratio.toFixed(1)} | ${goal} |`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
