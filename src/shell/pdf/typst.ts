import { type ChildProcess, fork } from 'node:child_process'
import { type Day, epochDay } from '../../core/day/day.ts'
import type { Answer, Job } from './typst-child.ts'

/** Letters one child makes before it is replaced: Typst holds on to memory from document to document. */
const LETTERS_PER_CHILD = 500
const SECONDS_PER_DAY = 86_400

export interface PdfMaker {
  /** @returns the PDF (PDF/A-2b as Typst exports it). The same content and day give the same bytes. @throws where Typst refuses the content. */
  make(template: string, content: object, on: Day): Promise<Uint8Array>
  close(): void
}

interface Waiting {
  readonly job: Job
  readonly done: (pdf: Uint8Array) => void
  readonly failed: (error: Error) => void
}

/** Makes PDFs in a child process, one after another, replacing the child before it grows. */
export function pdfMaker(): PdfMaker {
  const script = new URL(`./typst-child${import.meta.url.slice(-3)}`, import.meta.url)
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | undefined
  let made = 0
  let nextId = 1
  let closed = false

  const spawnChild = (): ChildProcess => {
    const fresh = fork(script, { serialization: 'advanced' })
    made = 0
    fresh.on('message', (message: Answer) => {
      const waits = waiting.get(message.id)
      waiting.delete(message.id)
      if (waits) settle(waits, message)
      if (waiting.size === 0) rest(fresh)
    })
    fresh.on('exit', () => {
      if (child === fresh) child = undefined
      for (const waits of waiting.values()) waits.failed(new Error('the PDF process ended before the letter was made'))
      waiting.clear()
    })
    return fresh
  }

  return {
    make: (template, content, on) => {
      if (closed) return Promise.reject(new Error('the PDF maker is closed'))
      if (made >= LETTERS_PER_CHILD && waiting.size === 0) {
        child?.kill()
        child = undefined
      }
      child ??= spawnChild()
      const current = child
      const job: Job = { id: nextId++, template, letter: JSON.stringify(content), timestamp: epochDay(on) * SECONDS_PER_DAY }
      made += 1
      return new Promise((done, failed) => {
        waiting.set(job.id, { job, done, failed })
        current.ref()
        current.channel?.ref()
        current.send(job)
      })
    },
    close: () => {
      closed = true
      child?.kill()
    },
  }
}

/** An idle child does not keep the program alive. */
function rest(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}

function settle(waits: Waiting, message: Answer): void {
  if ('pdf' in message) waits.done(message.pdf)
  else waits.failed(new Error(message.error))
}
