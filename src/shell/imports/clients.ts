import type { Fault } from '../../core/fault.ts'
import { nameKey } from '../../core/list/header.ts'
import type { ListedClient } from '../../core/list/items.ts'
import { nameTokens } from '../../core/match/name.ts'
import { legalForms } from '../../packs/names/legal-forms.ts'
import { newId } from '../store/ids.ts'
import type { Known, KnownClient } from './known.ts'
import type { ImportAnswers, PlannedClient } from './plan-types.ts'

const vatKey = (vatId: string): string =>
  vatId
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .replace(/^[A-Z]{2}/, '')

/** Without legal forms and accents: equal keys mean “may be the same”, never “is the same”. */
const looseKey = (name: string): string => nameTokens(name, legalForms).join(' ')

interface Entry {
  readonly planned: PlannedClient
  readonly vat: string
  readonly ref: string
}

/** Finds the client a row means, or plans a new one. Doubtful ones are kept apart and said. */
export class ClientFinder {
  readonly #byVat = new Map<string, Entry>()
  readonly #byRef = new Map<string, Entry[]>()
  readonly #byName = new Map<string, Entry[]>()
  readonly #byLoose = new Map<string, Entry[]>()
  /** Which clients have documents of which origin. */
  readonly #origins: ReadonlySet<string>
  readonly #answers: ImportAnswers
  readonly #found = new Map<string, Entry>()
  readonly added: PlannedClient[] = []
  readonly notes: Fault[] = []

  constructor(known: Known, answers: ImportAnswers) {
    this.#answers = answers
    this.#origins = new Set(known.documents.map(d => `${d.origin} ${d.clientId}`))
    for (const client of known.clients) this.#index(entryOf(client))
  }

  #index(entry: Entry): void {
    if (entry.vat !== '' && !this.#byVat.has(entry.vat)) this.#byVat.set(entry.vat, entry)
    const push = (map: Map<string, Entry[]>, key: string): void => {
      if (key === '') return
      const list = map.get(key)
      if (list) list.push(entry)
      else map.set(key, [entry])
    }
    push(this.#byRef, entry.ref)
    push(this.#byName, nameKey(entry.planned.name))
    push(this.#byLoose, looseKey(entry.planned.name))
  }

  /** The known or planned client, without making one. */
  lookUp(listed: ListedClient, origin: string): PlannedClient | undefined {
    return this.#match(listed, origin)?.planned
  }

  /** The client of a row. */
  find(listed: ListedClient, origin: string, file: string, line: number): PlannedClient {
    const key = `${origin}\u0000${listed.ref}\u0000${listed.vatId}\u0000${listed.name}`
    const before = this.#found.get(key)
    if (before) return before.planned
    const entry = this.#match(listed, origin, { file, line }) ?? this.#plan(listed, origin, file, line)
    this.#found.set(key, entry)
    return entry.planned
  }

  #match(listed: ListedClient, origin: string, where?: { file: string; line: number }): Entry | undefined {
    const vat = vatKey(listed.vatId)
    const byVat = vat === '' ? undefined : this.#byVat.get(vat)
    if (byVat) return byVat
    const name = nameKey(listed.name)
    for (const entry of this.#byRef.get(listed.ref) ?? []) {
      const sameName = nameKey(entry.planned.name) === name || looseKey(entry.planned.name) === looseKey(listed.name)
      if (sameName || entry.planned.origin === origin || this.#origins.has(`${origin} ${entry.planned.id}`)) return entry
      if (where) this.#doubt(listed, entry, 'has the same client number', where)
    }
    const named = (this.#byName.get(name) ?? []).filter(entry => this.#mayBe(entry, vat, listed.ref, origin))
    if (named.length === 1) return named[0]
    const [other] = named.length > 1 ? named : (this.#byName.get(name) ?? this.#byLoose.get(looseKey(listed.name)) ?? [])
    if (other && where) this.#doubt(listed, other, 'has nearly the same name', where)
    return undefined
  }

  /** The same name is not the same client where both carry different ids. */
  #mayBe(entry: Entry, vat: string, ref: string, origin: string): boolean {
    if (vat !== '' && entry.vat !== '' && vat !== entry.vat) return false
    const sameList = entry.planned.origin === origin || this.#origins.has(`${origin} ${entry.planned.id}`)
    return !(sameList && ref !== '' && entry.ref !== '' && ref !== entry.ref)
  }

  #doubt(listed: ListedClient, other: Entry, why: string, where: { file: string; line: number }): void {
    this.notes.push({
      code: 'client-doubtful',
      message: `"${listed.name}" is kept apart from "${other.planned.name}", which ${why}.`,
      params: { name: listed.name, other: other.planned.name },
      mend: 'Merge them by hand if they are one.',
      ...where,
    })
  }

  #plan(listed: ListedClient, origin: string, file: string, line: number): Entry {
    const kindWhy = listed.vatId !== '' ? 'vat-id' : listed.companyId !== '' ? 'company-id' : this.#answers.kind ? 'said' : 'no-id'
    const planned: PlannedClient = {
      id: newId(),
      isNew: true,
      name: listed.name,
      termsDays: null,
      listed,
      kind: kindWhy === 'no-id' ? 'unknown' : kindWhy === 'said' ? (this.#answers.kind ?? 'unknown') : 'business',
      kindWhy,
      origin,
      source: `${file}, line ${line}`,
    }
    const entry = { planned, vat: vatKey(listed.vatId), ref: listed.ref }
    this.added.push(planned)
    this.#index(entry)
    return entry
  }
}

const NOBODY = { ref: '', vatId: '', companyId: '', email: '', phone: '', contactName: '', address: [], country: '' }

function entryOf(client: KnownClient): Entry {
  const { id, name, kind, termsDays } = client
  const planned: PlannedClient = {
    id,
    isNew: false,
    name,
    termsDays,
    listed: { ...NOBODY, name },
    kind,
    kindWhy: 'known',
    origin: '',
    source: '',
  }
  return { planned, vat: vatKey(client.vatId ?? ''), ref: client.externalRef ?? '' }
}
