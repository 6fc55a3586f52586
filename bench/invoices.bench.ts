import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { limitsFromNow, loadRegistry, type Registry, readBytes } from '../src/shell/inbound/registry.ts'
import { cii, ubl } from '../test/inbound/samples/invoices.ts'
import { invoicePdf } from '../test/inbound/samples/pdf.ts'

export const name = 'Reading invoices'

const XML_FILES = 3_000
const PDF_FILES = 600

/** Files a second of processor time, which on a shared machine says what one core of its own does; garbage collection included. */
function rate(registry: Registry, files: readonly Uint8Array[], count: number): string {
  const start = process.cpuUsage()
  for (let at = 0; at < count; at++) readBytes(registry, files[at % files.length] ?? new Uint8Array(), 'bench', limitsFromNow())
  const used = process.cpuUsage(start)
  return `${Math.round(count / ((used.user + used.system) / 1e6)).toLocaleString('en')} files/s`
}

/** Real files of others, which are no part of this repository; no line where they are absent. */
const CORPUS = join(import.meta.dirname, '../../shared/corpus/invoices')
const filesOf = (folder: string): Buffer[] => readdirSync(join(CORPUS, folder)).map(name => readFileSync(join(CORPUS, folder, name)))

function realMix(registry: Registry): { what: string; value: string }[] {
  if (!existsSync(CORPUS)) return []
  const files = ['ubl', 'cii', 'ksef', 'fatturapa'].flatMap(filesOf)
  const size = Math.round(files.reduce((sum, b) => sum + b.length, 0) / files.length / 1_000)
  // copies: what is known of a file’s first bytes is kept beside its bytes
  const rounds = Array.from({ length: 4 }, () =>
    rate(
      registry,
      files.map(b => new Uint8Array(b)),
      files.length,
    ),
  )
  return [
    { what: `${files.length} real UBL, CII, KSeF and FatturaPA files, ${size} kB each, rounds one to four`, value: rounds.join(', ') },
  ]
}

/** Synthetic invoices of the size usual in practice (about 12 kB: five lines and long notes). */
export async function run(): Promise<{ what: string; value: string }[]> {
  const registry = await loadRegistry()
  const note = 'Terms of delivery and payment as agreed. '.repeat(100)
  const xml = [ubl({ lines: 8, note }), cii({ lines: 5, note })].map(text => Buffer.from(text))
  const picture = deflateSync(Buffer.alloc(2_000_000, 'page content '))
  const pdfs = [
    invoicePdf({ name: 'factur-x.xml', xml: cii({ lines: 5, note }), ballast: Buffer.concat([picture, Buffer.alloc(100_000, 7)]) }),
  ]
  rate(registry, xml, 500)
  rate(registry, pdfs, 50)
  return [
    {
      what: `UBL and CII, ${Math.round(xml.reduce((sum, b) => sum + b.length, 0) / xml.length / 1_000)} kB each`,
      value: rate(registry, xml, XML_FILES),
    },
    { what: `PDF with factur-x.xml, ${Math.round((pdfs[0]?.length ?? 0) / 1_000)} kB each`, value: rate(registry, pdfs, PDF_FILES) },
    ...realMix(registry),
  ]
}
