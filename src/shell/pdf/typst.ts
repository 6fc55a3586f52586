import { type ChildProcess, fork } from 'node:child_process'
import { type Day, epochDay } from '../../core/day/day.ts'
import type { Answer, Job } from './typst-child.ts'

/** Letters one child makes before it is replaced: Typst holds on to memory from document to document. */
const LETTERS_PER_CHILD = 500
const SECONDS_PER_DAY = 86_400

export interface PdfMaker {
  /** @param print a file for the printer that holds so many letters. @returns the PDF (PDF/A-2b as Typst exports it). The same content and day give the same bytes. @throws where Typst refuses the content. */
  make(template: string, content: object, on: Day, print?: { readonly letters: number }): Promise<Uint8Array>
  close(): void
}

interface Waiting {
  readonly done: (pdf: Uint8Array) => void
  readonly failed: (error: Error) => void
}

/** One child with the letters it still owes. */
interface Worker {
  readonly child: ChildProcess
  readonly waiting: Map<number, Waiting>
  made: number
  /** It makes what it was given and no more. */
  retired: boolean
}

/** Makes PDFs in a child process, one after another, replacing the child before it grows: also in the middle of a long batch. */
export function pdfMaker(): PdfMaker {
  const script = new URL(`./typst-child${import.meta.url.slice(-3)}`, import.meta.url)
  const workers = new Set<Worker>()
  let current: Worker | undefined
  let nextId = 1
  let closed = false

  const hire = (): Worker => {
    const worker: Worker = { child: fork(script, { serialization: 'advanced' }), waiting: new Map(), made: 0, retired: false }
    workers.add(worker)
    worker.child.on('message', (message: Answer) => {
      const waits = worker.waiting.get(message.id)
      worker.waiting.delete(message.id)
      if (waits) settle(waits, message)
      if (worker.waiting.size > 0) return
      if (worker.retired) worker.child.kill()
      else rest(worker.child)
    })
    worker.child.on('exit', () => {
      workers.delete(worker)
      if (current === worker) current = undefined
      for (const waits of worker.waiting.values()) waits.failed(new Error('the PDF process ended before the letter was made'))
      worker.waiting.clear()
    })
    return worker
  }

  const retire = (worker: Worker): void => {
    worker.retired = true
    if (worker.waiting.size === 0) worker.child.kill()
  }

  return {
    make: (template, content, on, print) => {
      if (closed) return Promise.reject(new Error('the PDF maker is closed'))
      if (current && current.made >= LETTERS_PER_CHILD) {
        retire(current)
        current = undefined
      }
      current ??= hire()
      const worker = current
      const job: Job = {
        id: nextId++,
        template,
        letter: JSON.stringify(content),
        timestamp: epochDay(on) * SECONDS_PER_DAY,
        forPrint: print !== undefined,
      }
      worker.made += print?.letters ?? 1
      return new Promise((done, failed) => {
        worker.waiting.set(job.id, { done, failed })
        worker.child.ref()
        worker.child.channel?.ref()
        worker.child.send(job)
      })
    },
    close: () => {
      closed = true
      for (const { child } of workers) child.kill()
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
