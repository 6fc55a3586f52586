import type { Importer } from '../../core/facts/importer.ts'
import { refuse } from '../../core/fault.ts'
import { BerError, looksLikeCms, signedContent } from './cms/content.ts'
import { latin1 } from './xml/decode.ts'

// Italian invoices signed with CAdES (`.xml.p7m`): the XML lies inside CMS signed data, sometimes in base64 or PEM around it.

/** The binary form of a file that may be base64 text. */
function binaryOf(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x30 || !/^(-----BEGIN (PKCS7|CMS)-----|MI[A-Za-z0-9+/\s]{40})/.test(latin1(bytes, 64))) return bytes
  return Buffer.from(latin1(bytes).replace(/-----[^-\n]+-----/g, ''), 'base64')
}

export const importer: Importer = {
  name: 'p7m',
  kind: 'container',
  sniff: bytes => looksLikeCms(bytes) || (bytes[0] !== 0x30 && looksLikeCms(binaryOf(bytes.subarray(0, 200)))),
  read: (bytes, context) => {
    const { file, limits } = context
    if (bytes.length > limits.bytes_max)
      refuse('file-too-large', `The file has more than ${limits.bytes_max} bytes.`, {
        params: { megabytes: String(limits.bytes_max / 1048576) },
        file,
      })
    try {
      return context.readInner(signedContent(binaryOf(bytes)), file.replace(/\.p7m$/i, ''))
    } catch (error) {
      if (!(error instanceof BerError)) throw error
      return refuse('signature-damaged', `The signed file cannot be opened: ${error.message}.`, {
        params: {},
        file,
        mend: 'Ask the sender for the file again.',
      })
    }
  },
}
