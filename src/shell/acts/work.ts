import { netOf } from '../../core/billing/unbilled.ts'
import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { nameKey } from '../../core/list/header.ts'
import { type Decimal, readDecimal } from '../../core/money/decimal-text.ts'
import { fromDecimal } from '../../core/money/money.ts'
import type { WorkRole } from '../../packs/columns/work-words.ts'
import { workWords } from '../../packs/columns/work-words.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { type RoleRow, readRoles } from '../lists/role-table.ts'
import { factsOf } from '../store/load.ts'
import { type NewFact, type Pen, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findAgreement } from './attach.ts'
import { findClient } from './find.ts'
import { givenDay, givenText } from './given.ts'

export interface WorkInput {
  readonly client: string
  /** None: today. */
  readonly doneOn?: string | undefined
  readonly what: string
  /** Decimal text; none: 1. */
  readonly quantity?: string | undefined
  readonly unit?: string | undefined
  /** Price a unit before tax, decimal text. */
  readonly rate: string
  readonly currency?: string | undefined
  readonly taxRate?: string | undefined
  readonly agreement?: string | undefined
  readonly externalRef?: string | undefined
}

const ONE: Decimal = { unscaled: 1n, scale: 0 }

function number(field: string, text: string): Decimal {
  const read = readDecimal(text)
  return read && read.unscaled >= 0n
    ? read
    : refuse('number-unreadable', `"${text}" is not a number.`, { params: { value: text }, field, mend: 'Write it as 7.5.' })
}

/** Notes work by hand: date, what, quantity, rate. @throws Refusal naming what cannot be read. */
export async function addWork(place: Place, input: WorkInput): Promise<{ id: string; clientId: string; netMinor: string }> {
  const client = await findClient(place, input.client)
  const currency = (input.currency ?? place.firm.currency).toUpperCase()
  const quantity = input.quantity === undefined ? ONE : number('quantity', input.quantity)
  const rate = number('rate', givenText('rate', input.rate))
  const agreement = input.agreement === undefined ? undefined : await findAgreement(place, input.agreement)
  if (agreement && agreement.clientId !== client.id) refuse('two-clients', 'This agreement is another client’s.', { field: 'agreement' })
  const doneOn = givenDay('doneOn', input.doneOn ?? place.by.today)
  const netMinor = netOf(quantity, rate, currency)
  if (netMinor === 0n) refuse('amount-zero', 'Quantity times rate is nothing.', { field: 'rate' })
  const id = await record(place.store, place.by, 'work noted', async pen => {
    if (input.externalRef) await refuseKnown(pen, place.workspaceId, input.externalRef)
    return pen.add('work', {
      clientId: client.id,
      effectiveOn: doneOn,
      doneOn,
      what: givenText('what', input.what),
      quantity: input.quantity ?? '1',
      unit: input.unit?.trim() || null,
      rate: input.rate.trim(),
      currency,
      netMinor,
      taxRate: input.taxRate?.trim() || null,
      agreementId: agreement?.id ?? null,
      externalRef: input.externalRef ?? null,
    })
  })
  return { id, clientId: client.id, netMinor: netMinor.toString() }
}

async function refuseKnown(pen: Pen, workspaceId: string, externalRef: string): Promise<void> {
  const same = await factsOf(pen.tx, workspaceId, 'work')
    .where('externalRef' as 'id', '=', externalRef) // a column of this noun
    .executeTakeFirst()
  if (same) refuse('already-done', `Work "${externalRef}" is here already.`, { field: 'externalRef' })
}

export interface WorkImport {
  readonly added: number
  /** Rows whose id is here already. */
  readonly known: number
  readonly netByCurrency: Readonly<Record<string, string>>
}

/** Reads a list of work (CSV or XLSX): all of it or nothing. The same list twice adds nothing. @throws Refusal with every row that cannot come in. */
export async function importWork(place: Place, file: GivenFile): Promise<WorkImport> {
  const table = await readRoles(file, workWords, ['client', 'doneOn', 'what'], place.firm.country)
  if (!table.has('rate') && !table.has('amount'))
    refuse('column-missing', 'No column holds a rate or an amount.', { file: file.name, mend: 'Add a column "Rate" or "Amount".' })
  const clients = (await factsOf(place.store.db, place.workspaceId, 'client').execute()) as unknown as Fact<'client'>[] // the columns selected are the noun’s own
  const agreements = (await factsOf(place.store.db, place.workspaceId, 'agreement').execute()) as unknown as Fact<'agreement'>[] // as above
  const books: Books = { file: file.name, clients: Map.groupBy(clients, c => nameKey(c.name)), agreements, currency: place.firm.currency }
  const faults: Fault[] = []
  const rows = table.rows.flatMap(row => workOf(row, books, faults) ?? [])
  if (faults.length > 0) throw new Refusal(faults)
  const known = await knownRefs(place)
  const seen = new Set<string>()
  const fresh = rows.filter(({ externalRef }) => {
    const isNew = !externalRef || (!known.has(externalRef) && !seen.has(externalRef))
    if (externalRef) seen.add(externalRef)
    return isNew
  })
  const by = { ...place.by, source: `list ${file.name}`.slice(0, 300) }
  await record(place.store, by, 'work imported', async pen => {
    for (const row of fresh) await pen.add('work', row)
  })
  const sums = new Map<string, bigint>()
  for (const { currency, netMinor } of fresh) sums.set(currency, (sums.get(currency) ?? 0n) + netMinor)
  return {
    added: fresh.length,
    known: rows.length - fresh.length,
    netByCurrency: Object.fromEntries([...sums].map(([currency, minor]) => [currency, minor.toString()])),
  }
}

