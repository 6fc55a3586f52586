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

function answer(job: Job): Answer {
  try {
    const pdf = compiler.pdf(
      { mainFileContent: templateOf(job.template), inputs: { letter: job.letter } },
      { pdfStandard: 'a-2b', creationTimestamp: job.timestamp },
    )
    return { id: job.id, pdf }
  } catch (error) {
    return { id: job.id, error: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (job: Job) => {
  process.send?.(answer(job))
})
