import { dirname, join } from 'node:path'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { seal, unseal } from '../auth/seal.ts'
import { secretIn } from '../auth/secret.ts'
import type { Config } from '../config.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/** Settings that hold a secret: what may be shown lies in the open, how to get in is sealed with this installation's secret. */
export type SealedKey = 'mail-server' | 'mailbox' | 'sms' | 'webhook' | 'dkim'
const NAMES: Readonly<Record<SealedKey, string>> = {
  'mail-server': 'mail server',
  mailbox: 'mailbox',
  sms: 'account for text messages',
  webhook: 'receiver of data',
  dkim: 'key for signing mail',
}

const secretOf = (config: Config): Promise<string> => secretIn(join(dirname(config.store), 'secret'))

async function kept(place: Place, key: SealedKey): Promise<Fact<'setting'> | undefined> {
  return (await workspaceFacts(place.store.db, place.workspaceId, 'setting')).findLast(s => s.key === key)
}

const textsOf = (setting: Fact<'setting'> | undefined): [name: string, text: string][] =>
  Object.entries(setting?.value ?? {}).flatMap(([name, said]: [string, unknown]) => (typeof said === 'string' ? [[name, said]] : []))

/** What may be shown of it, without opening what is sealed; none where it is not set. */
export async function shownOf(place: Place, key: SealedKey): Promise<Readonly<Record<string, string>> | undefined> {
  const setting = await kept(place, key)
  return setting && Object.fromEntries(textsOf(setting).filter(([name]) => name !== 'sealed'))
}

/** `host:port` as kept, without opening what is sealed; empty where nothing is set. */
export const serverKept = async (place: Place, key: SealedKey): Promise<string> => (await shownOf(place, key))?.server ?? ''

/** What was sealed; undefined where nothing is set. @throws Refusal where it cannot be opened any more. */
export async function openSealed(place: Place, config: Config, key: SealedKey): Promise<string | undefined> {
  const sealed = Object.fromEntries(textsOf(await kept(place, key))).sealed ?? ''
  if (sealed === '') return undefined
  return (
    unseal(await secretOf(config), sealed) ??
    refuse('setting-sealed', `The ${NAMES[key]} was sealed by another secret and cannot be opened.`, {
      mend: `Enter the ${NAMES[key]} again in Settings, or put back the file "secret" that lay beside the store.`,
    })
  )
}

/** @param shown what may be shown: for a server its `host:port` under `server`. */
export async function keepSealed(
  place: Place,
  config: Config,
  key: SealedKey,
  shown: Readonly<Record<string, string>>,
  text: string,
): Promise<void> {
  const before = await kept(place, key)
  const value = { ...shown, sealed: seal(await secretOf(config), text) }
  await record(place.store, place.by, `${NAMES[key]} set`, pen => pen.add('setting', { ...(before ? { id: before.id } : {}), key, value }))
}

export async function forgetSealed(place: Place, key: SealedKey): Promise<void> {
  const before = await kept(place, key)
  if (before) await record(place.store, place.by, `${NAMES[key]} forgotten`, pen => pen.retract('setting', before.id))
}

/** What is wrong with a server's name or port, as a person enters them. */
export function serverFaults(host: string, port: number, usual: string): { code: string; message: string; field: string; mend: string }[] {
  const faults = []
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    faults.push({
      code: 'host-wrong',
      message: `"${host}" is not the name of a server.`,
      field: 'host',
      mend: 'For example mail.example.com.',
    })
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    faults.push({ code: 'port-wrong', message: `"${port}" is not a port.`, field: 'port', mend: usual })
  return faults
}
