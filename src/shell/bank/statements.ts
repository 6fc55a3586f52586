import { type Day, isDay } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { balanceGap, dedupeKeys, type Entry, inCurrency, type Statement } from '../../core/match/statement.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { type BankMapping, fingerprintOfTable } from '../../packs/columns/bank-mapping.ts'
import { readBankTable } from '../../packs/statements/bank-csv.ts'
import { loadRegistry, type Registry, readGiven } from '../inbound/registry.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { inParts } from '../store/in-parts.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { confirmedFor, confirmedMappings, type GivenMapping, mappingFrom, mappingOf, tableOf } from './columns.ts'

export interface StatementAnswers {
  /** The account of files that name none. */
  readonly account?: string | undefined
  /** The currency of files that name none. */
  readonly currency?: string | undefined
  /** How lists without a format of their own are to be read; it is remembered for their headers. */
  readonly mapping?: GivenMapping | undefined
  /** The person has seen that opening + lines − closing is not zero. */
  readonly confirmGap?: boolean | undefined
}

/** A statement ready to be recorded: with account and currency, its lines told from those that are known. */
export interface ReadyStatement {
  readonly file: string
  readonly format: string
  readonly account: string
  readonly currency: string
  readonly openingMinor: bigint | null
  readonly closingMinor: bigint | null
  readonly fromDay: Day | null
  readonly toDay: Day
  readonly fresh: readonly { readonly key: string; readonly entry: Entry }[]
  /** Lines that an earlier statement, or an earlier file of this import, brought already. */
  readonly knownLines: number
  /** Announced, not booked: they pay nothing yet and come again when they are. */
  readonly pending: number
  /** Opening + lines − closing; none where the file states no balances. */
  readonly gapMinor: bigint | null
  /** This very statement was imported before. */
  readonly known: boolean
  /** What the file did not say and was taken from the firm. */
  readonly assumed: readonly ('account' | 'currency')[]
}

/** What a person confirmed with an import: kept, so that the next list with these headers is read alike. */
export interface ConfirmedList {
  readonly fingerprint: string
  readonly mapping: BankMapping
}
export interface ReadFiles {
  readonly statements: readonly { readonly file: string; readonly statement: Statement }[]
  readonly confirmed: readonly ConfirmedList[]
}

