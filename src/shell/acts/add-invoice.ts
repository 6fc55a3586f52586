import { addDays, type Day, isDay, yearOf } from '../../core/day/day.ts'
import { farDay } from '../../core/facts/far-days.ts'
import type { CLIENT_KINDS } from '../../core/facts/nouns/people.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { fromDecimal, money, toDecimal } from '../../core/money/money.ts'
import { countryCode } from '../lists/countries.ts'
import { reconsider } from '../run/reconsider.ts'
import { type Pen, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { clientsNamed } from './find.ts'
import { byNow } from './pay.ts'

export interface InvoiceInput {
  /** Name or id; a name nobody has becomes a new client. */
  readonly client: string
  readonly number: string
  /** Decimal text, with tax. */
  readonly total: string
  /** YYYY-MM-DD; none: today. */
  readonly issuedOn?: string | undefined
  /** None: from `termsDays`, else from the client’s terms; else refused, never invented. */
  readonly dueOn?: string | undefined
  readonly termsDays?: number | undefined
  /** None: the firm’s. */
  readonly currency?: string | undefined
  readonly subject?: string | undefined
  readonly reference?: string | undefined
  readonly orderNumber?: string | undefined
  /** Of a new client. */
  readonly email?: string | undefined
  readonly kind?: (typeof CLIENT_KINDS)[number] | undefined
  readonly country?: string | undefined
  readonly vatId?: string | undefined
}

export interface InvoiceAdded {
  readonly invoiceId: string
  readonly clientId: string
  readonly client: string
  readonly isNewClient: boolean
  readonly number: string
  readonly total: string
  readonly currency: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly dueSource: 'stated' | 'terms' | 'asked'
}

/** Nobody owes on a paper from before. */
const FIRST_YEAR = 1970

/** Enters one invoice by hand. @throws Refusal with every field that is wrong or missing. */
export async function addInvoice(place: Place, input: InvoiceInput): Promise<InvoiceAdded> {
  const by = byNow(place, place.by.source)
  const faults: Fault[] = []
  const name = input.client.trim()
  const number = input.number.trim()
  if (name === '') faults.push({ code: 'field-missing', message: 'Say who owes it.', field: 'client' })
  if (number === '') faults.push({ code: 'field-missing', message: 'An invoice needs its number.', field: 'number' })
  const currency = (input.currency ?? place.firm.currency).toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency))
    faults.push({
      code: 'currency-unreadable',
      message: `"${currency}" is not an ISO 4217 currency such as EUR.`,
      field: 'currency',
      params: { value: currency },
    })
  const total = fromDecimal(input.total, currency)
  if (!total || total.minor <= 0n)
    faults.push({
      code: 'amount-unreadable',
      message: `"${input.total}" is not an amount above zero in ${currency}.`,
      params: { value: input.total },
      mend: 'Write it as 1234.50.',
      field: 'total',
    })
  const issuedOn = readDay(input.issuedOn ?? by.today, 'issuedOn', faults)
  const dueOn = input.dueOn === undefined ? undefined : readDay(input.dueOn, 'dueOn', faults)
  const far = issuedOn && farDay(issuedOn, dueOn, by.today)
  if (far) faults.push(far)
  if (issuedOn && dueOn && dueOn < issuedOn)
    faults.push({
      code: 'due-before-issue',
      message: `Due ${dueOn}, before the invoice date ${issuedOn}.`,
      field: 'dueOn',
      params: { dueDay: dueOn, issuedDay: issuedOn },
    })
  if (input.termsDays !== undefined && !(Number.isSafeInteger(input.termsDays) && input.termsDays >= 0 && input.termsDays <= 3650))
    faults.push({ code: 'field-wrong', message: `"${input.termsDays}" is not a number of days.`, field: 'termsDays' })
  if (faults.length > 0 || !issuedOn || !total) throw new Refusal(faults)
  const done = await record(place.store, by, 'invoice entered', async pen => {
    const { client, isNew } = await clientFor(pen, place.workspaceId, name, input)
    const due = dueFrom(issuedOn, dueOn, input.termsDays, client, number)
    await refuseTwice(pen, place.workspaceId, number, client)
    const invoiceId = await pen.add('invoice', {
      clientId: client.id,
      effectiveOn: issuedOn,
      number,
      issuedOn,
      ...due,
      currency,
      totalMinor: total.minor,
      subject: input.subject ?? null,
      reference: input.reference ?? null,
      orderNumber: input.orderNumber ?? null,
    })
    return {
      invoiceId,
      clientId: client.id,
      client: client.name,
      isNewClient: isNew,
      number,
      total: toDecimal(money(total.minor, currency)),
      currency,
      issuedOn,
      ...due,
    }
  })
  await reconsider({ ...place, by }, [done.clientId])
  return done
}

function readDay(text: string, field: string, faults: Fault[]): Day | undefined {
  if (isDay(text) && yearOf(text) >= FIRST_YEAR) return text
  faults.push({
    code: 'day-unreadable',
    message: `"${text}" is not a day.`,
    params: { value: text },
    mend: 'Write it as 2026-02-28.',
    field,
  })
  return undefined
}

type Named = Pick<Fact<'client'>, 'id' | 'name' | 'termsDays'>

async function clientFor(pen: Pen, workspaceId: string, name: string, input: InvoiceInput): Promise<{ client: Named; isNew: boolean }> {
  const found = await clientsNamed(pen.tx, workspaceId, name)
  const [client] = found
  if (found.length > 1)
    refuse('which-client', `${found.length} clients are called "${name}".`, {
      field: 'client',
      params: { count: String(found.length), name },
      mend: `Name one by its id: ${found.map(c => c.id).join(', ')}`,
    })
  if (client) return { client, isNew: false }
  const vatId = input.vatId?.replace(/[\s.-]/g, '').toUpperCase() ?? null
  const id = await pen.add('client', {
    name,
    kind: input.kind ?? (vatId === null ? 'unknown' : 'business'),
    kindConfirmedBy: input.kind === undefined ? null : pen.by.actor,
    email: input.email ?? null,
    country: countryCode(input.country ?? '', vatId ?? ''),
    vatId,
  })
  return { client: { id, name, termsDays: null }, isNew: true }
}

function dueFrom(
  issuedOn: Day,
  dueOn: Day | undefined,
  termsDays: number | undefined,
  client: Named,
  number: string,
): { dueOn: Day; dueSource: InvoiceAdded['dueSource'] } {
  if (dueOn) return { dueOn, dueSource: 'stated' }
  if (termsDays !== undefined) return { dueOn: addDays(issuedOn, termsDays), dueSource: 'asked' }
  if (client.termsDays !== null) return { dueOn: addDays(issuedOn, client.termsDays), dueSource: 'terms' }
  return refuse('due-date-missing', 'The invoice has no due date, and the client no terms. It is never invented.', {
    params: { number },
    field: 'dueOn',
    mend: 'Say the day, or how many days after the invoice date.',
  })
}

async function refuseTwice(pen: Pen, workspaceId: string, number: string, client: Named): Promise<void> {
  const same = await pen.tx
    .selectFrom('invoice')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('clientId', '=', client.id)
    .where('number', '=', number)
    .where('supersededAt', 'is', null)
    .executeTakeFirst()
  if (same)
    refuse('number-twice', `${client.name} has an invoice "${number}" already.`, {
      params: { number },
      field: 'number',
      mend: 'Give it its own number.',
    })
}
