import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Object storage on loopback that speaks enough of S3 to keep papers, and refuses every request whose Signature Version 4 does not hold. */
export interface Bucket {
  readonly url: string
  readonly objects: Map<string, Buffer>
  /** Requests refused because of their signature. */
  readonly refused: string[]
  /** Answers the next requests with 503. */
  down: number
  stop(): Promise<void>
}

const KEY_ID = 'TESTKEYID'
const SECRET = 'test secret that is long enough'
export const BUCKET_KEY = { id: KEY_ID, secret: SECRET }

const sha = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** Reckons the signature from the request itself (AWS, Signature Version 4) and holds it against the one given. */
function signatureHolds(request: IncomingMessage, body: Buffer): boolean {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  const [, keyId, date = '', region = '', signed = '', given = ''] = match ?? []
  const stated = String(request.headers['x-amz-content-sha256'] ?? '')
  if (keyId !== KEY_ID || (stated !== 'UNSIGNED-PAYLOAD' && stated !== sha(body))) return false
  const url = new URL(request.url ?? '/', 'http://x')
  const headers = signed.split(';').map(name => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
  const canonical = [request.method, url.pathname, url.search.slice(1), headers.join(''), signed, stated].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', String(request.headers['x-amz-date']), scope, sha(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, date), region), 's3'), 'aws4_request')
  return createHmac('sha256', key).update(toSign).digest('hex') === given
}

export async function startBucket(): Promise<Bucket> {
  const objects = new Map<string, Buffer>()
  const refused: string[] = []
  const own = { down: 0 }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const path = new URL(request.url ?? '/', 'http://x').pathname
    if (own.down > 0) {
      own.down -= 1
      response.writeHead(503).end()
      return
    }
    if (!signatureHolds(request, body)) {
      refused.push(`${request.method} ${path}`)
      response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
      return
    }
    if (request.method === 'PUT') objects.set(path, body)
    if (request.method === 'DELETE') objects.delete(path)
    const found = objects.get(path)
    if (request.method === 'GET' && !found) response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
    else response.writeHead(request.method === 'DELETE' ? 204 : 200).end(request.method === 'GET' ? found : undefined)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/papers?region=eu-west-3`,
    objects,
    refused,
    get down() {
      return own.down
    },
    set down(times) {
      own.down = times
    },
    stop: () => new Promise(done => server.close(() => done())),
  }
}
