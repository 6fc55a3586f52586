import type { InvoiceDocument } from '../../../src/core/facts/invoice-document.ts'
import type { StatusDocument } from '../../../src/core/facts/status-document.ts'
import { type Fault, Refusal } from '../../../src/core/fault.ts'
import { limitsFromNow, loadRegistry, type ReadResult, readBytes, readGiven } from '../../../src/shell/inbound/registry.ts'

const registry = await loadRegistry()

export const readAll = (content: string | Uint8Array, file = 'sample'): ReadResult[] =>
  readBytes(registry, typeof content === 'string' ? Buffer.from(content) : content, file, limitsFromNow())

export function readInvoices(content: string | Uint8Array): InvoiceDocument[] {
  return readAll(content).map(result => {
    if (result.type !== 'invoice') throw new Error(`a ${result.type}, not an invoice`)
    return result.document
  })
}

export function readInvoice(content: string | Uint8Array): InvoiceDocument {
  const [first, ...more] = readInvoices(content)
  if (!first || more.length > 0) throw new Error(`${more.length + 1} documents instead of one`)
  return first
}

export function readStatuses(content: string | Uint8Array): StatusDocument[] {
  return readAll(content).map(result => {
    if (result.type !== 'status') throw new Error(`a ${result.type}, not a status`)
    return result.document
  })
}

/** The fault a file is refused with; fails where it is read. */
export function faultOf(content: string | Uint8Array): Fault {
  try {
    readAll(content, 'sample')
  } catch (error) {
    if (error instanceof Refusal && error.faults[0]) return error.faults[0]
    throw error
  }
  throw new Error('the file was read, not refused')
}

/** Reads whatever a person may give: a file, or an archive of them. */
export const readGivenBytes = (bytes: Uint8Array): Promise<ReadResult[]> => readGiven(registry, { name: 'sample', bytes })

/** The fault an archive, or whatever else a person may give, is refused with; fails where it is read. */
export async function faultOfGiven(bytes: Uint8Array): Promise<Fault> {
  try {
    await readGivenBytes(bytes)
  } catch (error) {
    if (error instanceof Refusal && error.faults[0]) return error.faults[0]
    throw error
  }
  throw new Error('the file was read, not refused')
}
