import type { Fact } from '../../core/facts/nouns.ts'
import type { Finding } from '../../core/facts/preflight.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { readPaper } from '../acts/attach.ts'
import { accountsKnown, findingsOf, splitFiles } from '../imports/e-invoices.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

export interface PreflightRow {
  readonly invoiceId: string
  readonly number: string
  readonly client: string
  readonly findings: readonly Finding[]
}

const MOST = 500

/** What the pre-flight finds in one invoice: read again from the file it came in. None where it came as a row of a list. */
export async function invoiceFindings(place: Place, invoice: Fact<'invoice'>, accounts?: readonly string[]): Promise<Finding[]> {
  if (invoice.documentId === null) return []
  const paper = await readPaper(place, invoice.documentId)
  const documents = await splitFiles([{ name: paper.name, bytes: paper.bytes }]).then(
    split => split.documents,
    (error: unknown) => {
      if (error instanceof Refusal) return [] // a copy nobody can read has nothing to check
      throw error
    },
  )
  const known = accounts ?? (await accountsKnown(place.store.db, place.workspaceId, place.firm.iban, new Set([invoice.id])))
  return documents.flatMap(({ document }) =>
    document.type === 'invoice' && document.document.number === invoice.number ? (findingsOf([document.document], known)[0] ?? []) : [],
  )
}

/** The same by id. @throws Refusal where there is no such invoice. */
export async function preflightOf(place: Place, invoiceId: string): Promise<{ findings: Finding[] }> {
  const invoice = (await factsOf(place.store.db, place.workspaceId, 'invoice').where('id', '=', invoiceId).executeTakeFirst()) as unknown as
    | Fact<'invoice'>
    | undefined // the columns selected are the noun’s own
  if (!invoice) return refuse('not-found', `There is no invoice "${invoiceId}".`, { field: 'invoiceId' })
  return { findings: await invoiceFindings(place, invoice) }
}

/** Every e-invoice with something to mend or to look at; the newest 500 are checked. */
export async function preflightRows(place: Place): Promise<{ rows: PreflightRow[]; checked: number }> {
  const invoices = (await factsOf(place.store.db, place.workspaceId, 'invoice')
    .where('documentId' as 'id', 'is not', null) // columns of this noun
    .where('cancelledOn' as 'id', 'is', null)
    .orderBy('effectiveOn', 'desc')
    .limit(MOST)
    .execute()) as unknown as Fact<'invoice'>[] // as above
  const clients = (await factsOf(place.store.db, place.workspaceId, 'client').execute()) as unknown as Fact<'client'>[] // as above
  const names = new Map(clients.map(c => [c.id, c.name]))
  const rows: PreflightRow[] = []
  for (const invoice of invoices) {
    const findings = await invoiceFindings(place, invoice)
    if (findings.length > 0)
      rows.push({ invoiceId: invoice.id, number: invoice.number, client: names.get(invoice.clientId) ?? '', findings })
  }
  return { rows, checked: invoices.length }
}
