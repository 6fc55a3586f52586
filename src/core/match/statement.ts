import type { Day } from '../day/day.ts'
import { fromDecimal, toDecimal } from '../money/money.ts'

/** An amount on an account at the end of a day (or before the first, for an opening balance). Minor units, negative where overdrawn. */
export interface Balance {
  readonly amountMinor: bigint
  readonly day?: Day
}

/** One line of a bank statement. Whatever format it came in, it looks like this. */
export interface Entry {
  /** Counted from 1 within the statement. */
  readonly ordinal: number
  /** Line in the file, counted from 1, where the format has lines. */
  readonly line?: number
  /** The day the bank booked it. */
  readonly day: Day
  /** The day interest counts from. */
  readonly valueDay?: Day
  /** Minor units of the statement's currency; above zero = money in. */
  readonly amountMinor: bigint
  /** What the payer wrote, in one line. */
  readonly text: string
  /** A structured creditor reference, or what the bank calls the customer's reference. */
  readonly reference?: string
  readonly endToEndId?: string
  readonly counterparty?: string
  readonly counterpartyAccount?: string
  /** The bank's own id of the line (FITID, AcctSvcrRef, reference for the account holder …). */
  readonly bankId?: string
  /** Announced by the bank, not yet booked: it may still vanish and pays nothing. */
  readonly pending?: true
  /** Parts of one booked line (a batch) carry the same number. */
  readonly batch?: number
  /** The line as the file has it, kept as evidence. */
  readonly raw: string
}

export interface Statement {
  /** `camt.053.001.08`, `MT940`, `OFX` … as the file states it. */
  readonly format: string
  /** IBAN or account number without spaces, where the file names one. */
  readonly account?: string
  /**
   * ISO 4217. Where the file names none it is absent and minor units are hundredths, until `inCurrency` states the account's own.
   */
  readonly currency?: string
  readonly opening?: Balance
  readonly closing?: Balance
  readonly entries: readonly Entry[]
}

/**
 * Opening balance + lines − closing balance, minor units. Zero where the statement adds up; banks do deliver others (page breaks,
 * filtered downloads), so the difference is shown for one confirmation and never refused.
 * @returns undefined where the file states no opening or no closing balance.
 */
export function balanceGap(statement: Statement): bigint | undefined {
  if (!statement.opening || !statement.closing) return undefined
  return statement.entries.reduce((sum, e) => sum + e.amountMinor, statement.opening.amountMinor) - statement.closing.amountMinor
}

/** States the currency of a file that named none: hundredths become that currency's minor units. @throws RangeError where cents would be lost. */
export function inCurrency(statement: Statement, currency: string): Statement {
  if (statement.currency !== undefined) return statement
  const convert = (hundredths: bigint): bigint => {
    const converted = fromDecimal(toDecimal({ minor: hundredths, currency: '' }), currency)
    if (!converted) throw new RangeError(`${toDecimal({ minor: hundredths, currency: '' })} is not an amount in ${currency}`)
    return converted.minor
  }
  const balance = (b: Balance): Balance => ({ ...b, amountMinor: convert(b.amountMinor) })
  return {
    ...statement,
    currency,
    ...(statement.opening && { opening: balance(statement.opening) }),
    ...(statement.closing && { closing: balance(statement.closing) }),
    entries: statement.entries.map(e => ({ ...e, amountMinor: convert(e.amountMinor) })),
  }
}

/** FNV-1a over UTF-16 units, 64 bit in hex: equal text, equal hash, on every machine. */
export function textHash(text: string): string {
  let low = 0x811c9dc5
  let high = 0xcbf29ce4
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193) >>> 0
    high = Math.imul(high ^ unit ^ (low & 0xff), 0x01000193) >>> 0
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * One key an entry, the same in every statement that holds the line: account, currency, the bank's own id (else end-to-end id), day,
 * amount, hash of the text, and a count where a file holds equal lines (two identical card payments stay two). A second statement that
 * overlaps the first therefore brings only what is new. Keys are in the order of the entries.
 */
export function dedupeKeys(statement: Statement): string[] {
  const seen = new Map<string, number>()
  return statement.entries.map(e => {
    const id = e.bankId ?? e.endToEndId ?? ''
    const text = textHash(squeeze([e.text, e.counterparty, e.counterpartyAccount, e.reference].filter(Boolean).join(' ')))
    const body = [statement.account ?? '', statement.currency ?? '', id, e.day, String(e.amountMinor), text].join('|')
    const count = (seen.get(body) ?? 0) + 1
    seen.set(body, count)
    return `${body}|${count}`
  })
}
