import { addDays, type Day } from '../../core/day/day.ts'
import type { Amount } from '../../core/decide/decision.ts'
import { claimOf, type InvoiceDocument, type Party } from '../../core/facts/invoice-document.ts'
import type { Body, Fact } from '../../core/facts/nouns.ts'
import type { Finding } from '../../core/facts/preflight.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { nameKey } from '../../core/list/header.ts'
import type { Money } from '../../core/money/money.ts'
import { bodyOf, keepAttachments, lineBody, paperOf } from '../imports/document-body.ts'
import { accountsKnown, findingsOf, invoicesOf, type ReadDocument, statusesOf } from '../imports/e-invoices.ts'
import { type StatusEffect, writeStatus } from '../imports/status-facts.ts'
import { countryCode } from '../lists/countries.ts'
import { keepPaper } from '../papers/keep.ts'
import { reconsider } from '../run/reconsider.ts'
import { newId } from '../store/ids.ts'
import { factsOf } from '../store/load.ts'
import { type Pen, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { invoicesNamed } from './find.ts'
import { byNow } from './pay.ts'

export interface DocumentAnswers {
  /** Days after the invoice date, where neither file nor client states a due date. */
  readonly termsDays?: number | undefined
}

/** What became, or would become, of one document. */
export interface DocumentResult {
  readonly file: string
  readonly format: string
  readonly kind: 'invoice' | 'credit-note' | 'status'
  readonly number: string
  readonly client: string
  readonly isNewClient: boolean
  /** `same`: this very content is here already · `corrected`: the invoice was here, and now says what this file says. */
  readonly outcome: 'new' | 'corrected' | 'same'
  /** Its seller is this firm by VAT id or name; otherwise nothing in it says whose it is. */
  readonly isSurelyOurs: boolean
  readonly amount: Amount | null
  readonly dueOn: Day | null
  readonly lines: number
  readonly changes: readonly string[]
  readonly effect: StatusEffect | null
  readonly findings: readonly Finding[]
}

export interface DocumentsResult {
  readonly documents: readonly DocumentResult[]
  /** None: nothing was new. */
  readonly batchId: string | null
}

const LOOKED = Symbol('only looked at')

/** What e-invoices and statuses would bring: reckoned like the import itself, then taken back whole. */
export async function previewDocuments(
  place: Place,
  read: readonly ReadDocument[],
  answers: DocumentAnswers = {},
): Promise<DocumentResult[]> {
  let documents: DocumentResult[] = []
  if (read.length === 0) return documents
  try {
    await record(place.store, byNow(place, 'preview'), 'preview', async pen => {
      documents = await writeAll(pen, place, read, answers)
      throw LOOKED
    })
  } catch (error) {
    if (error !== LOOKED) throw error
  }
  return documents
}

/**
 * Brings e-invoices and status documents in: all or nothing, in one link of the journal; every line and the file itself are kept. The same file
 * twice changes nothing; a corrected file amends its invoice. @throws Refusal naming file and field.
 */
export async function importDocuments(
  place: Place,
  read: readonly ReadDocument[],
  answers: DocumentAnswers = {},
): Promise<DocumentsResult> {
  if (read.length === 0) return { documents: [], batchId: null }
  const batchId = newId()
  const by = byNow(place, `import of ${[...new Set(read.map(r => r.file.name))].join(', ').slice(0, 300)}`)
  const touched = new Set<string>()
  const documents = await record(place.store, by, 'documents imported', async pen => {
    const results = await writeAll(pen, place, read, answers, touched)
    if (results.some(r => r.outcome !== 'same'))
      await pen.tx
        .insertInto('importBatch')
        .values({
          workspaceId: place.workspaceId,
          id: batchId,
          at: by.at,
          actor: by.actor,
          kind: 'documents',
          files: JSON.stringify(read.map(r => ({ name: r.file.name, sha256: r.sha256 }))) as unknown as [], // JSON text on the way in
          summary: JSON.stringify({ documents: results.length }) as unknown as [], // as above
          origin: null,
          journalSeq: pen.seq,
          undoneAt: null,
        })
        .execute()
    return results
  })
  await reconsider(place, [...touched])
  return { documents, batchId: documents.some(d => d.outcome !== 'same') ? batchId : null }
}

async function writeAll(
  pen: Pen,
  place: Place,
  read: readonly ReadDocument[],
  answers: DocumentAnswers,
  touched = new Set<string>(),
): Promise<DocumentResult[]> {
  const invoices = invoicesOf(read)
  const findings = await findingsOf(
    invoices.map(i => i.invoice),
    await accountsKnown(pen.tx, place.workspaceId, place.firm.iban),
  )
  const results: DocumentResult[] = []
  const faults: Fault[] = []
  const guarded = async (work: () => Promise<DocumentResult>): Promise<void> => {
    try {
      results.push(await work())
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push(...error.faults)
    }
  }
  for (const [at, { read: one, invoice }] of invoices.entries())
    await guarded(() => writeInvoiceDocument({ pen, place, answers, touched }, one, invoice, findings[at] ?? []))
  for (const { read: one, status } of statusesOf(read))
    await guarded(() => writeStatusDocument({ pen, place, answers, touched }, one, status))
  if (faults.length > 0) throw new Refusal(faults)
  return results
}

interface Desk {
  readonly pen: Pen
  readonly place: Place
  readonly answers: DocumentAnswers
  readonly touched: Set<string>
}

async function writeInvoiceDocument(
  desk: Desk,
  read: ReadDocument,
  invoice: InvoiceDocument,
  findings: readonly Finding[],
): Promise<DocumentResult> {
  const { pen, place, touched } = desk
  const file = read.file.name
  const isSurelyOurs = isOurs(place.firm, invoice, file)
  const claim = claimOf(invoice)
  if (!claim || invoice.currency === null)
    return refuse('total-missing', 'The file states no amount with a currency.', { params: {}, file, field: 'total' })
  if (invoice.issueDate === null)
    return refuse('issue-date-missing', 'The file states no readable date of issue.', { params: {}, file, field: 'issueDate' })
  const { client, isNew } = await clientOf(pen, place, invoice.buyer, file)
  const shared = {
    file,
    format: invoice.format,
    kind: invoice.kind,
    number: invoice.number,
    client: client.name,
    isNewClient: isNew,
    isSurelyOurs,
    amount: { minor: claim.amount.minor.toString(), currency: claim.amount.currency },
    lines: invoice.lines.length,
    effect: null,
    findings,
  } as const
  const kept = await isKept(pen, place, read.sha256, client.id)
  const known = await known1(pen, place, 'invoice', client.id, invoice.number)
  if (invoice.kind === 'credit-note') {
    // a file may hold several: that it is kept says nothing of those it did not bring
    if (kept && (await known1(pen, place, 'creditNote', client.id, invoice.number)))
      return { ...shared, outcome: 'same', dueOn: null, changes: [] }
    touched.add(client.id)
    return { ...shared, dueOn: null, ...(await writeCreditNote(desk, read, invoice, claim.amount, client)) }
  }
  if (kept && known) return { ...shared, outcome: 'same', dueOn: known.dueOn, changes: [] }
  const due = dueOf(invoice, invoice.issueDate, client, desk.answers, file)
  touched.add(client.id)
  const open = due.dueSource === 'stated' ? findings : findings.filter(f => f.code !== 'due-date-missing')
  const body = { ...bodyOf(invoice, invoice.issueDate, claim.amount), ...due } as Partial<Body<'invoice'>>
  const id = known?.id ?? newId()
  const documentId = await keepPaper(pen, { ...paperOf(read), clientId: client.id, kind: 'invoice', invoiceId: id })
  const changes = known ? changesIn(known, body) : []
  if (known) await pen.amend('invoice', id, { ...body, documentId })
  else
    await pen.add('invoice', {
      ...(body as Body<'invoice'>),
      id,
      clientId: client.id,
      effectiveOn: invoice.issueDate,
      source: file,
      documentId,
    })
  await writeLines(pen, place, client.id, id, invoice, known !== undefined, file)
  await keepAttachments(pen, client.id, id, invoice)
  return { ...shared, findings: open, outcome: known ? 'corrected' : 'new', dueOn: due.dueOn, changes }
}

const compact = (id: string): string => id.replace(/[\s.-]/g, '').toUpperCase()

/** Whether the seller is this firm, as far as can be told. @throws Refusal for an invoice that somebody else issued: it is what we owe, or a wrong file. */
function isOurs(firm: Fact<'firm'>, { seller, buyer, number }: InvoiceDocument, file: string): boolean {
  const names = [firm.name, firm.legalName ?? ''].map(nameKey)
  const named = (party: Party): boolean => [party.name, party.tradingName].some(n => n !== null && names.includes(nameKey(n)))
  const sameId = (party: Party): boolean | undefined =>
    firm.vatId && party.vatId ? compact(firm.vatId) === compact(party.vatId) : undefined
  const byId = sameId(seller)
  const isUs = (byId ?? named(seller)) === true
  const weOwe = !isUs && (sameId(buyer) ?? named(buyer))
  if (weOwe || byId === false || (byId === undefined && firm.vatId && !isUs && seller.name !== null))
    refuse('not-ours', `Invoice ${number} was issued by ${seller.name ?? seller.vatId}, not by ${firm.name}.`, {
      params: { number, seller: seller.name ?? seller.vatId ?? '', firm: firm.name },
      file,
      field: 'seller',
      mend: 'Bring in only invoices that this firm issued; mend the firm’s VAT id if it is wrong.',
    })
  return isUs
}

type Named = Pick<Fact<'client'>, 'id' | 'name' | 'termsDays'>

async function clientOf(pen: Pen, place: Place, buyer: Party, file: string): Promise<{ client: Named; isNew: boolean }> {
  const name = buyer.name ?? buyer.tradingName
  if (name === null) return refuse('buyer-missing', 'The file does not say who owes it.', { params: {}, file, field: 'buyer' })
  const all = (await factsOf(pen.tx, place.workspaceId, 'client').execute()) as unknown as Fact<'client'>[] // the columns selected are the noun’s own
  const vat = buyer.vatId === null ? undefined : compact(buyer.vatId)
  const byId = all.filter(
    c =>
      (vat !== undefined && c.vatId !== null && compact(c.vatId) === vat) || (buyer.companyId !== null && c.companyId === buyer.companyId),
  )
  const found = byId.length > 0 ? byId : all.filter(c => nameKey(c.name) === nameKey(name))
  const [client] = found
  if (found.length > 1)
    refuse('which-client', `${found.length} clients may be meant by "${name}".`, {
      params: { count: String(found.length), name },
      file,
      field: 'buyer',
      mend: 'Give the right one its VAT id.',
    })
  if (client) return { client, isNew: false }
  const id = await pen.add('client', {
    name,
    kind: vat !== undefined || buyer.companyId !== null ? 'business' : 'unknown',
    country: countryCode(buyer.country ?? '', vat ?? ''),
    address: buyer.addressLines.length > 0 ? [...buyer.addressLines] : null,
    email: buyer.email,
    vatId: vat ?? null,
    companyId: buyer.companyId,
    source: file,
  })
  await pen.current('client', id) // sends it to the store: the next document of this client finds it
  return { client: { id, name, termsDays: null }, isNew: true }
}

function dueOf(
  invoice: InvoiceDocument,
  issuedOn: Day,
  client: Named,
  answers: DocumentAnswers,
  file: string,
): Pick<Body<'invoice'>, 'dueOn' | 'dueSource'> {
  if (invoice.dueDate !== null) return { dueOn: invoice.dueDate, dueSource: 'stated' }
  if (client.termsDays !== null) return { dueOn: addDays(issuedOn, client.termsDays), dueSource: 'terms' }
  if (answers.termsDays !== undefined) return { dueOn: addDays(issuedOn, answers.termsDays), dueSource: 'asked' }
  return refuse('due-date-missing', `Invoice ${invoice.number} states no due date. It is never invented.`, {
    params: { number: invoice.number, count: '1' },
    file,
    field: 'dueOn',
    mend: 'Say how many days after the invoice date it falls due: --terms-days 30',
  })
}

const COMPARED = ['issuedOn', 'dueOn', 'totalMinor', 'taxMinor', 'currency', 'iban', 'orderNumber', 'reference'] as const
const changesIn = (known: Fact<'invoice'>, body: Partial<Body<'invoice'>>): string[] => COMPARED.filter(f => known[f] !== body[f])

async function known1<N extends 'invoice' | 'creditNote'>(
  pen: Pen,
  place: Place,
  noun: N,
  clientId: string,
  number: string,
): Promise<Fact<N> | undefined> {
  const rows = await factsOf(pen.tx, place.workspaceId, noun)
    .where('clientId', '=', clientId)
    .where('number' as 'id', '=', number) // a column of both nouns
    .execute()
  return rows[0] as unknown as Fact<N> | undefined // the columns selected are the noun’s own
}

async function isKept(pen: Pen, place: Place, sha256: string, clientId: string): Promise<boolean> {
  const row = await factsOf(pen.tx, place.workspaceId, 'document')
    .where('sha256' as 'id', '=', sha256) // a column of this noun
    .where('clientId', '=', clientId)
    .executeTakeFirst()
  return row !== undefined
}

async function writeCreditNote(
  { pen, place }: Desk,
  read: ReadDocument,
  document: InvoiceDocument,
  amount: Money,
  client: Named,
): Promise<Pick<DocumentResult, 'outcome' | 'changes'>> {
  const named = document.preceding[0]?.number
  const invoice = named === undefined ? undefined : await known1(pen, place, 'invoice', client.id, named)
  await keepPaper(pen, { ...paperOf(read), clientId: client.id, kind: 'invoice', invoiceId: invoice?.id ?? null })
  const body = {
    number: document.number,
    issuedOn: document.issueDate as Day, // refused before where the file has none
    currency: amount.currency,
    totalMinor: amount.minor < 0n ? -amount.minor : amount.minor,
    invoiceId: invoice?.id ?? null,
    reason: document.notes[0]?.slice(0, 300) ?? null,
  }
  const known = await known1(pen, place, 'creditNote', client.id, document.number)
  if (known) await pen.amend('creditNote', known.id, body)
  else await pen.add('creditNote', { ...body, clientId: client.id, effectiveOn: body.issuedOn, source: read.file.name })
  return { outcome: known ? 'corrected' : 'new', changes: known && known.totalMinor !== body.totalMinor ? ['totalMinor'] : [] }
}

async function writeLines(
  pen: Pen,
  place: Place,
  clientId: string,
  invoiceId: string,
  invoice: InvoiceDocument,
  again: boolean,
  file: string,
): Promise<void> {
  if (again) {
    const old = await factsOf(pen.tx, place.workspaceId, 'invoiceLine')
      .where('clientId', '=', clientId)
      .where('invoiceId' as 'id', '=', invoiceId) // a column of this noun
      .execute()
    for (const line of old) await pen.retract('invoiceLine', line.id)
  }
  for (const [at, line] of invoice.lines.entries())
    await pen.add('invoiceLine', {
      clientId,
      effectiveOn: invoice.issueDate ?? pen.by.today,
      source: file,
      invoiceId,
      position: at + 1,
      ...lineBody(line, invoice),
    })
}

async function writeStatusDocument(
  { pen, place, touched }: Desk,
  read: ReadDocument,
  status: Parameters<typeof writeStatus>[1],
): Promise<DocumentResult> {
  const file = read.file.name
  const found = await invoicesNamed(pen.tx, place.workspaceId, status.invoiceNumber)
  const [invoice] = found
  if (!invoice)
    return refuse('no-such-invoice', `The status is about invoice ${status.invoiceNumber}, which is not here.`, {
      params: { number: status.invoiceNumber },
      file,
      field: 'invoice',
      mend: 'Import the invoice first.',
    })
  if (found.length > 1)
    refuse('which-invoice', `${found.length} invoices have the number ${status.invoiceNumber}.`, {
      params: { count: String(found.length), number: status.invoiceNumber },
      file,
      field: 'invoice',
    })
  const client = await pen.current('client', invoice.clientId)
  const shared = {
    file,
    format: status.format,
    kind: 'status',
    number: status.invoiceNumber,
    client: client?.name ?? '',
    isNewClient: false,
    isSurelyOurs: true,
    amount: null,
    dueOn: null,
    lines: 0,
    changes: [],
    findings: [],
  } as const
  if (await isKept(pen, place, read.sha256, invoice.clientId)) return { ...shared, outcome: 'same', effect: null }
  touched.add(invoice.clientId)
  const documentId = await keepPaper(pen, { ...paperOf(read), clientId: invoice.clientId, kind: 'other', invoiceId: invoice.id })
  return { ...shared, outcome: 'new', effect: await writeStatus(pen, status, invoice, documentId) }
}
