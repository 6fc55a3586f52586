import type { MatchKnowledge } from '../../core/match/payment.ts'
import { exponentOf } from '../../core/money/money.ts'
import { legalForms, mentionsSetOff } from '../../packs/names/legal-forms.ts'
import type { ReferenceScheme } from '../../packs/reference-text/scheme.ts'
import { importFolder } from '../packs/modules.ts'

/** Highest fee a bank takes from a transfer on its way, in whole units of a currency with two decimals; yen and the like ×100. */
const BANK_FEE_MAX_UNITS = 40n
/** Withholding taxes met on invoices for services, tenths of a percent (5, 8, 10, 15, 20, 26, 30 % and the Japanese 10.21 rounded). */
const WITHHOLDING_PERMILLE: readonly bigint[] = [50n, 80n, 100n, 102n, 150n, 200n, 260n, 300n]
const EXPECTED_WINDOW_DAYS = 7

export async function loadSchemes(): Promise<ReferenceScheme[]> {
  const modules = await importFolder<{ scheme: ReferenceScheme }>('packs/references')
  return [...modules.values()].map(m => m.scheme)
}

/** What matching knows without any workspace: all reference schemes, legal forms, usual deductions. */
export async function generalKnowledge(): Promise<MatchKnowledge> {
  const schemes = await loadSchemes()
  return {
    findReferences: text => [...new Set(schemes.flatMap(s => s.find(text)))],
    legalForms,
    mentionsSetOff,
    bankFeeMaxMinor: currency =>
      exponentOf(currency) === 0 ? BANK_FEE_MAX_UNITS * 100n : BANK_FEE_MAX_UNITS * 10n ** BigInt(exponentOf(currency)),
    withholdingPermille: WITHHOLDING_PERMILLE,
    expectedWindowDays: EXPECTED_WINDOW_DAYS,
  }
}
