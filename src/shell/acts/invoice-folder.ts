import type { Config } from '../config.ts'
import { folderToWatch } from '../inbound/folder.ts'
import type { Place } from '../workspace.ts'
import { changeSetting, type SettingValue, setting } from './settings.ts'

/** Which folder is watched, and what keeps it from being read now. */
export interface InvoiceFolderView extends SettingValue<'invoice-folder'> {
  readonly problem: string | null
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
    (error: Error) => ({ ...said, problem: error.message }),
  )
}
