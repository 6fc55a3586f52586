import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import type { Clock } from '../clock.ts'
import { isMailAddress } from '../mail/address.ts'
import { mainZoneOf } from '../run/quiet-hours.ts'
import type { NewFact } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { createWorkspace } from '../workspace.ts'

export interface InitInput {
  readonly name: string
  readonly country: string
  readonly language: string
  readonly currency: string
  readonly zone?: string | undefined
  readonly address?: readonly string[] | undefined
  readonly legalName?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly person?: string | undefined
  readonly companyId?: string | undefined
  readonly vatId?: string | undefined
  readonly iban?: string | undefined
  readonly bic?: string | undefined
}

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function faultsOf(input: InitInput): Fault[] {
  const checks: readonly (readonly [field: string, fine: boolean, mend: string])[] = [
    ['name', input.name.trim() !== '', 'Say how the firm is called.'],
    ['country', /^[A-Z]{2}$/.test(input.country), 'Write the country as two capital letters (ISO 3166): FR.'],
    ['language', /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(input.language), 'Write the language as BCP 47 does: fr.'],
    ['currency', /^[A-Z]{3}$/.test(input.currency), 'Write the currency as three capital letters (ISO 4217): EUR.'],
    ['zone', input.zone === undefined || isZone(input.zone), 'Write an IANA time zone: Europe/Paris.'],
    ['email', input.email === undefined || isMailAddress(input.email), 'Write one plain e-mail address.'],
  ]
  return checks
    .filter(([, fine]) => !fine)
    .map(([field, , mend]) => ({ code: 'field-wrong', message: 'That cannot be read.', field, mend }))
}

/** Makes a firm in a store; it starts in rehearsal. @returns its workspace id. @throws Refusal with every field that is wrong. */
export async function init(store: Store, clock: Clock, actor: string, input: InitInput): Promise<{ workspaceId: string; zone: string }> {
  const faults = faultsOf(input)
  if (faults.length > 0) throw new Refusal(faults)
  const same = await store.db.selectFrom('workspace').select('id').where('name', '=', input.name).executeTakeFirst()
  if (same) refuse('firm-exists', `There is a firm "${input.name}" in this store already.`, { field: 'name' })
  const zone = input.zone ?? mainZoneOf(input.country)
  if (zone === undefined)
    return refuse('zone-unknown', `The time zone of "${input.country}" is not known here.`, {
      field: 'zone',
      mend: 'Name it: Europe/Paris.',
    })
  const { address, ...rest } = input
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const firm = { ...given, name: input.name, zone, address: address ?? [] } as NewFact<'firm'> // the fields of InitInput are the firm's own
  return { workspaceId: await createWorkspace(store, firm, clock, actor), zone }
}