async function knownRefs(place: Place): Promise<Set<string>> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'work').execute()) as unknown as Fact<'work'>[] // as above
  return new Set(rows.flatMap(w => (w.externalRef === null ? [] : [w.externalRef])))
}

interface Books {
  readonly file: string
  readonly clients: ReadonlyMap<string, readonly Fact<'client'>[]>
  readonly agreements: readonly Fact<'agreement'>[]
  readonly currency: string
}

/** One row of the list; undefined with faults where it cannot come in. */
function workOf(row: RoleRow<WorkRole>, books: Books, faults: Fault[]): (NewFact<'work'> & { clientId: string }) | undefined {
  const { line } = row
  const before = faults.length
  const at = (field: WorkRole) => ({ file: books.file, line, field })
  const name = row.text('client')
  const found = books.clients.get(nameKey(name)) ?? []
  const [client] = found
  if (!client)
    faults.push({
      code: 'no-such-client',
      message: `There is no client "${name}".`,
      mend: 'Import or enter the client first.',
      ...at('client'),
    })
  else if (found.length > 1)
    faults.push({
      code: 'which-client',
      message: `${found.length} clients are called "${name}".`,
      params: { count: String(found.length), name },
      ...at('client'),
    })
  const doneOn = row.day('doneOn', faults)
  if (!doneOn && row.text('doneOn') === '') faults.push({ code: 'field-missing', message: 'The row has no day.', ...at('doneOn') })
  const what = row.text('what')
  if (what === '') faults.push({ code: 'field-missing', message: 'The row does not say what was delivered.', ...at('what') })
  const currency = (row.text('currency') || books.currency).toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency))
    faults.push({
      code: 'currency-unknown',
      message: `"${currency}" is not an ISO 4217 currency.`,
      params: { value: currency },
      ...at('currency'),
    })
  const quantity = row.decimal('quantity', faults) ?? '1'
  const rate = row.decimal('rate', faults)
  const amount = row.decimal('amount', faults)
  if (rate === undefined && amount === undefined && faults.length === before)
    faults.push({ code: 'field-missing', message: 'The row has neither a rate nor an amount.', ...at('rate') })
  if (faults.length > before || !client || !doneOn) return undefined
  const netMinor =
    rate === undefined
      ? fromDecimal(amount ?? '', currency)?.minor
      : netOf(readDecimal(quantity) ?? ONE, readDecimal(rate) ?? ONE, currency)
  if (netMinor === undefined || netMinor <= 0n) {
    faults.push({
      code: 'amount-unreadable',
      message: `The row comes to no amount in ${currency}.`,
      params: { value: amount ?? rate ?? '' },
      ...at('rate'),
    })
    return undefined
  }
  const said = row.text('agreement')
  const agreement = said === '' ? undefined : books.agreements.find(a => a.clientId === client.id && a.number === said)
  if (said !== '' && !agreement)
    faults.push({ code: 'no-such-agreement', message: `${name} has no agreement "${said}".`, ...at('agreement') })
  return {
    clientId: client.id,
    effectiveOn: doneOn,
    ...{ doneOn: doneOn as Day, what, currency, netMinor },
    ...(rate === undefined ? { quantity: '1', rate: amount ?? '' } : { quantity, rate }),
    unit: row.text('unit') || null,
    taxRate: row.decimal('taxRate', faults) ?? null,
    agreementId: agreement?.id ?? null,
    externalRef: row.text('externalRef') || null,
  }
}

/** Sets work aside that will not be billed, with the reason. */
export async function setWorkAside(place: Place, input: { readonly work: string; readonly reason: string }): Promise<{ id: string }> {
  const reason = givenText('reason', input.reason)
  await record(place.store, place.by, 'work set aside', pen => pen.amend('work', input.work, { setAside: reason }))
  return { id: input.work }
}
