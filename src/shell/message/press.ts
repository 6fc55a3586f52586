import type { Treatment } from '../../core/decide/treatment.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { ReferenceScheme } from '../../packs/reference-text/scheme.ts'
import { loadSchemes } from '../inbound/match-knowledge.ts'
import { loadFirmLaw } from '../law/firm-law.ts'
import type { LawBook } from '../law/load-law.ts'
import { loadTreatments } from '../packs/treatments.ts'
import { type PdfMaker, pdfMaker } from '../pdf/typst.ts'
import { workspaceFacts } from '../store/load.ts'
import { loadWords, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import type { Recipient } from './compose.ts'
import type { OwnTexts } from './own-texts.ts'

const BILLING_ROLES = ['billing', 'accounts-payable', 'finance-head', 'director', 'other', 'switchboard']

const rankOf = (role: string, wanted: string | undefined): number => (role === wanted ? -1 : BILLING_ROLES.indexOf(role))

/** Whom the message addresses: who holds the role that is asked for, else the billing contact with a working address, else the client’s general address. */
export function recipientOf(facts: ClientFacts, toRole?: string): Recipient {
  const dead = new Set(facts.bounce.filter(b => b.hard).map(b => b.address.toLowerCase()))
  const alive = (address: string | null): address is string => address !== null && address !== '' && !dead.has(address.toLowerCase())
  const contact = facts.contact
    .filter(c => c.copyOnly !== true && alive(c.email))
    .sort((a, b) => rankOf(a.role, toRole) - rankOf(b.role, toRole))[0]
  if (contact) return { address: contact.email, name: contact.name, salutation: contact.salutation, language: contact.language }
  const general = facts.client.email
  return { address: alive(general) ? general : null, name: null, salutation: null, language: null }
}

/** What every firm's papers need, read once a process. The law is not among it: a firm may have values of its own, see `pressFor`. */
export interface Workshop {
  readonly words: Words
  readonly pdfs: PdfMaker
  readonly schemes: readonly ReferenceScheme[]
  readonly treatments: ReadonlyMap<string, Treatment>
}

/** Everything that rendering for one firm needs. */
export interface Press extends Workshop {
  /** As this firm knows it. */
  readonly law: LawBook
  /** What the firm wrote itself. */
  readonly texts?: OwnTexts
}

let workshop: Promise<Workshop> | undefined
/** The one workshop of this process. */
export const openPress = (): Promise<Workshop> => {
  workshop ??= Promise.all([loadWords(), loadSchemes(), loadTreatments()]).then(([words, schemes, treatments]) => ({
    words,
    schemes,
    treatments,
    pdfs: pdfMaker(),
  }))
  return workshop
}

/** The press with the law as this firm knows it, and the words it wrote itself. */
export async function pressFor(place: Place): Promise<Press> {
  const [tools, law, written] = await Promise.all([
    openPress(),
    loadFirmLaw(place),
    workspaceFacts(place.store.db, place.workspaceId, 'template'),
  ])
  const texts: OwnTexts = new Map(written.map(t => [`${t.language} ${t.key}`, t.body]))
  return { ...tools, law, texts }
}