/** Reads statement files whole. @throws Refusal with the faults of every file that cannot be read: then nothing is imported. */
export async function readStatements(place: Place, files: readonly GivenFile[], answers: StatementAnswers = {}): Promise<ReadFiles> {
  const [registry, known] = await Promise.all([loadRegistry(), confirmedMappings(place.store.db, place.workspaceId)])
  const statements: { file: string; statement: Statement }[] = []
  const confirmed: ConfirmedList[] = []
  const faults: Fault[] = []
  for (const file of files)
    try {
      const list = listIn(registry, known, file, answers)
      if (list?.mapping) {
        statements.push(
          ...readBankTable(list.table, file.name, list.mapping, list.format).map(s => ({
            file: file.name,
            statement: ofAccount(s, list.account),
          })),
        )
        if (answers.mapping) confirmed.push({ fingerprint: list.fingerprint, mapping: list.mapping })
      } else statements.push(...(await statementsIn(registry, file)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push(...error.faults)
    }
  if (faults.length > 0) throw new Refusal(faults)
  return { statements, confirmed }
}

/** A list that a person says, or has said before, how to read. */
function listIn(registry: Registry, known: readonly Fact<'bankMapping'>[], file: GivenFile, { mapping, account }: StatementAnswers) {
  if (!mapping && known.length === 0) return undefined
  const list = tableOf(registry, file)
  if (!list) return undefined
  const fingerprint = fingerprintOfTable(list.table)
  const kept = confirmedFor(known, fingerprint, account)
  if (mapping) return { ...list, fingerprint, mapping: mappingFrom(list.table, mapping), account: undefined }
  return { ...list, fingerprint, mapping: kept && mappingOf(kept), account: kept?.account ?? undefined }
}

/** A list that names no account is of the one it was confirmed for. */
const ofAccount = (statement: Statement, account: string | undefined): Statement =>
  statement.account !== undefined || account === undefined ? statement : { ...statement, account }

async function statementsIn(registry: Registry, file: GivenFile): Promise<{ file: string; statement: Statement }[]> {
  const { name } = file
  return (await readGiven(registry, file)).map(result => {
    if (result.type !== 'statement')
      return refuse('no-statement', 'This file is no bank statement.', { file: name, mend: 'Bring invoices in with dunwell import.' })
    return { file: name, statement: result.document as Statement } // the contract of every reader in packs/statements
  })
}

async function knownKeys(db: Db, workspaceId: string, keys: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const part of inParts(keys)) {
    const rows = await db
      .selectFrom('bankEntry')
      .select('key')
      .where('workspaceId', '=', workspaceId)
      .where('supersededAt', 'is', null)
      .where('key', 'in', part)
      .execute()
    for (const row of rows) known.add(row.key)
  }
  return known
}

/** With account and currency; what the file leaves out is what the person said, else the firm’s own. */
function settled(statement: Statement, file: string, place: Place, answers: StatementAnswers) {
  const assumed: ('account' | 'currency')[] = []
  const take = <V>(what: 'account' | 'currency', stated: V | undefined, said: V | undefined, own: V | null): V | undefined => {
    if (stated !== undefined) return stated
    if (said !== undefined) return said
    if (own !== null) assumed.push(what)
    return own ?? undefined
  }
  const account = take('account', statement.account, answers.account?.replace(/\s/g, '').toUpperCase(), place.firm.iban)
  if (account === undefined)
    return refuse('account-missing', 'The file does not say which account it is of.', {
      file,
      field: 'account',
      mend: 'Say it: --account FR76…, or enter the firm’s IBAN.',
    })
  const currency = take('currency', statement.currency, answers.currency?.toUpperCase(), place.firm.currency) ?? place.firm.currency
  if (!/^[A-Z]{3}$/.test(currency))
    refuse('field-wrong', `"${currency}" is not an ISO 4217 currency such as EUR.`, {
      file,
      field: 'currency',
      params: { value: currency },
    })
  return { statement: { ...inCurrency(statement, currency), account }, account, currency, assumed }
}

/** Which day the statement reaches: its closing day, else its last line. */
function daysOf(statement: Statement, file: string): { fromDay: Day | null; toDay: Day } {
  const booked = statement.entries
    .filter(e => !e.pending)
    .map(e => e.day)
    .sort()
  const toDay = statement.closing?.day ?? booked.at(-1) ?? statement.opening?.day
  if (!isDay(toDay))
    return refuse('statement-empty', 'The statement holds no line and no day.', { file, mend: 'Ask the bank for a longer period.' })
  return { fromDay: booked[0] ?? statement.opening?.day ?? null, toDay }
}

/** Makes statements ready: what of them is new to the store. Nothing is written. @throws Refusal */
export async function readyStatements(
  db: Db,
  place: Place,
  read: readonly { file: string; statement: Statement }[],
  answers: StatementAnswers,
): Promise<ReadyStatement[]> {
  const stored = await workspaceFacts(db, place.workspaceId, 'statement')
  const seen = new Set<string>()
  const ready: ReadyStatement[] = []
  for (const { file, statement: raw } of read) {
    const { statement, account, currency, assumed } = settled(raw, file, place, answers)
    const { fromDay, toDay } = daysOf(statement, file)
    const booked: Statement = { ...statement, entries: statement.entries.filter(e => !e.pending) }
    const keys = dedupeKeys(booked)
    const known = await knownKeys(db, place.workspaceId, keys)
    const fresh = booked.entries.flatMap((entry, at) => {
      const key = keys[at] ?? ''
      if (known.has(key) || seen.has(key)) return []
      seen.add(key)
      return [{ key, entry }]
    })
    const covered = stored.some(s => s.account === account && s.currency === currency && s.toDay >= toDay)
    ready.push({
      file,
      format: statement.format,
      ...{ account, currency, fromDay, toDay, fresh, assumed },
      openingMinor: statement.opening?.amountMinor ?? null,
      closingMinor: statement.closing?.amountMinor ?? null,
      knownLines: booked.entries.length - fresh.length,
      pending: statement.entries.length - booked.entries.length,
      gapMinor: balanceGap(booked) ?? null,
      known: fresh.length === 0 && covered,
    })
  }
  return ready
}

/** One confirmation for every statement that does not add up. */
export function refuseGaps(ready: readonly ReadyStatement[], answers: StatementAnswers): void {
  if (answers.confirmGap === true) return
  const faults = ready.flatMap(({ known, gapMinor, file, currency, account }): Fault[] => {
    if (known || gapMinor === null || gapMinor === 0n) return []
    const amount = toDecimal(money(gapMinor, currency))
    return [
      {
        code: 'balance-gap',
        message: `Opening balance and lines of account ${account} differ from the closing balance by ${amount} ${currency}.`,
        mend: 'A line may be missing: look at the statement. If it is so at your bank, confirm it once: --confirm-gap',
        params: { gap: `${amount} ${currency}` },
        file,
        field: 'closing',
      },
    ]
  })
  if (faults.length > 0) throw new Refusal(faults)
}
