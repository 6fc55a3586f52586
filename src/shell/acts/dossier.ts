import { REDACTABLE, type Redactable } from '../../core/desk/dossier.ts'
import { papersAbout } from '../../core/desk/dossier-agreed.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { type DossierData, dossierData } from '../dossier/content.ts'
import { openScratch, type Scratch } from '../dossier/scratch.ts'
import { fileOf, sealed } from '../dossier/seal.ts'
import { csvFiles } from '../dossier/tables.ts'
import { pressFor } from '../message/render.ts'
import { recordAbout } from '../run/reconsider.ts'
import { keepPieces } from '../store/contents.ts'
import { journalHead } from '../store/journal-head.ts'
import { clientFactsOf } from '../views/client.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'

export interface DossierInput {
  readonly client: string
  /** Ids; none: everything open. */
  readonly invoices?: readonly string[] | undefined
  /** Parts the receiver need not see. */
  readonly without?: readonly string[] | undefined
  readonly language?: string | undefined
}

export interface DossierResult {
  readonly documentId: string
  readonly clientId: string
  readonly name: string
  readonly seal: string
  readonly files: number
  /** Papers that could not be bound into the PDF; their originals are enclosed. */
  readonly unreadable: readonly string[]
}

const isRedactable = (name: string): name is Redactable => REDACTABLE.some(r => r === name)

/** Makes the sealed dossier of a client’s claim: PDF bundle, JSON, CSV and originals in one file, kept among the client’s papers. */
export async function makeDossier(place: Place, input: DossierInput): Promise<DossierResult> {
  const { id: clientId } = await findClient(place, input.client)
  const facts = await clientFactsOf(place, clientId)
  const without = input.without ?? []
  const unknown = without.find(name => !isRedactable(name))
  if (unknown !== undefined)
    refuse('part-unknown', `"${unknown}" cannot be left out.`, { field: 'without', mend: `Say one of ${REDACTABLE.join(', ')}.` })
  const open = openItems(facts, openLedger(facts, place.by.today)).map(i => i.id)
  const invoiceIds = input.invoices ?? open
  const stray = invoiceIds.find(id => !open.includes(id))
  if (stray !== undefined) refuse('not-open', `Nothing is open on "${stray}".`, { field: 'invoices' })
  if (invoiceIds.length === 0) refuse('nothing-open', 'Nothing is open: there is no claim to put together.', { field: 'client' })
  const { law, words } = await pressFor(place)
  const language = input.language ?? place.firm.language
  if (!words.languages.includes(language.split('-', 1)[0] ?? ''))
    refuse('language-unknown', `There is no language "${language}".`, { field: 'language' })
  const redacted = new Set(without.filter(isRedactable))
  const data = dossierData({ place, facts, invoiceIds, law, redacted })
  const { archive, seal, files, unreadable } = await built(place, data, papersAbout(facts, invoiceIds, redacted), language)
  const name = `dossier ${facts.client.name.replace(/[^\p{L}\p{N} -]+/gu, '').trim()} ${place.by.today}.zip`
  try {
    const documentId = await recordAbout(place, clientId, `dossier sealed ${seal}`, async pen => {
      const kept = await keepPieces(pen.tx, place.workspaceId, archive.pieces())
      return pen.add('document', { clientId, ...kept, name, mime: 'application/zip', kind: 'dossier', seal })
    })
    return { documentId, clientId, name, seal, files, unreadable }
  } finally {
    await archive.close()
  }
}

interface Built {
  readonly archive: Scratch
  readonly seal: string
  readonly files: number
  readonly unreadable: readonly string[]
}

/** Binds, lists and seals, a paper at a time, outside any transaction: the store is asked to keep a file that is already whole. */
async function built(
  place: Place,
  given: Omit<DossierData, 'documents' | 'forgotten'>,
  papers: readonly Fact<'document'>[],
  language: string,
): Promise<Built> {
  const { bundlePdf, documentsOf, filesOf, originalsOf } = await import('../dossier/bundle.ts')
  const { originals, gone: forgotten } = await originalsOf(place, papers)
  const data = { ...given, forgotten }
  const pdf = await bundlePdf(place, data, originals, language)
  const archive = await openScratch()
  try {
    const text = (content: string): Uint8Array => new TextEncoder().encode(content)
    const files = [
      { name: 'dossier.pdf', size: pdf.size(), crc: pdf.crc(), sha256: pdf.sha256(), pieces: pdf.pieces },
      fileOf('dossier.json', text(`${JSON.stringify({ ...data, documents: documentsOf(originals) }, null, 2)}\n`)),
      ...csvFiles(data).map(csv => fileOf(csv.name, text(csv.text))),
      ...filesOf(place, originals),
    ]
    const journal = (await journalHead(place.store.db, place.workspaceId)) ?? { seq: 0, link: '' }
    const about = { madeOn: place.by.today, creditor: data.creditor.name, client: data.client.name, journal }
    const { pieces, seal } = sealed(about, files)
    for await (const piece of pieces) await archive.write(piece)
    return { archive, seal, files: files.length, unreadable: originals.filter(o => o.pages === null).map(o => o.paper.name) }
  } catch (error) {
    await archive.close()
    throw error
  } finally {
    await pdf.close()
  }
}
