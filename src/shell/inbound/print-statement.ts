import { balanceGap, type Statement } from '../../core/match/statement.ts'
import { money, toDecimal } from '../../core/money/money.ts'

/**
 * A statement as `dunwell read` and the API print it: amounts as decimal text (hundredths where the file names no currency), absent
 * facts as null. `balanceGap` is opening + lines − closing, null where one of them is missing.
 */
export function statementToJson(statement: Statement, file: string): object {
  const decimal = (minor: bigint): string => toDecimal(money(minor, statement.currency ?? ''))
  const gap = balanceGap(statement)
  return {
    file,
    format: statement.format,
    account: statement.account ?? null,
    currency: statement.currency ?? null,
    opening: statement.opening ? decimal(statement.opening.amountMinor) : null,
    closing: statement.closing ? decimal(statement.closing.amountMinor) : null,
    balanceGap: gap === undefined ? null : decimal(gap),
    entries: statement.entries.map(e => ({
      date: e.day,
      valueDate: e.valueDay ?? null,
      amount: decimal(e.amountMinor),
      text: e.text,
      reference: e.reference ?? null,
      endToEndId: e.endToEndId ?? null,
      counterparty: e.counterparty ?? null,
      counterpartyAccount: e.counterpartyAccount ?? null,
      bankId: e.bankId ?? null,
      ...(e.pending && { pending: true }),
      line: e.line ?? null,
    })),
  }
}
