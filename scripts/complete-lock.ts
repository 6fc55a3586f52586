/**
 * Completes package-lock.json with the optional platform packages that the registry in use does not carry.
 * npm drops such entries when it writes the lock, and `npm ci` then refuses the very lock npm wrote.
 * Run after every change of dependencies: `node scripts/complete-lock.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'

type Entry = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> }

const PLATFORM = /(android|darwin|freebsd|linux|win32|wasm32)-(arm64|x64|arm|wasi|ia32)/

/** Walks up node_modules the way Node resolves a name from `from`. */
function isLocked(from: string, name: string): boolean {
  for (let dir = from; ; dir = dir.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    if (lock.packages[`${dir ? `${dir}/` : ''}node_modules/${name}`]) return true
    if (!dir) return false
  }
}

function platformEntry(name: string, version: string, dev: boolean): Entry | undefined {
  const [, os, cpu] = PLATFORM.exec(name) ?? []
  if (!os || !cpu || !/^\d/.test(version)) return undefined
  return {
    version,
    cpu: [cpu === 'wasi' ? 'wasm32' : cpu],
    ...(dev ? { dev: true } : {}),
    optional: true,
    ...(os === 'wasm32' ? {} : { os: [os] }),
    ...(/gnu/.test(name) ? { libc: ['glibc'] } : /musl/.test(name) ? { libc: ['musl'] } : {}),
  }
}

const added: string[] = []
for (const [path, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue
    const missing = platformEntry(name, version, entry.dev === true)
    if (!missing) continue
    lock.packages[`node_modules/${name}`] = missing
    added.push(name)
  }
const { '': root, ...rest } = lock.packages
const sorted = Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify({ ...lock, packages: { '': root, ...sorted } }, null, 2)}\n`)
console.log(added.length === 0 ? 'the lock is complete' : `added ${added.join(', ')}`)
