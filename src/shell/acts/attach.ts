import { createHash, hash } from 'node:crypto'
import { sql } from 'kysely'
import { type Body, type Fact, nouns } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { keepPaper, mimeOfPaper } from '../papers/keep.ts'
import { offloadPapers } from '../papers/offload.ts'
import { contentPieces, readContent } from '../store/contents.ts'
import { factsOf } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { disputeNamed, findClient, findInvoice, planNamed } from './find.ts'
import { byNow } from './pay.ts'
import { setting } from './settings.ts'

export interface AttachInput {
  /** Name or id. One of client, invoice and agreement says where the paper belongs. */
  readonly client?: string | undefined
  readonly invoice?: string | undefined
  /** Id or number of an agreement: the paper becomes its signed document where the kind is `agreement`. */
  readonly agreement?: string | undefined
  /** Id of a payment plan: the paper is the agreement that they signed. */
  readonly plan?: string | undefined
  /** Id of a dispute: the paper is evidence in it, ours unless `side` says theirs. */
  readonly dispute?: string | undefined
  readonly side?: string | undefined
  readonly kind?: string | undefined
}

export interface Attached {
  readonly documentId: string
  readonly name: string
  readonly sha256: string
  readonly clientId: string
  /** The same paper lay there already: nothing was written. */
  readonly known: boolean
}

type Kind = Body<'document'>['kind']
const KINDS: readonly string[] = nouns.document.columns.kind.oneOf ?? []
const isKind = (kind: string): kind is Kind => KINDS.includes(kind)

interface Where {
  readonly clientId: string
  readonly invoiceId: string | null
  readonly agreement: Fact<'agreement'> | null
  readonly planId?: string
  readonly disputeId?: string
  readonly side?: 'ours' | 'theirs'
}

async function evidenceIn(place: Place, disputeId: string, side = 'ours'): Promise<Where> {
  const { clientId, invoiceId, id } = await disputeNamed(place, disputeId)
  if (side !== 'ours' && side !== 'theirs')
    return refuse('side-unknown', `"${side}" is not a side.`, { field: 'side', mend: 'Say ours or theirs.' })
  return { clientId, invoiceId, agreement: null, disputeId: id, side }
}

async function whereTo(place: Place, input: AttachInput): Promise<Where> {
  if (input.dispute !== undefined) return evidenceIn(place, input.dispute, input.side)
  if (input.plan !== undefined) {
    const { id: planId, clientId } = await planNamed(place, input.plan)
    return { clientId, invoiceId: null, agreement: null, planId }
  }
  if (input.agreement !== undefined) {
    const agreement = await findAgreement(place, input.agreement)
    return { clientId: agreement.clientId, invoiceId: null, agreement }
  }
  if (input.invoice !== undefined) {
    const invoice = await findInvoice(place, input.invoice)
    return { clientId: invoice.clientId, invoiceId: invoice.id, agreement: null }
  }
  if (input.client === undefined)
    return refuse('field-missing', 'Say where the paper belongs: a client, an invoice or an agreement.', { field: 'client' })
  return { clientId: (await findClient(place, input.client)).id, invoiceId: null, agreement: null }
}

/** The agreement of an id or number. @throws Refusal where there is none or more than one. */
export async function findAgreement(place: Place, asked: string): Promise<Fact<'agreement'>> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'agreement')
    .where(eb => eb.or([eb('id', '=', asked), eb('number' as 'id', '=', asked)])) // a column of this noun
    .execute()) as unknown as Fact<'agreement'>[] // the columns selected are the noun’s own
  const [agreement] = rows
  if (!agreement || rows.length > 1)
    return refuse(agreement ? 'which-agreement' : 'no-such-agreement', `${rows.length} agreements are called "${asked}".`, {
      field: 'agreement',
    })
  return agreement
}

/** Keeps a paper with a client, an invoice, an agreement or a plan. It is never changed; the same paper twice is kept once. @throws Refusal */
export async function attach(place: Place, file: GivenFile, input: AttachInput): Promise<Attached> {
  const kind = input.kind ?? (input.agreement === undefined && input.plan === undefined ? 'other' : 'agreement')
  if (!isKind(kind))
    return refuse('kind-unknown', `"${kind}" is not a kind of paper.`, { field: 'kind', mend: `Say one of ${KINDS.join(', ')}.` })
  const { sizeMaxMb } = await setting(place, 'papers')
  if (file.bytes.length > sizeMaxMb * 1024 * 1024)
    refuse('file-too-large', `The paper has more than ${sizeMaxMb} MB.`, {
      params: { megabytes: String(sizeMaxMb) },
      file: file.name,
      mend: 'Scan it at a lower resolution, or raise the limit under Settings, Invoices and papers.',
    })
  const { clientId, invoiceId, agreement, planId, disputeId = null, side = null } = await whereTo(place, input)
  const sha256 = hash('sha256', file.bytes, 'hex')
  const known = (await factsOf(place.store.db, place.workspaceId, 'document')
    .where('clientId', '=', clientId)
    .where('sha256' as 'id', '=', sha256) // a column of this noun
    .execute()) as unknown as Fact<'document'>[] // the columns selected are the noun’s own
  const same = known.find(d => d.invoiceId === invoiceId && d.agreementId === (agreement?.id ?? null) && d.disputeId === disputeId)
  const by = byNow(place, place.by.source)
  if (same) {
    if (planId !== undefined) await record(place.store, by, 'plan signed', pen => pen.amend('plan', planId, { documentId: same.id }))
    return { documentId: same.id, name: same.name, sha256, clientId, known: true }
  }
  const documentId = await record(place.store, by, 'paper kept', async pen => {
    const mime = mimeOfPaper(file.name, file.bytes)
    const id = await keepPaper(pen, { ...file, mime, clientId, kind, invoiceId, agreementId: agreement?.id ?? null, disputeId, side })
    if (planId !== undefined) await pen.amend('plan', planId, { documentId: id })
    if (agreement && kind === 'agreement') await pen.amend('agreement', agreement.id, { documentId: id })
    return id
  })
  await offloadPapers(place)
  return { documentId, name: file.name, sha256, clientId, known: false }
}

