import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import { refuse } from '../../core/fault.ts'

/** A network scanner that speaks eSCL (AirScan, driverless): plain HTTP and XML, no driver. */
export interface Scan {
  readonly mime: string
  readonly bytes: Uint8Array
}
export interface ScanWish {
  /** The scanner’s root: `http://192.168.1.20/eSCL`. */
  readonly address: string
  readonly source: 'Feeder' | 'Platen'
  readonly colour: boolean
  /** Dots an inch. */
  readonly resolution: number
  readonly bytesMax: number
}

const ANSWER_MS_MAX = 20_000
/** A page may take long: the lamp warms up, the feeder turns. */
const PAGE_MS_MAX = 120_000
const PAGES_MAX = 200
const OWN_NETWORK = new Set(['private', 'loopback', 'linkLocal', 'uniqueLocal'])

/** Only a machine of one’s own network is asked: an address set by mistake or malice must not make Dunwell call elsewhere. */
async function refuseStrangers(root: URL): Promise<void> {
  const host = root.hostname.replace(/^\[|\]$/g, '')
  const found = ipaddr.isValid(host) ? [{ address: host }] : await lookup(host, { all: true }).catch(() => [])
  const isOwn = found.length > 0 && found.every(({ address }) => OWN_NETWORK.has(ipaddr.process(address).range()))
  if (!isOwn)
    refuse('scanner-elsewhere', `"${root.host}" is not a machine of your own network.`, {
      field: 'scanner',
      mend: 'Enter the scanner’s own address under Settings, Invoices and papers.',
    })
}

const settingsOf = ({ source, colour, resolution }: ScanWish): string => `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
  <pwg:Version>2.6</pwg:Version>
  <scan:Intent>Document</scan:Intent>
  <pwg:InputSource>${source}</pwg:InputSource>
  <scan:ColorMode>${colour ? 'RGB24' : 'Grayscale8'}</scan:ColorMode>
  <scan:XResolution>${resolution}</scan:XResolution>
  <scan:YResolution>${resolution}</scan:YResolution>
  <pwg:DocumentFormat>application/pdf</pwg:DocumentFormat>
  <scan:DocumentFormatExt>application/pdf</scan:DocumentFormatExt>
</scan:ScanSettings>
`

const silent = (root: URL, error: unknown): never =>
  refuse('scanner-silent', `The scanner at ${root.host} does not answer (${error instanceof Error ? error.message : 'no answer'}).`, {
    field: 'scanner',
    mend: 'Look whether it is switched on, and whether its address is right.',
  })

async function ask(root: URL, path: string | URL, init: RequestInit = {}, ms = ANSWER_MS_MAX): Promise<Response> {
  const url = path instanceof URL ? path : new URL(`${root.pathname.replace(/\/+$/, '')}/${path}`, root)
  return fetch(url, { redirect: 'error', ...init, signal: AbortSignal.timeout(ms) }).catch(error => silent(root, error))
}

/** The first value of an element, whatever its namespace prefix. */
const elementOf = (xml: string, name: string): string | undefined => new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(xml)?.[1]?.trim()

async function refuseUnready(root: URL, source: ScanWish['source']): Promise<void> {
  const answer = await ask(root, 'ScannerStatus')
  const text = await answer.text()
  const state = elementOf(text, 'State')
  if (!answer.ok || state === undefined) silent(root, new Error(`answered ${answer.status}`))
  if (state !== 'Idle')
    refuse('scanner-busy', `The scanner is ${state?.toLowerCase()}.`, { field: 'scanner', mend: 'Wait until it is idle, then scan again.' })
  const feeder = elementOf(text, 'AdfState')
  if (source === 'Feeder' && feeder !== undefined && feeder !== 'ScannerAdfLoaded' && feeder !== 'ScannerAdfProcessing')
    refuse('feeder-empty', 'There is nothing in the scanner’s feeder.', {
      field: 'source',
      mend: 'Put the paper in, or scan from the glass.',
    })
}

/** The job’s own address: on the same machine, or the scanner is not what it says. */
function jobOf(root: URL, location: string | null): URL {
  const job = location === null ? null : URL.parse(location, root)
  if (!job || job.host !== root.host)
    return refuse('scanner-odd', 'The scanner answers as no eSCL scanner does: it names no job.', { field: 'scanner' })
  return job
}

async function readLimited(answer: Response, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > bytesMax)
      refuse('file-too-large', `The scan has more than ${bytesMax} bytes.`, {
        params: { megabytes: String(bytesMax / 1048576) },
        mend: 'Scan at a lower resolution.',
      })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * Scans what lies in the scanner: one document as the scanner makes it, page after page where it gives single pictures. @throws Refusal where it is
 * silent, busy, empty, or not on one’s own network; the job is taken back whatever happens.
 */
export async function scanFrom(wish: ScanWish): Promise<Scan[]> {
  const root = URL.parse(wish.address)
  if (!root) return refuse('scanner-unreadable', `"${wish.address}" is not an address.`, { field: 'scanner' })
  await refuseStrangers(root)
  await refuseUnready(root, wish.source)
  const started = await ask(root, 'ScanJobs', { method: 'POST', body: settingsOf(wish), headers: { 'content-type': 'text/xml' } })
  await started.body?.cancel()
  if (started.status !== 201)
    return refuse('scanner-refused', `The scanner does not take the job (${started.status}).`, { field: 'scanner' })
  const job = jobOf(root, started.headers.get('location'))
  const pages: Scan[] = []
  let left = wish.bytesMax
  try {
    while (pages.length < PAGES_MAX) {
      const answer = await ask(root, new URL(`${job.pathname.replace(/\/+$/, '')}/NextDocument`, job), {}, PAGE_MS_MAX)
      if (answer.status === 404 || answer.status === 410) {
        await answer.body?.cancel()
        break
      }
      if (!answer.ok)
        return refuse('scanner-stopped', `The scanner stopped (${answer.status}).`, {
          field: 'scanner',
          mend: 'Look for a paper jam, then scan again.',
        })
      const bytes = await readLimited(answer, left)
      left -= bytes.length
      pages.push({ mime: answer.headers.get('content-type')?.split(';', 1)[0] ?? '', bytes })
    }
  } finally {
    // a job that is over is gone already: what counts is that none is left behind
    await fetch(job, { method: 'DELETE', signal: AbortSignal.timeout(ANSWER_MS_MAX) }).catch(() => undefined)
  }
  if (pages.length === 0) refuse('scan-empty', 'The scanner gave no page.', { field: 'scanner', mend: 'Put the paper in and scan again.' })
  return pages
}
