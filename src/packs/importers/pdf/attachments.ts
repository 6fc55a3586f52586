import { isDict, type PdfObjects } from './objects.ts'
import { type PdfDict, type PdfValue, pdfText } from './syntax.ts'

export interface PdfAttachment {
  readonly name: string
  readonly mime: string | null
  /** /Alternative, /Data, /Source … as PDF/A-3 states it. */
  readonly relationship: string | null
  readonly content: () => Uint8Array | undefined
}

const DEPTH_MAX = 50

/** Every dictionary with an embedded file below a value; references are not followed, each object is visited for itself. */
function* fileSpecsIn(value: PdfValue | undefined, depth = 0): Iterable<PdfDict> {
  if (depth > DEPTH_MAX) return
  if (Array.isArray(value)) for (const item of value) yield* fileSpecsIn(item, depth + 1)
  else if (isDict(value)) {
    if (value.has('EF')) yield value
    else for (const item of value.values()) yield* fileSpecsIn(item, depth + 1)
  }
}

function catalogOf(objects: PdfObjects): PdfDict | undefined {
  let last: PdfDict | undefined
  for (const value of objects.values()) if (isDict(value) && value.get('Type') === '/Catalog') last = value
  return last
}

/** What the catalogue's name tree and list of associated files lead to: the attachments of the current revision. */
function listedSpecs(objects: PdfObjects): Set<PdfDict> {
  const catalog = catalogOf(objects)
  const listed = new Set<PdfDict>()
  const seen = new Set<PdfDict>()
  const queue: PdfValue[] = [objects.dict(catalog?.get('Names'))?.get('EmbeddedFiles') ?? null]
  for (let at = 0; at < queue.length; at++) {
    const node = objects.dict(queue[at])
    if (!node || seen.has(node)) continue
    seen.add(node)
    for (const kid of objects.array(node.get('Kids'))) queue.push(kid)
    for (const item of objects.array(node.get('Names'))) {
      const spec = objects.dict(item)
      if (spec?.has('EF')) listed.add(spec)
    }
  }
  for (const item of objects.array(catalog?.get('AF'))) {
    const spec = objects.dict(item)
    if (spec?.has('EF')) listed.add(spec)
  }
  return listed
}

/** The files embedded in a PDF: those its catalogue lists, else all there are. Nothing is unpacked before `content()` is called. */
export function attachmentsOf(objects: PdfObjects): PdfAttachment[] {
  const listed = listedSpecs(objects)
  const specs = listed.size > 0 ? listed : new Set([...objects.values()].flatMap(value => [...fileSpecsIn(value)]))
  return [...specs].map(spec => {
    const files = objects.dict(spec.get('EF'))
    const file = files?.get('F') ?? files?.get('UF') ?? files?.get('DOS') ?? files?.get('Unix')
    const subtype = objects.dict(file)?.get('Subtype')
    const relationship = spec.get('AFRelationship')
    const name = pdfText(objects.resolve(spec.get('UF'))) ?? pdfText(objects.resolve(spec.get('F'))) ?? ''
    return {
      name: name.replace(/^.*[/\\]/, '').trim(),
      mime: typeof subtype === 'string' ? subtype.slice(1) : null,
      relationship: typeof relationship === 'string' ? relationship : null,
      content: () => objects.content(file),
    }
  })
}
