import { isDay } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { LAW_FIELDS, LAW_VARIANTS, lawKey, type OwnValue, ownLawOf } from '../law/firm-law.ts'
import { loadLaw } from '../law/load-law.ts'
import { reconsider } from '../run/reconsider.ts'
import { factsOf, workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { byNow } from './pay.ts'

export interface OverrideInput {
  readonly law: string
  readonly variant: string
  readonly field: string
  readonly value: string
  readonly writtenIn: string
  /** Contracts from this day on. */
  readonly since: string
}

const known = <T extends string>(field: string, values: readonly T[], text: string): T =>
  values.find(v => v === text) ?? refuse('field-wrong', `"${text}" is not known here.`, { field, mend: `One of ${values.join(', ')}.` })

/** The firm knows a value of the law better, and says where it is written. It takes the place of an earlier word on the same value. @throws Refusal */
export async function overrideLaw(place: Place, input: OverrideInput): Promise<{ id: string }> {
  const { since } = input
  if (!isDay(since))
    return refuse('day-unreadable', `"${since}" is not a day.`, {
      params: { value: since },
      field: 'since',
      mend: 'Write it as 2026-02-28.',
    })
  const own: OwnValue = {
    law: input.law,
    variant: known('variant', LAW_VARIANTS, input.variant),
    field: known('field', LAW_FIELDS, input.field),
    value: input.value.trim(),
    source: input.writtenIn,
    since,
  }
  const { pack } = ownLawOf(await loadLaw(), own)
  const key = lawKey(own.variant, own.field)
  const by = byNow(place, place.by.source)
  const id = await record(place.store, by, 'law overridden', async pen => {
    const before = (await workspaceFacts(pen.tx, place.workspaceId, 'lawOverride')).find(
      o => o.jurisdiction === pack.code && o.key === key && o.effectiveOn === since,
    )
    const fact = { jurisdiction: pack.code, key, value: own.value, writtenIn: own.source, effectiveOn: since }
    return pen.add('lawOverride', before ? { ...fact, id: before.id } : fact)
  })
  await reconsider(place, await everybody(place))
  return { id }
}

/** Back to what the packs say. @throws Refusal where there is no such word. */
export async function dropOverride(place: Place, input: { readonly id: string }): Promise<{ id: string }> {
  const by = byNow(place, place.by.source)
  await record(place.store, by, 'law override taken back', pen => pen.retract('lawOverride', input.id))
  await reconsider(place, await everybody(place))
  return { id: input.id }
}

/** A law may decide about every client. */
async function everybody(place: Place): Promise<string[]> {
  const rows = await factsOf(place.store.db, place.workspaceId, 'client').execute()
  return rows.map(r => r.id)
}
