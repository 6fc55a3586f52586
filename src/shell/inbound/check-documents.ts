import { type Finding, preflightList } from '../../core/facts/preflight.ts'
import { idFaultsOf } from '../../packs/checks/invoice-ids.ts'
import type { ReadResult } from './registry.ts'

/** The findings about each invoice among the results, checked as one list; statuses and statements have none. */
export function checkDocuments(results: readonly ReadResult[]): Map<ReadResult, readonly Finding[]> {
  const invoices = results.filter(result => result.type === 'invoice')
  const findings = preflightList(
    invoices.map(result => result.document),
    invoice => ({ idFaults: idFaultsOf(invoice), knownAccounts: [] }),
  )
  return new Map(invoices.map((result, at) => [result, findings[at] ?? []]))
}
