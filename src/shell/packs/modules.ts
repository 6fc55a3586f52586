import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The root of the source tree: `src` in a checkout, `dist` in a published package. */
export const sourceRoot = fileURLToPath(new URL('../../', import.meta.url))

const isModule = (name: string): boolean => /\.(ts|js)$/.test(name) && !/\.(d|test)\.ts$/.test(name)

/** Names (without ending) of the modules in a folder below the source root, sorted. Adding one thing = adding one file. */
export async function moduleNames(folder: string): Promise<string[]> {
  const names = await readdir(join(sourceRoot, folder))
  return names
    .filter(isModule)
    .map(name => name.replace(/\.(ts|js)$/, ''))
    .sort()
}

/** Imports one module found by `moduleNames`. The caller states its shape; a contract test over the folder holds it. */
export async function importModule<T>(folder: string, name: string): Promise<T> {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  return (await import(pathToFileURL(join(sourceRoot, folder, `${name}${ending}`)).href)) as T // the folder's contract test checks the shape
}

/** All modules of a folder by name. */
export async function importFolder<T>(folder: string): Promise<Map<string, T>> {
  const names = await moduleNames(folder)
  return new Map(await Promise.all(names.map(async name => [name, await importModule<T>(folder, name)] as const)))
}
