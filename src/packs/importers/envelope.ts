import type { Importer } from '../../core/facts/importer.ts'
import { refuse } from '../../core/fault.ts'
import { openSource } from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { rawOf } from './xml/tree.ts'

// UN/CEFACT Standard Business Document: the envelope in which Peppol access points keep what they receive.

export const importer: Importer = {
  name: 'envelope',
  kind: 'container',
  sniff: bytes => rootOf(bytes)?.local === 'StandardBusinessDocument',
  read: (bytes, context) => {
    const source = openSource(bytes, context)
    const payload = source.root.children.find(node => node.name !== 'StandardBusinessDocumentHeader')
    if (!payload) return refuse('envelope-empty', 'The envelope holds no document.', { params: {}, file: context.file })
    return context.readInner(Buffer.from(rawOf(payload, source.text)), context.file)
  },
}
