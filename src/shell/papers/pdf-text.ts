import { createInflate } from 'node:zlib'
import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFStream,
} from '@cantoo/pdf-lib'
import { readCMap } from './pdf-cmap.ts'
import { contentText, type FontReader } from './pdf-content.ts'

const PAGES_MAX = 400
const STREAM_BYTES_MAX = 8_000_000
const TEXT_MAX = 400_000
const FORMS_DEEP_MAX = 4

/**
 * The words of a PDF’s pages, in the order in which they are drawn: what can be searched. Reads fonts that say which letters their glyphs are; scans
 * hold no words. A file that is locked, damaged or made to unpack without end gives what could be read, perhaps nothing.
 */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await PDFDocument.load(bytes, { ignoreEncryption: true, throwOnInvalidObject: false, updateMetadata: false }).catch(
    () => undefined,
  )
  if (!pdf || pdf.isEncrypted) return ''
  const parts: string[] = []
  let size = 0
  for (const page of pagesOf(pdf)) {
    const text = await pageText(pdf.context, page)
    parts.push(text)
    size += text.length
    if (size > TEXT_MAX) break
  }
  return parts.join('\n').slice(0, TEXT_MAX)
}

function pagesOf(pdf: PDFDocument): PDFPage[] {
  try {
    return pdf.getPages().slice(0, PAGES_MAX)
  } catch {
    return [] // a tree of pages that cannot be walked: there is nothing to search
  }
}

async function pageText(context: PDFContext, page: PDFPage): Promise<string> {
  try {
    const contents = page.node.Contents()
    const streams = contents instanceof PDFArray ? contents.asArray().map(ref => context.lookup(ref)) : [contents]
    const texts = await Promise.all(streams.map(s => unpacked(s)))
    return await textIn(context, texts.join('\n'), page.node.Resources(), 0)
  } catch {
    return '' // one damaged page does not take the others with it
  }
}

/** The text of one content stream, with the forms it draws. */
async function textIn(context: PDFContext, content: string, resources: PDFDict | undefined, deep: number): Promise<string> {
  const fonts = await fontsOf(context, resources)
  const { text, forms } = contentText(content, fonts)
  if (forms.length === 0 || deep >= FORMS_DEEP_MAX) return text
  const drawn = dictIn(context, resources?.get(PDFName.of('XObject')))
  const inner: string[] = []
  for (const name of new Set(forms)) {
    const form = context.lookup(drawn?.get(PDFName.of(name)))
    if (!(form instanceof PDFStream) || form.dict.get(PDFName.of('Subtype')) !== PDFName.of('Form')) continue
    const own = dictIn(context, form.dict.get(PDFName.of('Resources'))) ?? resources
    inner.push(await textIn(context, await unpacked(form), own, deep + 1))
  }
  return [text, ...inner].join('\n')
}

function dictIn(context: PDFContext, object: PDFObject | undefined): PDFDict | undefined {
  const found = context.lookup(object)
  return found instanceof PDFDict ? found : undefined
}

/** How each font of a page turns bytes into letters. */
async function fontsOf(context: PDFContext, resources: PDFDict | undefined): Promise<Map<string, FontReader>> {
  const readers = new Map<string, FontReader>()
  for (const [name, ref] of dictIn(context, resources?.get(PDFName.of('Font')))?.entries() ?? []) {
    const font = dictIn(context, ref)
    const map = context.lookup(font?.get(PDFName.of('ToUnicode')))
    const isWide = font?.get(PDFName.of('Subtype')) === PDFName.of('Type0')
    readers.set(name.decodeText(), { letters: map instanceof PDFStream ? readCMap(await unpacked(map)) : undefined, isWide })
  }
  return readers
}

/** A stream’s own bytes as Latin-1 text, up to a limit. */
async function unpacked(stream: PDFObject | undefined): Promise<string> {
  if (!(stream instanceof PDFRawStream)) return ''
  const filter = stream.dict.get(PDFName.of('Filter'))
  const isPlainFlate = filter === PDFName.of('FlateDecode') && !stream.dict.has(PDFName.of('DecodeParms'))
  if (isPlainFlate) return (await inflated(stream.contents)).toString('latin1')
  if (filter === undefined) return Buffer.from(stream.contents.subarray(0, STREAM_BYTES_MAX)).toString('latin1')
  if (stream.contents.length > STREAM_BYTES_MAX / 100) return '' // other filters unpack without a limit: only small ones are read
  return Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
}

/** Unpacks up to the limit and no further, whatever the stream claims; what is damaged gives what came before. */
function inflated(packed: Uint8Array): Promise<Buffer> {
  return new Promise(resolve => {
    const inflate = createInflate()
    const parts: Buffer[] = []
    let size = 0
    const done = (): void => resolve(Buffer.concat(parts))
    inflate.on('data', (part: Buffer) => {
      size += part.length
      if (size > STREAM_BYTES_MAX) inflate.destroy()
      else parts.push(part)
    })
    inflate.on('end', done)
    inflate.on('close', done)
    inflate.on('error', done)
    inflate.end(packed)
  })
}
