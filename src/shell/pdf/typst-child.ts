/**
 * The child that makes PDFs: Typst keeps memory from document to document, so the parent replaces this process every few hundred.
 * Speaks over IPC: in `{ id, template, letter }`, out `{ id, pdf }` or `{ id, error }`.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

export interface Job {
  readonly id: number
  /** Name of a template in packs/letters. */
  readonly template: string
  /** The letter’s content as JSON. */
  readonly letter: string
  /** Seconds since 1970 of the letter’s own day: the same letter gives the same bytes. */
  readonly timestamp: number
  /** For the printer alone: without the tags by which a screen reader finds its way. */
  readonly forPrint?: boolean
}
export type Answer = { readonly id: number; readonly pdf: Uint8Array } | { readonly id: number; readonly error: string }

/** The folder of a font package: its entry lies one below the package’s root. */
const fontsOf = (name: string): string => join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'fonts')
const templates = new Map<string, string>()
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fontsOf('@embedpdf/fonts-latin'), fontsOf('@embedpdf/fonts-jp')] }] })

function templateOf(name: string): string {
  if (!/^[a-z-]+$/.test(name)) throw new Error(`"${name}" is not the name of a template`)
  const known = templates.get(name) ?? readFileSync(new URL(`../../packs/letters/${name}.typ`, import.meta.url), 'utf8')
  templates.set(name, known)
  return known
}

const pdfOf = (job: Job, letter: string): Uint8Array =>
  compiler.pdf(
    { mainFileContent: templateOf(job.template), inputs: { letter } },
    {
      pdfStandard: 'a-2b',
      pdfTags: job.forPrint !== true,
      creationTimestamp: job.timestamp,
    },
  )

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What the fonts cannot draw (an emoji in a name) becomes a question mark: PDF/A refuses a letter with a missing glyph, and no letter may fail for that. */
function withoutUndrawable(letter: string, complaint: string): string | undefined {
  const texts = [...complaint.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)].map(m => m[1] ?? '')
  if (texts.length === 0) return undefined
  const bad = new Set(
    texts.flatMap(text => [...text.replace(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))]),
  )
  return [...letter].map(c => (bad.has(c) ? '?' : c)).join('')
}

const REPAIRS_MAX = 20

function answer(job: Job): Answer {
  let { letter } = job
  for (let repairs = 0; ; repairs += 1)
    try {
      return { id: job.id, pdf: pdfOf(job, letter) }
    } catch (error) {
      const repaired = repairs < REPAIRS_MAX ? withoutUndrawable(letter, messageOf(error)) : undefined
      if (repaired === undefined || repaired === letter) return { id: job.id, error: messageOf(error) }
      letter = repaired
    }
}

process.on('message', (job: Job) => {
  process.send?.(answer(job))
})
