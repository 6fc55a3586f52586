import { halfUp } from '../money/money.ts'
import type { MatchKnowledge, OpenInvoice, PaymentLine, ShortfallKind } from './payment.ts'

/** The class of a payment below what is open, minor units missing. The first that explains the exact difference. */
export function classifyShortfall(
  line: PaymentLine,
  invoice: OpenInvoice,
  openMinor: bigint,
  knowledge: MatchKnowledge,
): { readonly kind: ShortfallKind; readonly minor: bigint } {
  const minor = openMinor - line.amountMinor
  const discount = invoice.discounts?.find(d => d.minor === minor)
  if (discount) return { kind: line.day <= discount.until ? 'discount-in-time' : 'discount-late', minor }
  if (invoice.retentionMinor !== undefined && invoice.retentionMinor === minor) return { kind: 'retention', minor }
  if (knowledge.mentionsSetOff(line.text)) return { kind: 'set-off', minor }
  if (knowledge.withholdingPermille.some(rate => halfUp(openMinor * rate, 1000n) === minor)) return { kind: 'withholding', minor }
  if (minor <= knowledge.bankFeeMaxMinor(line.currency) && minor * 10n <= openMinor) return { kind: 'bank-fee', minor }
  return { kind: 'unexplained', minor }
}
