import { draftFrom } from '../../core/correction/drafted.ts'
import { termsOf } from '../../core/correction/terms.ts'
import { addDays, type Day } from '../../core/day/day.ts'
import type { JsonValue } from '../../core/facts/column.ts'
import type { Body, ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { clausesIn } from '../../core/ledger/clauses.ts'
import { percentOf } from '../../core/ledger/retention.ts'
import { nameKey, normaliseHeader } from '../../core/list/header.ts'
import { fromDecimal, money, toDecimal } from '../../core/money/money.ts'
import { type AgreementRole, agreementWords, periodWords } from '../../packs/columns/agreement-words.ts'
import { billedFreely, linesOf } from '../corrections/books.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { type RoleRow, readRoles } from '../lists/role-table.ts'
import { reconsider, recordAbout } from '../run/reconsider.ts'
import { factsOf, streamClients } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { givenText } from './given.ts'

export interface AgreementInput {
  readonly client: string
  readonly title: string
  readonly number?: string | undefined
  readonly currency?: string | undefined
  /** Decimal, a period, before tax. */
  readonly price: string
  readonly period: string
  readonly startsOn: string
  readonly endsOn?: string | undefined
  readonly quantity?: string | undefined
  readonly termsDays?: number | undefined
  readonly taxRate?: string | undefined
  readonly indexPercent?: string | undefined
  readonly indexFrom?: string | undefined
  readonly discountPercent?: string | undefined
  readonly discountFrom?: string | undefined
  readonly discountTo?: string | undefined
  readonly signedBy?: string | undefined
  readonly law?: string | undefined
  /** Agreed late interest, percent a year; the law's own rate where none is said. */
  readonly lateInterestPercent?: string | undefined
  /** Discount for whoever pays within so many days of the invoice date. */
  readonly earlyDiscountPercent?: string | undefined
  readonly earlyDiscountDays?: number | undefined
  /** What the client keeps back of each invoice, and for how many months from its date. */
  readonly retentionPercent?: string | undefined
  readonly retentionMonths?: number | undefined
  /** Later prices: from a day on. */
  readonly prices?: readonly { readonly from: string; readonly price: string }[] | undefined
}
type Written = Body<'agreement'>

const PERCENTS = ['lateInterestPercent', 'earlyDiscountPercent', 'retentionPercent'] as const
const PAIRS = [
  ['earlyDiscountPercent', 'earlyDiscountDays'],
  ['retentionPercent', 'retentionMonths'],
] as const

/** The clauses that were said. @throws Refusal where a percentage is none, or is said without its days or months. */
function clausesFrom(input: AgreementInput): Record<string, JsonValue> {
  const clauses: Record<string, JsonValue> = {}
  for (const field of PERCENTS) {
    const percent = input[field]
    if (!percent) continue
    if (percentOf(100n, percent) === undefined)
      refuse('percent-unreadable', `"${percent}" is no percentage.`, { field, params: { value: percent }, mend: 'Write it like 12.5.' })
    clauses[field] = percent
  }
  for (const [percent, span] of PAIRS) {
    const said = input[span]
    if (percent in clauses && said === undefined)
      refuse('clause-incomplete', 'A percentage is said without the days or months it holds for.', { field: span, mend: 'Say both.' })
    if (said !== undefined) clauses[span] = said
  }
  return clauses
}

/** What was agreed, from its fields as text. Days and numbers are checked by `termsOf`, which every comparison reads. */
function bodyOf(input: Omit<AgreementInput, 'client'>, currency: string): Written {
  const { prices = [], discountPercent, discountFrom, discountTo, indexPercent, indexFrom } = input
  const price = fromDecimal(input.price, currency)
  const schedule: Record<string, JsonValue> = {
    ...(prices.length > 0 ? { prices: prices.map(p => ({ from: p.from, price: p.price })) } : {}),
    ...(discountPercent
      ? { discounts: [{ from: discountFrom || input.startsOn, to: discountTo || null, percent: discountPercent, why: '' }] }
      : {}),
  }
  return {
    title: input.title,
    number: input.number || null,
    currency,
    priceMinor: price?.minor ?? null,
    period: input.period as Written['period'], // checked by the catalogue when it is recorded
    startsOn: input.startsOn as Day, // as above
    endsOn: (input.endsOn || null) as Day | null, // as above
    quantity: input.quantity || null,
    termsDays: input.termsDays ?? null,
    taxRate: input.taxRate || null,
    schedule: Object.keys(schedule).length > 0 ? schedule : null,
    indexation: indexPercent ? { percent: indexPercent, ...(indexFrom ? { from: indexFrom } : {}) } : null,
    clauses: null,
    law: input.law || null,
    documentId: null,
    signedBy: input.signedBy || null,
  }
}

const asFact = (body: Written): Fact<'agreement'> => body as Fact<'agreement'> // the terms read its own fields only

/** Puts an agreement on file by hand; one of the same number becomes a new version of it. @throws Refusal with every field that does not work out. */
export async function addAgreement(place: Place, input: AgreementInput): Promise<{ id: string; clientId: string }> {
  const client = await findClient(place, input.client)
  const title = givenText('title', input.title)
  const body = bodyOf({ ...input, title }, (input.currency ?? place.firm.currency).toUpperCase())
  const said = clausesFrom(input)
  const read = termsOf(asFact(body))
  if ('faults' in read) throw new Refusal(read.faults.map(f => ({ ...f, field: FIELDS[f.field ?? ''] ?? f.field ?? '' })))
  const same = body.number === null ? undefined : (await agreementsOf(place, client.id)).find(a => a.number === body.number)
  const id = await recordAbout(place, client.id, 'agreement on file', pen =>
    pen.add('agreement', {
      ...body,
      clientId: client.id,
      effectiveOn: body.startsOn ?? place.by.today,
      ...(same ? { id: same.id, documentId: same.documentId } : {}),
      clauses: Object.keys(said).length > 0 ? { ...clausesIn(same), ...said } : (same?.clauses ?? null),
    }),
  )
  return { id, clientId: client.id }
}

/** The form’s own names of what the terms complain about. */
const FIELDS: Readonly<Record<string, string>> = {
  'schedule.prices': 'prices',
  'schedule.discounts': 'discountFrom',
  'schedule.discounts.percent': 'discountPercent',
  'indexation.percent': 'indexPercent',
  'indexation.from': 'indexFrom',
}

const agreementsOf = async (place: Place, clientId: string): Promise<Fact<'agreement'>[]> =>
  (await factsOf(place.store.db, place.workspaceId, 'agreement')
    .where('clientId', '=', clientId)
    .execute()) as unknown as Fact<'agreement'>[] // as selected

export interface AgreementImport {
  readonly added: number
  readonly changed: number
  readonly same: number
}

/** Reads a list of agreements (CSV or XLSX), all or nothing. Rows of one client and number with other days of “price from” are one agreement’s schedule. */
export async function importAgreements(place: Place, file: GivenFile): Promise<AgreementImport> {
  const table = await readRoles(file, agreementWords, ['client', 'price', 'startsOn'], place.firm.country)
  const clients = (await factsOf(place.store.db, place.workspaceId, 'client').execute()) as unknown as Fact<'client'>[] // as selected
  const byName = Map.groupBy(clients, c => nameKey(c.name))
  const faults: Fault[] = []
  const groups = Map.groupBy(table.rows, row => {
    const number = row.text('number')
    return number === '' ? `line ${row.line}` : `${nameKey(row.text('client'))} ${number}`
  })
  const read = [...groups.values()].flatMap(rows => agreementFrom(rows, file.name, byName, place.firm.currency, faults) ?? [])
  if (faults.length > 0) throw new Refusal(faults)
  const here = (await factsOf(place.store.db, place.workspaceId, 'agreement').execute()) as unknown as Fact<'agreement'>[] // as selected
  const by = { ...place.by, source: `list ${file.name}`.slice(0, 300) }
  const counts = { added: 0, changed: 0, same: 0 }
  await record(place.store, by, 'agreements imported', async pen => {
    for (const { clientId, body } of read) {
      const old = here.find(
        a =>
          a.clientId === clientId &&
          (body.number === null ? a.title === body.title && a.startsOn === body.startsOn : a.number === body.number),
      )
      if (old && isSame(old, body)) counts.same += 1
      else {
        counts[old ? 'changed' : 'added'] += 1
        const kept = old ? { id: old.id, documentId: old.documentId, clauses: old.clauses } : {}
        await pen.add('agreement', { ...body, clientId, effectiveOn: body.startsOn ?? place.by.today, ...kept })
      }
    }
  })
  await reconsider({ ...place, by }, [...new Set(read.map(r => r.clientId))])
  return counts
}

/** A list never says the signed document, nor the clauses: those stay as they are. */
const isSame = (old: Fact<'agreement'>, body: Written): boolean =>
  (Object.keys(body) as (keyof Written)[])
    .filter(k => k !== 'documentId' && k !== 'clauses')
    .every(k => JSON.stringify(plainly(old[k])) === JSON.stringify(plainly(body[k])))
const plainly = (value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)

function periodOf(text: string): Written['period'] | undefined {
  const said = normaliseHeader(text)
  return (Object.entries(periodWords) as [NonNullable<Written['period']>, readonly string[]][]).find(([, words]) =>
    words.some(w => normaliseHeader(w) === said),
  )?.[0]
}

/** One agreement from its rows; undefined with faults where it does not work out. */
function agreementFrom(
  rows: readonly RoleRow<AgreementRole>[],
  file: string,
  clients: ReadonlyMap<string, readonly Fact<'client'>[]>,
  firmCurrency: string,
  faults: Fault[],
): { clientId: string; body: Written } | undefined {
  const [row, ...later] = rows
  if (!row) return undefined
  const before = faults.length
  const at = (field: AgreementRole, line = row.line) => ({ file, line, field })
  const name = row.text('client')
  const [client, other] = clients.get(nameKey(name)) ?? []
  if (!client)
    faults.push({
      code: 'no-such-client',
      message: `There is no client "${name}".`,
      mend: 'Import or enter the client first.',
      ...at('client'),
    })
  else if (other)
    faults.push({
      code: 'which-client',
      message: `Several clients are called "${name}".`,
      params: { count: String(clients.get(nameKey(name))?.length ?? 0), name },
      ...at('client'),
    })
  const said = row.text('period')
  const period = said === '' ? 'month' : periodOf(said)
  if (!period)
    faults.push({
      code: 'period-unknown',
      message: `"${said}" is not a rhythm.`,
      mend: 'Write once, weekly, monthly, quarterly or yearly.',
      ...at('period'),
    })
  const currency = (row.text('currency') || firmCurrency).toUpperCase()
  const odd = later.find(r => (r.text('currency') || firmCurrency).toUpperCase() !== currency)
  if (odd)
    faults.push({
      code: 'currencies-differ',
      message: 'The rows of this agreement are in different currencies.',
      ...at('currency', odd.line),
    })
  const startsOn = row.day('startsOn', faults) ?? ''
  const text = (role: AgreementRole): string => row.decimal(role, faults) ?? ''
  const input = {
    ...{ title: row.text('title') || row.text('number') || name, number: row.text('number'), period: period ?? 'month', startsOn },
    ...{ price: text('price'), quantity: text('quantity'), taxRate: text('taxRate'), endsOn: row.day('endsOn', faults) ?? '' },
    ...{ indexPercent: text('indexPercent'), indexFrom: row.day('indexFrom', faults) ?? '', discountPercent: text('discountPercent') },
    ...{ discountFrom: row.day('discountFrom', faults) ?? '', discountTo: row.day('discountTo', faults) ?? '' },
    ...{
      signedBy: row.text('signedBy'),
      law: row.text('law'),
      termsDays: /^\d{1,3}$/.test(row.text('termsDays')) ? Number(row.text('termsDays')) : undefined,
    },
    prices: later.map(r => ({ from: r.day('priceFrom', faults) ?? '', price: r.decimal('price', faults) ?? '' })),
  }
  if (faults.length > before || !client) return undefined
  const body = bodyOf(input, currency)
  const read = termsOf(asFact(body))
  if ('faults' in read) faults.push(...read.faults.map(f => ({ ...f, file, line: row.line })))
  return { clientId: client.id, body }
}

/** An agreement as the invoices suggest it, for one client. Amounts are decimal text, ready for the form. */
export interface Suggestion {
  readonly clientId: string
  readonly client: string
  readonly title: string
  readonly currency: string
  readonly period: string
  readonly startsOn: Day
  readonly price: string
  readonly prices: readonly { readonly from: Day; readonly price: string }[]
  readonly fitting: number
  readonly of: number
}

/** Agreements drafted from the invoices of clients without one: to be looked at and confirmed, never taken as agreed. */
export async function suggestAgreements(place: Place): Promise<Suggestion[]> {
  const found: Suggestion[] = []
  for await (const page of streamClients(place.store.db, place.workspaceId, 500)) {
    const without = page.filter(f => f.agreement.length === 0 && f.invoice.length >= 3)
    const lines = await linesOf(
      place.store.db,
      place.workspaceId,
      without.map(f => f.client.id),
    )
    for (const facts of without) {
      const suggestion = suggestionFor(facts, lines, place.by.today)
      if (suggestion) found.push(suggestion)
    }
  }
  return found.sort((a, b) => b.fitting - a.fitting || (a.client < b.client ? -1 : 1)).slice(0, 200)
}

/** Whoever was not billed for so long has left: nothing is suggested. */
const QUIET_DAYS = 400

function suggestionFor(facts: ClientFacts, lines: Awaited<ReturnType<typeof linesOf>>, today: Day): Suggestion | undefined {
  const [currency] = [...Map.groupBy(facts.invoice, i => i.currency)].sort(([, a], [, b]) => b.length - a.length)[0] ?? []
  if (currency === undefined) return undefined
  const bills = billedFreely(facts, currency, lines)
  if (bills.every(b => b.issuedOn < addDays(today, -QUIET_DAYS))) return undefined
  const drafted = draftFrom(bills)
  const [first, ...later] = drafted?.prices ?? []
  if (!drafted || !first) return undefined
  const text = (minor: bigint): string => toDecimal(money(minor, currency))
  const subject = facts.invoice.findLast(i => i.subject !== null)?.subject
  return {
    ...{ clientId: facts.client.id, client: facts.client.name, title: subject ?? facts.client.name, currency },
    ...{ period: drafted.period, startsOn: drafted.startsOn, price: text(first.minor), fitting: drafted.fitting, of: drafted.of },
    prices: later.map(p => ({ from: p.from, price: text(p.minor) })),
  }
}
