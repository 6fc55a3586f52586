import { dirname, join } from 'node:path'
import { clockOn, fixedClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { ownerMail } from '../mail/owner-mail.ts'
import { openSmtpLine } from '../mail/smtp.ts'
import { renderMessage } from '../message/render.ts'
import { offloadPapers } from '../papers/offload.ts'
import { afterSweep } from '../run/after-sweep.ts'
import type { Means } from '../run/channel.ts'
import { keptDecider, loadDecider } from '../run/decider.ts'
import { momentsOf } from '../run/lease.ts'
import { type PerformReport, perform } from '../run/perform.ts'
import { reconsider } from '../run/reconsider.ts'
import { type SweepReport, sweep } from '../run/sweep.ts'
import { sweepBest } from '../run/sweep-aside.ts'
import type { Place } from '../workspace.ts'
import { linkArrears } from './correction-outcome.ts'
import { mailAccessOf } from './mail-server.ts'
import { matchImported } from './match-drafts.ts'
import { settleUnsure } from './settle-unsure.ts'
import { dkimOf, hookOf, smsLineOf } from './ways.ts'

export interface RunInput {
  /** Says what would be done; writes and sends nothing. */
  readonly dryRun?: boolean | undefined
  /** Lets approved messages leave. */
  readonly send?: boolean | undefined
  /** The place stands on a day of its own: the whole of that day's queue is gone through, hour by hour. */
  readonly wholeDay?: boolean | undefined
  /** Lines to the mail server at once, 5 at most. */
  readonly workers?: number | undefined
}
export interface RunResult {
  readonly sweep: SweepReport
  readonly performed: readonly PerformReport[]
}

const WORKERS_MAX = 5

/** The lines and folders by which this installation sends. @throws Refusal where the mail server set in the app cannot be opened. */
export async function meansFor(place: Place, config: Config, workers = 1): Promise<Means[]> {
  const [access, dkim, sms, hook] = await Promise.all([
    mailAccessOf(place, config),
    dkimOf(place, config),
    smsLineOf(place, config),
    hookOf(place, config),
  ])
  const draftFolder = join(place.store.flavour === 'sqlite' ? dirname(place.store.location) : dirname(config.store), 'drafts')
  const lines = Math.min(Math.max(workers, 1), WORKERS_MAX)
  return Array.from({ length: lines }, () => ({
    smtp: access === undefined ? undefined : openSmtpLine(access),
    draftFolder,
    dkim,
    sms,
    webhook: hook,
  }))
}

/** The place a moment later or earlier on its own day. */
export const standingAt = (place: Place, instant: string): Place => {
  const clock = fixedClock(instant)
  return { ...place, clock, by: { ...place.by, at: clock.now(), today: clock.today(place.firm.zone) } }
}

/** Lets the queue leave now, as far as it may. */
export async function send(place: Place, config: Config, workers?: number): Promise<PerformReport> {
  await place.links?.probe()
  const means = await meansFor(place, config, workers)
  try {
    const report = await perform(place, { render: renderMessage, ownerMail, means, decider: keptDecider(place) })
    await reconsider(place, report.clientIds)
    const fault = await settleUnsure(place, config, true).then(
      () => undefined,
      (error: Error) => error.message, // a mailbox that is away holds up nothing: they wait for a person as without one
    )
    return fault === undefined ? report : { ...report, problems: [...report.problems, `mailbox: ${fault}`] }
  } finally {
    for (const { smtp } of means) smtp?.close()
  }
}

/** Everything in the queue that may leave on the place's day, at the moments at which it may. */
async function sendWholeDay(place: Place, config: Config, from: string, workers?: number): Promise<PerformReport[]> {
  const reports: PerformReport[] = []
  for (let now = from; ; ) {
    const next = (await momentsOf(place)).map(moment => (moment < now ? now : moment))[0]
    if (next === undefined) return reports
    const before = await momentsOf(place)
    reports.push(await send(standingAt(place, next), config, workers))
    if (reports.at(-1)?.stopped) return reports
    if ((await momentsOf(place)).join() === before.join()) return reports
    now = next
  }
}

/** The daily run: decide about everybody, write down what changed, and let what is approved leave. */
export async function run(place: Place, config: Config, input: RunInput = {}): Promise<RunResult> {
  const { dryRun = false, wholeDay = false, workers } = input
  const performed: PerformReport[] = []
  const sending = input.send === true && !dryRun
  // what was held over from the evening before leaves in the morning, by the facts of the morning
  if (sending && wholeDay)
    performed.push(...(await sendWholeDay(place, config, clockOn(place.by.today, place.firm.zone, 0).now(), workers)))
  if (!dryRun) {
    await matchImported(place)
    await linkArrears(place)
    await offloadPapers(place)
  }
  const report = dryRun ? await sweep(place, await loadDecider(place), { dryRun }) : await sweepBest(place)
  if (!dryRun) await afterSweep(place)
  if (sending)
    performed.push(...(wholeDay ? await sendWholeDay(place, config, place.by.at, workers) : [await send(place, config, workers)]))
  return { sweep: report, performed }
}