export interface PaperRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly mime: string
  readonly sizeBytes: number
  readonly clientId: string
  readonly client: string
  readonly invoiceId: string | null
  readonly agreementId: string | null
  readonly keptOn: string
}

const MOST = 200
const like = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

/** Papers whose name, or whose readable text, holds every word asked for; newest first, at most 200. */
export async function findPapers(
  place: Place,
  input: { readonly q?: string | undefined; readonly clientId?: string | undefined },
): Promise<PaperRow[]> {
  const { db } = place.store
  let query = factsOf(db, place.workspaceId, 'document')
  if (input.clientId !== undefined) query = query.where('clientId', '=', input.clientId)
  for (const word of (input.q ?? '').split(/\s+/).filter(Boolean).slice(0, 8))
    query = query.where(eb =>
      eb.or([
        sql<boolean>`lower("name") like ${like(word)} escape '\\'`,
        eb.exists(
          db
            .selectFrom('paperText')
            .select('paperText.sha256')
            .where('paperText.workspaceId', '=', place.workspaceId)
            .whereRef('paperText.sha256', '=', 'document.sha256' as never) // the outer query’s column
            .where(sql<boolean>`"paperText"."text" like ${like(word)} escape '\\'`),
        ),
      ]),
    )
  const rows = (await query.orderBy('recordedAt', 'desc').orderBy('id').limit(MOST).execute()) as unknown as Fact<'document'>[] // as above
  const ids = [...new Set(rows.map(r => r.clientId))]
  const clients = (await factsOf(db, place.workspaceId, 'client')
    .where('id', 'in', ids.length > 0 ? ids : [''])
    .execute()) as unknown as Fact<'client'>[] // as above
  const names = new Map(clients.map(c => [c.id, c.name]))
  return rows.map(r => ({
    id: r.id,
    name: r.name,
    kind: r.kind,
    mime: r.mime,
    sizeBytes: r.sizeBytes,
    clientId: r.clientId,
    client: names.get(r.clientId) ?? '',
    invoiceId: r.invoiceId,
    agreementId: r.agreementId,
    keptOn: r.effectiveOn,
  }))
}

/** A paper as it is handed out. */
interface Handed {
  readonly name: string
  readonly mime: string
  readonly sizeBytes: number
}

async function paperNamed(place: Place, documentId: string): Promise<Fact<'document'>> {
  const paper = (await factsOf(place.store.db, place.workspaceId, 'document').where('id', '=', documentId).executeTakeFirst()) as unknown as
    | Fact<'document'>
    | undefined // as above
  if (paper?.forgottenOn)
    refuse('paper-forgotten', `"${paper.name}" was forgotten on ${paper.forgottenOn}: its time was over.`, { field: 'id' })
  return paper ?? refuse('not-found', `There is no document "${documentId}".`, { field: 'id' })
}

const changed = (paper: Fact<'document'>): never =>
  refuse('paper-changed', `"${paper.name}" is no longer what was kept: its content was changed in the store.`, {
    mend: 'Bring it back from a backup.',
  })

/** A paper’s bytes as they were kept. @throws Refusal where there is none, or where the bytes are no longer what was kept. */
export async function readPaper(place: Place, documentId: string): Promise<Handed & { readonly bytes: Uint8Array }> {
  const paper = await paperNamed(place, documentId)
  const content = await readContent(place.store, place.workspaceId, paper.sha256)
  if (!content) return refuse('not-found', `There is no document "${documentId}".`, { field: 'id' })
  if (hash('sha256', content, 'hex') !== paper.sha256) changed(paper)
  return { name: paper.name, mime: paper.mime, sizeBytes: content.length, bytes: new Uint8Array(content) }
}

/** The same a piece at a time: of a large paper never more than that is in memory. */
export async function openPaper(place: Place, documentId: string): Promise<Handed & { readonly pieces: AsyncGenerator<Uint8Array> }> {
  const paper = await paperNamed(place, documentId)
  const found = await contentPieces(place.store, place.workspaceId, paper.sha256)
  if (!found) return refuse('not-found', `There is no document "${documentId}".`, { field: 'id' })
  const pieces = checked(found, paper)
  const first = await pieces.next() // what is in one piece is refused before a byte of it leaves
  const all = async function* () {
    if (!first.done) yield first.value
    yield* pieces
  }
  return { name: paper.name, mime: paper.mime, sizeBytes: paper.sizeBytes, pieces: all() }
}

/** Gives each piece on when the next has come, and the last only if all of it is what was kept. */
async function* checked(pieces: AsyncGenerator<Uint8Array>, paper: Fact<'document'>): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256')
  let held: Uint8Array | undefined
  for await (const piece of pieces) {
    if (held) yield held
    digest.update(piece)
    held = piece
  }
  if (digest.digest('hex') !== paper.sha256) changed(paper)
  if (held) yield held
}
