import type { Importer } from '../../core/facts/importer.ts'
import { openSource } from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { readTrade, type TradeNames } from './xml/trade.ts'

// UN/CEFACT Cross Industry Invoice D16B/D22B: Factur-X, ZUGFeRD 2, XRechnung-CII and the French and Italian profiles.
const NAMES: TradeNames = {
  format: 'CII',
  context: 'ExchangedDocumentContext',
  document: 'ExchangedDocument',
  transaction: 'SupplyChainTradeTransaction',
  agreement: 'ApplicableHeaderTradeAgreement',
  settlement: 'ApplicableHeaderTradeSettlement',
  monetarySummation: 'SpecifiedTradeSettlementHeaderMonetarySummation',
  lineAgreement: 'SpecifiedLineTradeAgreement',
  lineDelivery: 'SpecifiedLineTradeDelivery',
  lineSettlement: 'SpecifiedLineTradeSettlement',
  lineSummation: 'SpecifiedTradeSettlementLineMonetarySummation',
}

export const importer: Importer = {
  name: 'cii',
  kind: 'invoice',
  sniff: bytes => rootOf(bytes)?.local === 'CrossIndustryInvoice',
  read: (bytes, context) => [{ type: 'invoice', document: readTrade(openSource(bytes, context), NAMES) }],
}
