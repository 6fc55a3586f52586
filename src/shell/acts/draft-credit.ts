import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { type DraftLine, draftJson } from '../billing/lines.ts'
import { booksOf } from '../corrections/books.ts'
import { languageFor } from '../message/compose.ts'
import { openPress, recipientOf } from '../message/press.ts'
import { factsOf } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findAgreement } from './attach.ts'

/**
 * Honesty works both ways: what was billed too much under an agreement becomes drafts of credit notes, one for each invoice that billed it.
 * @throws Refusal where nothing was billed too much, or the drafts wait already.
 */
export async function draftCredits(place: Place, input: { readonly agreement: string }): Promise<{ ids: string[]; netMinor: string }> {
  const agreement = await findAgreement(place, input.agreement)
  const { facts, comparison, lines: billed } = await booksOf(place, agreement)
  const over = comparison.rows.filter(r => r.kind === 'too-much' || r.kind === 'double')
  if (over.length === 0) return refuse('nothing-over', 'No period was billed more than agreed.', { field: 'agreement' })
  const known = (await factsOf(place.store.db, place.workspaceId, 'invoiceDraft')
    .where('clientId', '=', agreement.clientId)
    .where('withdrawnOn' as 'id', 'is', null) // columns of this noun
    .where('creditNoteId' as 'id', 'is', null)
    .execute()) as unknown as Fact<'invoiceDraft'>[] // the columns selected are the noun’s own
  if (known.some(d => d.kind === 'credit' && d.agreementId === agreement.id))
    refuse('already-done', 'The credit is prepared already.', { field: 'agreement' })
  const { words } = await openPress()
  const language = languageFor(words, place.firm, facts, recipientOf(facts))
  const { clientId, currency, id: agreementId } = agreement
  const byInvoice = Map.groupBy(over, r => r.invoices.at(-1)?.number ?? '')
  const ids = await record(place.store, place.by, 'credit prepared', async pen => {
    const made: string[] = []
    for (const [number, rows] of byInvoice) {
      const invoiceId = rows[0]?.invoices.at(-1)?.id ?? ''
      const taxRate = agreement.taxRate ?? billed.get(invoiceId)?.find(l => l.taxRate !== null)?.taxRate ?? null
      const lines = rows.map((r): DraftLine => {
        const minor = -r.differenceMinor
        const text = words.say(language, 'invoice.line.credit', { what: agreement.title, fromDay: r.from, toDay: r.to })
        return {
          text,
          from: r.from,
          to: r.to,
          quantity: '1',
          unit: null,
          rate: toDecimal(money(minor, currency)),
          minor: minor.toString(),
          taxRate,
        }
      })
      const netMinor = lines.reduce((sum, l) => sum + BigInt(l.minor), 0n)
      made.push(
        await pen.add('invoiceDraft', {
          ...{
            clientId,
            currency,
            agreementId,
            kind: 'credit',
            lines: draftJson(lines),
            netMinor,
            preparedOn: place.by.today,
            originals: [number],
          },
        }),
      )
    }
    return made
  })
  return { ids, netMinor: over.reduce((sum, r) => sum - r.differenceMinor, 0n).toString() }
}
