import { type Fault, Refusal } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { folderToWatch } from '../inbound/folder.ts'
import type { Place } from '../workspace.ts'
import { changeSetting, type SettingValue, setting } from './settings.ts'

/** Which folder is watched, and what keeps it from being read now. */
export interface InvoiceFolderView extends SettingValue<'invoice-folder'> {
  readonly problem: Fault | null
}

/** Has a folder watched, or none (`path` empty). @throws Refusal where it cannot be. */
export async function setInvoiceFolder(
  place: Place,
  config: Config,
  input: { readonly path: string; readonly moved: boolean },
): Promise<InvoiceFolderView> {
  const path = input.path.trim()
  if (path !== '') await folderToWatch(path, config)
  await changeSetting(place, { key: 'invoice-folder', value: { path, moved: input.moved } })
  return { path, moved: input.moved, problem: null }
}

export async function invoiceFolder(place: Place, config: Config): Promise<InvoiceFolderView> {
  const said = await setting(place, 'invoice-folder')
  if (said.path === '') return { ...said, problem: null }
  return folderToWatch(said.path, config).then(
    () => ({ ...said, problem: null }),
    (error: unknown) => ({ ...said, problem: problemOf(error) }),
  )
}

function problemOf(error: unknown): Fault {
  const fault = error instanceof Refusal ? error.faults[0] : undefined
  if (!fault) throw error
  return fault
}
