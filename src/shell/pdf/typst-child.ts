/**
 * The child that makes PDFs: Typst keeps memory from document to document, so the parent replaces this process every few hundred.
 * Speaks over IPC: in `{ id, template, letter }`, out `{ id, pdf }` or `{ id, error }`.
 */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { MessageContent } from '../../core/letter/content.ts'
import { markPhrases } from './phrases.ts'

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
/** A folder that need not exist: templates and letters are kept in memory alone, and no template can read a file. */
const FOLDER = join(tmpdir(), 'dunwell-letters-in-memory')
const LETTER = join(FOLDER, 'letter.json')
const fontArgs = [{ fontPaths: [fontsOf('@embedpdf/fonts-latin'), fontsOf('@embedpdf/fonts-jp')] }]
const compiler = NodeCompiler.create({ workspace: FOLDER, fontArgs })
const templates = new Map<string, string>()
/** What was laid out for a letter is kept for so many more: letters of one day share sender, words and table heads. */
const REMEMBERED = 8

/** A template is read once. @returns where the compiler finds it. */
function templateOf(name: string): string {
  if (!/^[a-z-]+$/.test(name)) throw new Error(`"${name}" is not the name of a template`)
  const known = templates.get(name) ?? join(FOLDER, `${name}.typ`)
  if (!templates.has(name)) compiler.addSource(known, readFileSync(new URL(`../../packs/letters/${name}.typ`, import.meta.url), 'utf8'))
  templates.set(name, known)
  return known
}

function laidOut(template: string, letter: string): NodeTypstDocument {
  const mainFilePath = templateOf(template)
  compiler.mapShadow(LETTER, Buffer.from(letter))
  const made = compiler.compile({ mainFilePath })
  const error = made.takeError()
  if (made.result === null || error) throw new Error(JSON.stringify(error ? compiler.fetchDiagnostics(error) : 'nothing was laid out'))
  return made.result
}

type Content = Pick<MessageContent, 'language' | 'opening' | 'closing' | 'key' | 'costs' | 'working' | 'table'>

/** Where a language has no spaces, its lines are told where they may break. */
function phrased<T extends Content>(letter: T): T {
  if (!letter.language.startsWith('ja')) return letter
  const { opening, closing, key, costs } = letter
  return {
    ...letter,
    opening: opening.map(markPhrases),
    closing: closing.map(markPhrases),
    key: key.map(k => ({ ...k, by: markPhrases(k.by) })),
    costs: costs && { ...costs, after: costs.after.map(markPhrases) },
  }
}

const ROWS_OF_ONE_PAGE = 8
const CHARACTERS_OF_ONE_PAGE = 1500
const mayRunOver = ({ opening, closing, table, working }: Content): boolean =>
  table.rows.length + (working?.rows.length ?? 0) > ROWS_OF_ONE_PAGE || [...opening, ...closing].join('').length > CHARACTERS_OF_ONE_PAGE

/** Letters of one page bear no page number, and are laid out once; those that may be longer are told how many pages they have. */
function lettersLaidOut(template: string, text: string): NodeTypstDocument {
  const input = JSON.parse(text) as Content & { readonly letters?: readonly Content[] } // the caller’s own content, see letter.typ
  const letters = (input.letters ?? [input]).map(phrased)
  const all = letters.map((_, i) => i)
  const long = all.filter(i => mayRunOver(letters[i] ?? input))
  const doc = laidOut(template, JSON.stringify({ ...input, letters, numbered: long }))
  if (long.length === all.length) return doc
  const pagesOfLong = long.length === 0 ? [] : (compiler.query(doc, { selector: '<pages>', field: 'value' }) as number[]) // what letter.typ notes
  const pages = pagesOfLong.reduce((sum, n) => sum + n, all.length - long.length)
  return pages === doc.numOfPages ? doc : laidOut(template, JSON.stringify({ ...input, letters, numbered: all }))
}

function pdfOf(job: Job, letter: string): Uint8Array {
  const doc = job.template === 'letter' ? lettersLaidOut(job.template, letter) : laidOut(job.template, letter)
  const pdf = compiler.pdf(doc, { pdfStandard: 'a-2b', pdfTags: job.forPrint !== true, creationTimestamp: job.timestamp })
  compiler.evictCache(REMEMBERED)
  return pdf
}

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
