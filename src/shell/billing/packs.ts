import type { BillingPack } from '../../core/billing/form.ts'
import { importFolder } from '../packs/modules.ts'

let packs: Promise<ReadonlyMap<string, BillingPack>> | undefined
/** How each country wants an under-billing mended, read once a process. */
export const billingPacks = (): Promise<ReadonlyMap<string, BillingPack>> => {
  packs ??= importFolder<{ pack: BillingPack }>('packs/billing').then(
    found => new Map([...found.values()].map(m => [m.pack.country, m.pack])),
  )
  return packs
}
