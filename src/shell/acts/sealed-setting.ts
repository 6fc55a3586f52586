import { dirname, join } from 'node:path'
import type { Json } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { seal, unseal } from '../auth/seal.ts'
import { secretIn } from '../auth/secret.ts'
import type { Config } from '../config.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/** Settings that hold a secret: what may be shown lies open, the rest sealed by this installation’s secret. */
export type SealedKey = 'mail-server' | 'sms' | 'webhook' | 'dkim'

const secretOf = (config: Config): Promise<string> => secretIn(join(dirname(config.store), 'secret'))

async function kept(place: Place, key: SealedKey): Promise<Fact<'setting'> | undefined> {
  return (await workspaceFacts(place.store.db, place.workspaceId, 'setting')).findLast(s => s.key === key)
}

/** What may be shown of it, without opening what is sealed; none where it is not set. */
export async function shownOf(place: Place, key: SealedKey): Promise<Readonly<Record<string, string>> | undefined> {
  const value = (await kept(place, key))?.value
  if (value === undefined || value === null || Array.isArray(value)) return undefined
  const texts = Object.entries(value).flatMap(([name, said]) => (typeof said === 'string' && name !== 'sealed' ? [[name, said]] : []))
  return Object.fromEntries(texts)
}

/** What was sealed. @throws Refusal where another secret sealed it. */
export async function openSealed(place: Place, config: Config, key: SealedKey): Promise<string | undefined> {
  const value = (await kept(place, key))?.value
  const sealed = value !== undefined && value !== null && 'sealed' in value && typeof value.sealed === 'string' ? value.sealed : ''
  if (sealed === '') return undefined
  return (
    unseal(await secretOf(config), sealed) ??
    refuse(`${key}-sealed`, 'What is kept here was sealed by another secret and cannot be opened.', {
      mend: 'Enter it again in Settings, Sending, or put back the file "secret" that lay beside the store.',
    })
  )
}

export async function keepSealed(place: Place, config: Config, key: SealedKey, shown: Json, text: string): Promise<void> {
  const before = await kept(place, key)
  const value = { ...shown, sealed: seal(await secretOf(config), text) }
  await record(place.store, place.by, `${key} set`, pen => pen.add('setting', { ...(before ? { id: before.id } : {}), key, value }))
}

export async function forgetSealed(place: Place, key: SealedKey): Promise<void> {
  const before = await kept(place, key)
  if (before) await record(place.store, place.by, `${key} forgotten`, pen => pen.retract('setting', before.id))
}
