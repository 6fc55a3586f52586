import type { Fact } from '../../core/facts/nouns.ts'
import type { Finding } from '../../core/facts/preflight.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { readPaper } from '../acts/attach.ts'
import { accountsKnown, findingsOf, splitFiles } from '../imports/e-invoices.ts'
import { factsOf } from '../store/load.ts'
import type { Words } from '../words.ts'
import type { Place } from '../workspace.ts'

export interface PreflightRow {
  readonly invoiceId: string
  readonly number: string
  readonly client: string
  readonly findings: readonly Finding[]
}

export interface PreflightPage {
  readonly rows: readonly PreflightRow[]
  /** Invoices looked at for these rows. */
  readonly checked: number
  /** Where the next stretch begins; none: that was the last. */
  readonly next: number | null
}

/** A finding in a language, with what to do. */
export const findingText = (words: Words, language: string, f: Finding): string =>
  words.say(language, `app.finding.${f.code}`, f.params ?? {})

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
  const its = documents.flatMap(({ document }) =>
    document.type === 'invoice' && document.document.number === invoice.number ? [document.document] : [],
  )
  const found = await Promise.all(its.map(one => findingsOf([one], known)))
  return found.flat(2).filter(f => f.code !== 'due-date-missing') // settled when it came in
}

/** The same by id. @throws Refusal where there is no such invoice. */
export async function preflightOf(place: Place, invoiceId: string): Promise<{ findings: Finding[] }> {
  const invoice = (await factsOf(place.store.db, place.workspaceId, 'invoice').where('id', '=', invoiceId).executeTakeFirst()) as unknown as
    | Fact<'invoice'>
    | undefined // the columns selected are the noun’s own
  if (!invoice) return refuse('not-found', `There is no invoice "${invoiceId}".`, { field: 'invoiceId' })
  return { findings: await invoiceFindings(place, invoice) }
}

/** A stretch of the e-invoices, newest first, and those of them with something to mend or to look at. @param offset of the first one checked. */
export async function preflightRows(place: Place, { offset, limit }: { offset: number; limit: number }): Promise<PreflightPage> {
  const stored = factsOf(place.store.db, place.workspaceId, 'invoice')
    .where('documentId' as 'id', 'is not', null) // columns of this noun
    .where('cancelledOn' as 'id', 'is', null)
  const invoices = (await stored
    .orderBy('effectiveOn', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit + 1)
    .execute()) as unknown as Fact<'invoice'>[] // as above
  const checked = invoices.slice(0, limit)
  const clientIds = [...new Set(checked.map(i => i.clientId))]
  const clients =
    clientIds.length === 0
      ? []
      : ((await factsOf(place.store.db, place.workspaceId, 'client').where('id', 'in', clientIds).execute()) as unknown as Fact<'client'>[]) // as above
  const names = new Map(clients.map(c => [c.id, c.name]))
  const rows: PreflightRow[] = []
  for (const invoice of checked) {
    const findings = await invoiceFindings(place, invoice)
    if (findings.length > 0)
      rows.push({ invoiceId: invoice.id, number: invoice.number, client: names.get(invoice.clientId) ?? '', findings })
  }
  return { rows, checked: checked.length, next: invoices.length > limit ? offset + limit : null }
}
