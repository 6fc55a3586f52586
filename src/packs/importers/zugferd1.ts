import type { Importer } from '../../core/facts/importer.ts'
import { openSource } from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { readTrade, type TradeNames } from './xml/trade.ts'

// ZUGFeRD 1.0 (2014): the same content one generation earlier, under other names.
const NAMES: TradeNames = {
  format: 'CII-ZF1',
  context: 'SpecifiedExchangedDocumentContext',
  document: 'HeaderExchangedDocument',
  transaction: 'SpecifiedSupplyChainTradeTransaction',
  agreement: 'ApplicableSupplyChainTradeAgreement',
  settlement: 'ApplicableSupplyChainTradeSettlement',
  monetarySummation: 'SpecifiedTradeSettlementMonetarySummation',
  lineAgreement: 'SpecifiedSupplyChainTradeAgreement',
  lineDelivery: 'SpecifiedSupplyChainTradeDelivery',
  lineSettlement: 'SpecifiedSupplyChainTradeSettlement',
  lineSummation: 'SpecifiedTradeSettlementMonetarySummation',
}

export const importer: Importer = {
  name: 'zugferd1',
  kind: 'invoice',
  sniff: bytes => rootOf(bytes)?.local === 'CrossIndustryDocument',
  read: (bytes, context) => [{ type: 'invoice', document: readTrade(openSource(bytes, context), NAMES) }],
}
