import { deflateSync } from 'node:zlib'

export interface PdfSample {
  readonly name: string
  readonly xml: string | Uint8Array
  /** Bytes of a content stream beside the attachment. */
  readonly ballast?: Uint8Array
  /** Puts catalogue and file specification into a compressed object stream, as PDF 1.5 allows. */
  readonly compressed?: boolean
  /** Attachments of no interest listed before the invoice. */
  readonly others?: number
  readonly trailer?: string
}

const stream = (dict: string, data: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`<< ${dict} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')])

/** A PDF small enough to read: catalogue, name tree, file specification, embedded file. No pages: readers of attachments need none. */
export function invoicePdf({ name, xml, ballast = new Uint8Array(), compressed = false, others = 0, trailer = '' }: PdfSample): Buffer {
  const packed = deflateSync(typeof xml === 'string' ? Buffer.from(xml) : xml)
  const otherNames = Array.from(
    { length: others },
    (_, at) => `(a${at}.txt) << /Type /Filespec /F (a${at}.txt) /EF << /F 6 0 R >> >>`,
  ).join(' ')
  const structure: readonly (readonly [number, string])[] = [
    [1, '<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> /AF [3 0 R] >>'],
    [2, `<< /Names [${otherNames} (${name}) 3 0 R] >>`],
    [3, `<< /Type /Filespec /F (${name}) /UF (${name}) /AFRelationship /Alternative /EF << /F 4 0 R >> >>`],
  ]
  const bodies: (readonly [number, Buffer])[] = compressed
    ? [[7, objectStream(structure)]]
    : structure.map(([number, text]) => [number, Buffer.from(text)])
  bodies.push([4, stream('/Type /EmbeddedFile /Subtype /text#2Fxml /Filter /FlateDecode', packed)])
  bodies.push([5, stream('', ballast)], [6, stream('', Buffer.from('nothing'))])
  const objects = bodies.map(([number, body]) => Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'),
    ...objects,
    Buffer.from(`trailer\n<< /Root 1 0 R ${trailer} >>\nstartxref\n0\n%%EOF\n`),
  ])
}

function objectStream(objects: readonly (readonly [number, string])[]): Buffer {
  let offset = 0
  const heads = objects.map(([number, text]) => {
    const head = `${number} ${offset}`
    offset += text.length + 1
    return head
  })
  const first = `${heads.join(' ')} `
  const data = deflateSync(Buffer.from(first + objects.map(([, text]) => text).join(' ')))
  return stream(`/Type /ObjStm /N ${objects.length} /First ${first.length} /Filter /FlateDecode`, data)
}
