import type { Column } from '../../core/facts/column.ts'
import { fromKebab, isNounName, kebab, type NounName, nouns } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { fromDecimal } from '../../core/money/money.ts'
import { reconsider } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import { type NewFact, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { checkedDetails } from './details.ts'

type Given = Readonly<Record<string, unknown>>
const FRAME = ['id', 'clientId', 'effectiveOn', 'source'] as const

/** The currency in which a noun's amounts are written: its own, else that of what it refers to: its invoice, its plan. */
async function currencyOf(place: Place, noun: NounName, given: Given): Promise<string | undefined> {
  if (typeof given.currency === 'string') return given.currency
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  for (const [field, { refersTo }] of Object.entries(columns)) {
    const id = given[field]
    if (refersTo === undefined || !isNounName(refersTo) || !('currency' in nouns[refersTo].columns) || typeof id !== 'string') continue
    const found = (await factsOf(place.store.db, place.workspaceId, refersTo).where('id', '=', id).executeTakeFirst()) as Given | undefined
    if (typeof found?.currency === 'string') return found.currency
  }
  return undefined
}

/** `"amount": "1234.50"` for the column `amountMinor`: files and API carry decimal text, the store minor units. */
function bodyOf(noun: NounName, given: Given, currency: string | undefined): { body: Record<string, unknown>; faults: Fault[] } {
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  const faults: Fault[] = []
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    const minorName = `${name}Minor`
    if (columns[minorName]?.type !== 'minor' || value === null) {
      body[columns[minorName]?.type === 'minor' ? minorName : name] = value
      continue
    }
    const read = currency === undefined ? undefined : fromDecimal(String(value), currency)
    if (read) body[minorName] = read.minor
    else if (currency === undefined)
      faults.push({ code: 'currency-missing', message: 'In which currency?', field: name, mend: 'Give "currency".' })
    else
      faults.push({
        code: 'amount-unreadable',
        message: `"${value}" is not an amount in ${currency}.`,
        params: { value: String(value) },
        field: name,
        mend: 'Write it as "1234.50".',
      })
  }
  return { body, faults }
}

/** References must stand for something of this firm. */
async function danglingRefs(place: Place, noun: NounName, body: Given): Promise<Fault[]> {
  const columns: Readonly<Record<string, Column>> = {
    ...nouns[noun].columns,
    clientId: { type: 'id', optional: true, refersTo: 'client', says: '' },
  }
  const faults: Fault[] = []
  for (const [field, column] of Object.entries(columns)) {
    const target = column.refersTo
    const id = body[field]
    if (target === undefined || typeof id !== 'string' || !(target in nouns)) continue
    const rows = await factsOf(place.store.db, place.workspaceId, target as NounName)
      .where('id', '=', id)
      .limit(1)
      .execute()
    if (rows.length === 0) faults.push({ code: 'not-found', message: `There is no ${target} "${id}".`, field })
  }
  return faults
}

/** Nouns that only an act may write: what left the house, who approved it, and papers, which nothing changes. */
export const BY_ACTS_ONLY: readonly NounName[] = ['deed', 'approval', 'phase', 'call', 'document']

/** A noun whose facts a person may change or take back by themselves. */
function writable(name: string): NounName {
  const noun = nounNamed(name)
  return BY_ACTS_ONLY.includes(noun)
    ? refuse('noun-by-acts', `A ${name} is written only by what happens: nobody changes it.`, { field: 'noun' })
    : noun
}

/** The noun of a name as written on the command line or in a URL. */
export const nounNamed = (name: string): NounName =>
  fromKebab(name) ?? refuse('noun-unknown', `"${name}" is nothing Dunwell keeps.`, { field: 'noun', mend: 'Run: dunwell record --help' })

/** Records any noun of the catalogue from plain JSON: amounts as decimal text under the name without "Minor". @returns its id. */
export async function recordNoun(place: Place, input: { readonly noun: string; readonly fact: Given }): Promise<{ id: string }> {
  const noun = nounNamed(input.noun)
  const { body, faults } = bodyOf(noun, input.fact, await currencyOf(place, noun, input.fact))
  const dangling = await danglingRefs(place, noun, body)
  if (faults.length + dangling.length > 0) throw new Refusal([...faults, ...dangling])
  for (const field of FRAME)
    if (body[field] !== undefined && typeof body[field] !== 'string') refuse('field-wrong', 'Is not text.', { field })
  return addFact(place, noun, body)
}

/** Records a fact, columns as they are kept. @throws Refusal naming what cannot be right */
export async function addFact(place: Place, noun: NounName, given: Given): Promise<{ id: string }> {
  const fact = checkedDetails(noun, given) as unknown as NewFact<NounName> // `record` checks every field against the catalogue
  const id = await record(place.store, place.by, `${kebab(noun)} recorded`, pen => pen.add(noun, fact))
  await reconsider(place, nouns[noun].about === 'workspace' ? [] : [noun === 'client' ? id : String(given.clientId)])
  return { id }
}

/** Changes some fields of a fact, columns as they are kept, as a new version: the old one stays readable. @throws Refusal where there is no such fact. */
export async function changeFact(place: Place, noun: NounName, id: string, given: Given): Promise<{ id: string }> {
  const { effectiveOn, ...changes } = checkedDetails(noun, given)
  const whom = await aboutWhom(place, noun, id)
  await record(place.store, place.by, `${kebab(noun)} changed`, pen => pen.amend(noun, id, changes, effectiveOn as undefined)) // a checked day, or none
  await reconsider(place, whom)
  return { id }
}

/** Takes a fact back; its history stays. @throws Refusal where there is no such fact. */
export async function takeFactBack(place: Place, noun: NounName, id: string): Promise<{ id: string }> {
  const whom = await aboutWhom(place, noun, id)
  await record(place.store, place.by, `${kebab(noun)} taken back`, pen => pen.retract(noun, id))
  await reconsider(place, whom)
  return { id }
}

/** Changes some fields of a noun from plain JSON, written as for `recordNoun`. */
export async function changeNoun(
  place: Place,
  input: { readonly noun: string; readonly id: string; readonly fact: Given },
): Promise<{ id: string }> {
  const noun = writable(input.noun)
  const { store, workspaceId } = place
  const before = (await factsOf(store.db, workspaceId, noun).where('id', '=', input.id).executeTakeFirst()) as Given | undefined
  if (!before) return refuse('not-found', `There is no ${input.noun} "${input.id}".`, { field: 'id' })
  const { body, faults } = bodyOf(noun, input.fact, await currencyOf(place, noun, { ...before, ...input.fact }))
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  for (const field of Object.keys(body))
    if (!(field in columns) && field !== 'effectiveOn')
      faults.push({ code: 'field-unknown', message: `A ${input.noun} has no such field.`, field })
  faults.push(...(await danglingRefs(place, noun, body)))
  if (faults.length > 0) throw new Refusal(faults)
  return changeFact(place, noun, input.id, body)
}

/** Takes one fact of a noun back. */
export const takeNounBack = (place: Place, input: { readonly noun: string; readonly id: string }): Promise<{ id: string }> =>
  takeFactBack(place, writable(input.noun), input.id)

/** Whose decision a change may turn: nobody’s, where the fact is the firm’s own. */
async function aboutWhom({ store, workspaceId }: Place, noun: NounName, id: string): Promise<string[]> {
  if (nouns[noun].about === 'workspace') return []
  const found = await factsOf(store.db, workspaceId, noun).where('id', '=', id).select('clientId').executeTakeFirst()
  return found ? [noun === 'client' ? id : String(found.clientId)] : []
}
