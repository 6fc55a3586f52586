import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { sourceRoot } from '../packs/modules.ts'

const root = join(sourceRoot, '..')

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(e => e.isFile() && !e.parentPath.includes('dist')).map(e => join(e.parentPath, e.name))
  const times = await Promise.all(files.map(async file => (await stat(file)).mtimeMs))
  return Math.max(0, ...times)
}

/** Builds the web app where it is missing or older than its sources. A published package brings it built and has no sources. */
export async function buildWebWhereNeeded(say: (line: string) => void): Promise<void> {
  const built = await stat(join(root, 'web/dist/index.html')).catch(() => undefined)
  const hasSources = (await stat(join(root, 'web/src')).catch(() => undefined)) !== undefined
  if (!hasSources || (built && built.mtimeMs >= (await newestIn(join(root, 'web'))))) return
  say('Building the web app …')
  await runVite()
}

/** Vite’s own program under this very Node. @throws with what it said. */
function runVite(): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stdout.on('data', (part: Buffer) => said.push(part.toString()))
  child.stderr.on('data', (part: Buffer) => said.push(part.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => (code === 0 ? resolve() : reject(new Error(`The web app could not be built.\n${said.join('')}`))))
  })
}
