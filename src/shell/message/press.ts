import type { Treatment } from '../../core/decide/treatment.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { ReferenceScheme } from '../../packs/reference-text/scheme.ts'
import { loadSchemes } from '../inbound/match-knowledge.ts'
import { asTheFirmKnows } from '../law/firm-law.ts'
import { type LawBook, loadLaw } from '../law/load-law.ts'
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

/** Everything that rendering needs and that is read once a process. */
export interface Press {
  readonly words: Words
  readonly law: LawBook
  readonly pdfs: PdfMaker
  readonly schemes: readonly ReferenceScheme[]
  readonly treatments: ReadonlyMap<string, Treatment>
  /** What the firm wrote itself. */
  readonly texts?: OwnTexts
}

let press: Promise<Press> | undefined
/** The one press of this process. */
export const openPress = (): Promise<Press> => {
  press ??= Promise.all([loadWords(), loadLaw(), loadSchemes(), loadTreatments()]).then(([words, law, schemes, treatments]) => ({
    words,
    law,
    schemes,
    treatments,
    pdfs: pdfMaker(),
  }))
  return press
}

/** The press with the law as this firm knows it, and the words it wrote itself. */
export async function pressFor(place: Place): Promise<Press> {
  const tools = await openPress()
  const [law, written] = await Promise.all([
    asTheFirmKnows(tools.law, place),
    workspaceFacts(place.store.db, place.workspaceId, 'template'),
  ])
  const texts: OwnTexts = new Map(written.map(t => [`${t.language} ${t.key}`, t.body]))
  return { ...tools, law, texts }
}
