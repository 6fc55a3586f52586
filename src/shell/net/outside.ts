import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

export interface HttpRequest {
  readonly method: 'POST' | 'GET'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
/** What became of a request. Every way it can end is exactly one of these. */
export type HttpAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  /** The other side certainly holds nothing of it. */
  | { readonly kind: 'not-begun'; readonly reason: string }
  /** It was on its way and no answer came. */
  | { readonly kind: 'no-answer'; readonly reason: string }
  /** We do not go there. */
  | { readonly kind: 'forbidden'; readonly reason: string }

export interface Outside {
  ask(request: HttpRequest): Promise<HttpAnswer>
}

const ANSWER_BYTES_MAX = 65_536
const PATIENCE_MS = 20_000

/** Whether an address belongs to the open internet: neither loopback, private, link-local, carrier, documentation … nor mapped to such. */
export const isPublicAddress = (address: string): boolean => unmappedRange(address) === 'unicast'

function unmappedRange(address: string): string {
  try {
    const parsed = ipaddr.parse(address)
    const range = ipaddr.process(address).range()
    // addresses that carry an IPv4 one inside lead wherever that one leads
    return ['rfc6145', 'rfc6052', '6to4', 'teredo'].includes(parsed.range()) ? 'carrier' : range
  } catch {
    return 'unreadable'
  }
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')
const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80')

/** Asks the name once: whatever it answers later, the connection goes to the address that was looked at. */
async function addressOf(url: URL, isAllowed: boolean): Promise<{ address: string; family: number } | { refused: string }> {
  const found = await lookup(hostOf(url), { all: true })
  const [first] = found
  if (!first) return { refused: `${hostOf(url)} has no address.` }
  const within = found.find(({ address }) => !isPublicAddress(address))
  if (within && !isAllowed) return { refused: `${hostOf(url)} leads to ${within.address}, which is not on the open internet.` }
  return first
}

/**
 * Requests to addresses that a person entered. They never lead into our own network: the name is resolved once, every address must be public,
 * the connection is pinned to it, and no redirect is followed. @param within `host:port` that the owner of this machine allows nevertheless.
 */
export function outside(within: ReadonlySet<string> = new Set(), patienceMs = PATIENCE_MS): Outside {
  return {
    ask: async request => {
      const url = URL.parse(request.url)
      if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
        return { kind: 'forbidden', reason: `"${request.url}" is not a web address.` }
      const isAllowed = within.has(`${hostOf(url)}:${portOf(url)}`)
      if (url.protocol === 'http:' && !isAllowed) return { kind: 'forbidden', reason: 'Only https leaves this machine.' }
      if (url.username || url.password) return { kind: 'forbidden', reason: 'An address holds no password.' }
      try {
        const to = await addressOf(url, isAllowed)
        return 'refused' in to ? { kind: 'forbidden', reason: to.refused } : await askAt(url, to, request, patienceMs)
      } catch (error) {
        return { kind: 'not-begun', reason: error instanceof Error ? error.message : String(error) } // the name could not be asked
      }
    },
  }
}

function askAt(url: URL, to: { address: string; family: number }, request: HttpRequest, patienceMs: number): Promise<HttpAnswer> {
  const done = Promise.withResolvers<HttpAnswer>()
  // connected, the request may have been read: that moment divides "not begun" from "no answer"
  let connected = false
  const lost = (error: Error): void => done.resolve({ kind: connected ? 'no-answer' : 'not-begun', reason: error.message })
  const pinned: LookupFunction = (_host, options, callback) => (options.all ? callback(null, [to]) : callback(null, to.address, to.family))
  const { protocol } = url
  const open = (protocol === 'https:' ? https : http).request(
    url,
    {
      method: request.method,
      headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body), connection: 'close' },
      lookup: pinned,
      agent: false,
      signal: AbortSignal.timeout(patienceMs),
    },
    response => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.byteLength
        if (size <= ANSWER_BYTES_MAX) chunks.push(chunk)
        else response.destroy()
      })
      const ended = (): void =>
        done.resolve({ kind: 'answer', status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
      response.on('end', ended).on('close', ended).on('error', ended) // the status is known: that much was answered
    },
  )
  open.on('socket', socket => socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => (connected = true)))
  open.on('error', lost)
  open.end(request.body)
  return done.promise
}
