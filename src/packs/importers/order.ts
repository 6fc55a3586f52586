import type { Importer } from '../../core/facts/importer.ts'
import { refuse } from '../../core/fault.ts'
import { rootOf } from './xml/root.ts'

// Order-X and UBL orders travel the same ways as invoices, and must never become one.
const ORDERS: ReadonlySet<string> = new Set([
  'SCRDMCCBDACIOMessageStructure',
  'CrossIndustryOrder',
  'Order',
  'OrderResponse',
  'OrderResponseSimple',
  'OrderChange',
  'OrderCancellation',
])

export const importer: Importer = {
  name: 'order',
  kind: 'invoice',
  sniff: bytes => ORDERS.has(rootOf(bytes)?.local ?? ''),
  read: (_bytes, { file }) =>
    refuse('order-not-invoice', 'This is an order, not an invoice.', { params: {}, file, mend: 'Import the invoice that answers it.' }),
}
