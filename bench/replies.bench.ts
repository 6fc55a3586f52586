import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, day } from '../src/core/day/day.ts'
import { clockOn } from '../src/shell/clock.ts'
import { receiveMany } from '../src/shell/replies/receive.ts'
import { record } from '../src/shell/store/record.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../src/shell/workspace.ts'

export const name = 'Replies'

const CLIENTS = 10_000
const MAILS = 1000
/** As after a long silence: so many at once, in the batches in which a mailbox hands them over. */
const FLOOD = 10_000
const BATCH = 25
const TODAY = day('2026-09-01')
const TEXTS = [
  'We will pay by 20 September, sorry for the delay.',
  'La facture a été réglée par virement le 28 août.',
  'Îmi puteți trimite o copie a facturii, vă rog?',
  'Nie zgadzamy się z tą fakturą: cena jest błędna.',
  'Hello, this is about the meeting next week. See you there.',
]

const mail = (n: number, client = (n * 7) % CLIENTS): Buffer =>
  Buffer.from(
    [
      `From: c${client}@client-${client}.example`,
      'To: bench@bench.example',
      `Subject: Re: invoice F-${client}-0`,
      `Message-ID: <${n}@bench.example>`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      TEXTS[n % TEXTS.length] ?? '',
      '',
      'On Tue, 25 Aug 2026 at 10:00, Bench wrote:',
      ...Array.from({ length: 30 }, (_, line) => `> line ${line} of the letter about F-${client}-0`),
    ].join('\r\n'),
  )

/** 1,000 replies over 10,000 clients: parsed, cut, read, placed, kept, and their clients decided anew. */
export async function run(): Promise<{ what: string; value: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  const store = await openFileStore(join(folder, 'store.sqlite'))
  try {
    const clock = clockOn(TODAY, 'Europe/Paris')
    const firm = {
      name: 'Bench',
      country: 'FR',
      language: 'en',
      zone: 'Europe/Paris',
      currency: 'EUR',
      address: [],
      email: 'bench@bench.example',
    }
    await createWorkspace(store, firm, clock, 'bench')
    const place = await enterWorkspace(store, clock, 'bench', 'bench')
    for (let from = 0; from < CLIENTS; from += 500)
      await record(store, place.by, 'bench', async pen => {
        for (let n = from; n < from + 500; n++) {
          const clientId = await pen.add('client', {
            name: `Client ${n}`,
            kind: 'business',
            country: 'FR',
            email: `c${n}@client-${n}.example`,
          })
          const money = { currency: 'EUR', totalMinor: 30_000n }
          await pen.add('invoice', { clientId, number: `F-${n}-0`, issuedOn: addDays(TODAY, -90), dueOn: addDays(TODAY, -60), ...money })
        }
      })
    const mails = Array.from({ length: MAILS }, (_, n) => ({ bytes: mail(n) }))
    const from = performance.now()
    const done = await receiveMany(place, mails)
    const seconds = (performance.now() - from) / 1000
    const placed = done.filter(d => d.state === 'placed').length
    const flood = await floodOf(place)
    return [
      {
        what: `${MAILS} replies read and placed over ${CLIENTS} clients`,
        value: `${seconds.toFixed(1)} s, ${placed} placed (load ${loadavg()[0]?.toFixed(1)})`,
      },
      flood,
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

/** Thousands of replies at once: how long, and by how much the process grows at most. */
async function floodOf(place: Place): Promise<{ what: string; value: string }> {
  const before = process.memoryUsage.rss()
  const from = performance.now()
  let [placed, most] = [0, 0]
  for (let at = MAILS; at < MAILS + FLOOD; at += BATCH) {
    const done = await receiveMany(
      place,
      Array.from({ length: BATCH }, (_, n) => ({ bytes: mail(at + n) })),
    )
    placed += done.filter(d => d.state === 'placed').length
    most = Math.max(most, process.memoryUsage.rss() - before)
  }
  const seconds = (performance.now() - from) / 1000
  return { what: `${FLOOD} more at once`, value: `${seconds.toFixed(0)} s, ${placed} placed, ${Math.round(most / 1e6)} MB more at most` }
}
