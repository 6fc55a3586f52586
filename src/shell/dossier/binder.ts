import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRawStream, type PDFRef } from '@cantoo/pdf-lib'

/** Where the bound file goes, a piece after the other. */
interface Out {
  readonly size: () => number
  write(bytes: Uint8Array): Promise<void>
}

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1')
/** How files are packed inside; never what they show. Written anew for the whole. */
const isPacking = (object: PDFObject): boolean =>
  object instanceof PDFRawStream && [PDFName.of('ObjStm'), PDFName.of('XRef')].some(type => object.dict.lookup(PDFName.of('Type')) === type)

const quietly = { updateMetadata: false }

/** Pages of a PDF that can be bound in; none where it is broken or encrypted: it is copied once for nothing, to know. */
export async function pagesOf(bytes: Uint8Array): Promise<number | null> {
  try {
    const [pdf, copy] = await Promise.all([PDFDocument.load(bytes, quietly), PDFDocument.create(quietly)])
    const pages = await copy.copyPages(pdf, pdf.getPageIndices())
    return pages.length || null
  } catch {
    return null // named in the dossier’s notes by the caller
  }
}

/** Writes objects as they come, with where each began. */
function objectWriter(out: Out) {
  const begins = new Map<number, number>()
  return {
    begins,
    write: async (ref: PDFRef, object: PDFObject): Promise<void> => {
      begins.set(ref.objectNumber, out.size())
      const body = new Uint8Array(object.sizeInBytes())
      object.copyBytesInto(body, 0)
      await out.write(Buffer.concat([latin(`${ref.objectNumber} 0 obj\n`), body, latin('\nendobj\n')]))
    },
  }
}

/** Where each object begins; numbers that nobody has are free. */
function crossReferences(begins: ReadonlyMap<number, number>, count: number): string {
  const lines = Array.from({ length: count }, (_, n) => {
    const begin = begins.get(n)
    return begin === undefined ? `0000000000 ${n === 0 ? '65535' : '00000'} f \n` : `${String(begin).padStart(10, '0')} 00000 n \n`
  })
  return `xref\n0 ${count}\n${lines.join('')}`
}

/**
 * Binds PDFs behind a front and writes the whole as it goes: never more than one of them is in memory.
 * @param front keeps its outline, language and metadata.
 * @param papers each can be bound (see `pagesOf`).
 */
export async function bind(front: Uint8Array, papers: AsyncIterable<Uint8Array>, out: Out): Promise<void> {
  const base = await PDFDocument.load(front, quietly)
  const { context, catalog } = base
  const root = catalog.get(PDFName.of('Pages')) as PDFRef // a document without pages would not have been read
  const tree = context.lookup(root, PDFDict)
  const kids = tree.lookup(PDFName.of('Kids'), PDFArray)
  const objects = objectWriter(out)
  let [last, count] = [context.largestObjectNumber, base.getPageCount()]
  await out.write(latin('%PDF-1.7\n%\u0081\u0081\u0081\u0081\n'))
  for await (const bytes of papers) {
    const pdf = await PDFDocument.load(bytes, quietly)
    const part = await PDFDocument.create(quietly)
    part.context.largestObjectNumber = last
    for (const page of await part.copyPages(pdf, pdf.getPageIndices())) {
      page.node.set(PDFName.of('Parent'), root)
      kids.push(page.ref)
      count += 1
    }
    for (const [ref, object] of part.context.enumerateIndirectObjects())
      if (ref.objectNumber > last && !isPacking(object)) await objects.write(ref, object)
    last = part.context.largestObjectNumber
  }
  tree.set(PDFName.of('Count'), PDFNumber.of(count))
  for (const [ref, object] of context.enumerateIndirectObjects()) if (!isPacking(object)) await objects.write(ref, object)
  const at = out.size()
  const { Root, Info, ID } = context.trailerInfo
  const trailer = context.obj({ Size: last + 1, Root, Info, ID })
  await out.write(latin(`${crossReferences(objects.begins, last + 1)}trailer\n${trailer.toString()}\nstartxref\n${at}\n%%EOF\n`))
}
