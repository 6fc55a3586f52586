import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './port.ts'

const DEBIAN = '/usr/lib/postgresql'

/** The newest PostgreSQL of 15 or later that Debian's packages installed; none: tests that need it are skipped by name. */
export const postgresBin = (): string | undefined =>
  existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .filter(version => Number(version) >= 15)
        .sort((a, b) => Number(b) - Number(a))
        .map(version => join(DEBIAN, version, 'bin'))
        .find(bin => existsSync(join(bin, 'initdb')))
    : undefined

const isRoot = process.getuid?.() === 0
/** PostgreSQL refuses to run as root. */
const asPostgres = (command: string, args: readonly string[]): void => {
  const [program, all] = isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]]
  execFileSync(program, all, { stdio: 'ignore', cwd: tmpdir() })
}

export interface PostgresServer {
  /** The owner's address of a new, empty database. */
  database(name: string): string
  restart(): void
  stop(): void
}

/** A real PostgreSQL in a folder of its own. @param settings as `name=value`: tests need no disk to be waited for. */
export async function startPostgres(bin: string, settings: readonly string[] = ['fsync=off']): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-pg-'))
  if (isRoot) {
    const uid = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }))
    const gid = Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' }))
    chownSync(folder, uid, gid)
  }
  const data = join(folder, 'data')
  const port = await freePort()
  asPostgres(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'owner', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'])
  const all = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...settings]
  const options = all.map(setting => `-c ${setting}`).join(' ')
  const start = (): void => asPostgres(join(bin, 'pg_ctl'), ['-w', '-D', data, '-l', join(folder, 'log'), '-o', options, 'start'])
  const halt = (): void => asPostgres(join(bin, 'pg_ctl'), ['-w', '-D', data, '-m', 'immediate', 'stop'])
  start()
  return {
    database: name => {
      asPostgres(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'owner', name])
      return `postgres://owner@127.0.0.1:${port}/${name}`
    },
    restart: () => {
      halt()
      start()
    },
    stop: () => {
      halt()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
