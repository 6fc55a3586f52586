import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A scanner on loopback that speaks eSCL as the Mopria specification has it: status, jobs, pages until there are no more. */
export interface Scanner {
  readonly address: string
  /** The settings of each job, as XML. */
  readonly jobs: string[]
  /** Jobs that were not taken back. */
  readonly open: () => number
  /** What lies in the feeder: the next job takes it all. */
  load(pages: readonly { readonly mime: string; readonly bytes: Uint8Array }[]): void
  state: 'Idle' | 'Processing'
  stop(): Promise<void>
}

const xml = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'content-type': 'text/xml' })
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}

export async function startScanner(): Promise<Scanner> {
  const jobs: string[] = []
  const open = new Map<string, { mime: string; bytes: Uint8Array }[]>()
  let feeder: { mime: string; bytes: Uint8Array }[] = []
  const own = { state: 'Idle' as Scanner['state'] }
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    const job = /^\/eSCL\/ScanJobs\/([\w-]+)(\/NextDocument)?$/.exec(path)
    if (path === '/eSCL/ScannerStatus') {
      const loaded = feeder.length > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty'
      return xml(
        response,
        `<scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.6</pwg:Version><pwg:State>${own.state}</pwg:State><scan:AdfState>${loaded}</scan:AdfState></scan:ScannerStatus>`,
      )
    }
    if (path === '/eSCL/ScanJobs' && request.method === 'POST') {
      jobs.push(await bodyOf(request))
      const id = `job-${jobs.length}`
      open.set(id, feeder)
      feeder = []
      response.writeHead(201, { location: `/eSCL/ScanJobs/${id}` })
      response.end()
      return
    }
    const pages = job?.[1] ? open.get(job[1]) : undefined
    if (job?.[1] && request.method === 'DELETE') {
      open.delete(job[1])
      response.writeHead(200).end()
      return
    }
    const page = job?.[2] ? pages?.shift() : undefined
    if (!page) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': page.mime })
    response.end(page.bytes)
  }
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    address: `http://127.0.0.1:${port}/eSCL`,
    jobs,
    open: () => open.size,
    load: pages => {
      feeder = [...pages]
    },
    get state() {
      return own.state
    },
    set state(state) {
      own.state = state
    },
    stop: () => new Promise(done => server.close(() => done())),
  }
}
