import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { answers, freePort } from './port.ts'

const BIN = '/usr/sbin/dovecot'
const IMAPD = '/usr/lib/dovecot/imap'

/** Dovecot with its IMAP part, run as root; elsewhere the tests that need it are skipped by name. */
export const hasDovecot = (): boolean => existsSync(BIN) && existsSync(IMAPD) && process.getuid?.() === 0

export interface Dovecot {
  readonly port: number
  readonly user: string
  readonly password: string
  /** As the environment names it. */
  readonly url: string
  /** Lays a message into a folder, as a mail server does that files what it took. */
  file(folder: 'Sent' | 'INBOX', raw: string): void
  stop(): Promise<void>
}

const tokensIn = (folder: string): string => `
auth_mechanisms = plain xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}`

/** A real Dovecot on loopback in a folder of its own, with one mailbox. @param introspectUrl it takes tokens too, and asks here whether they hold. */
export async function startDovecot(introspectUrl?: string): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-imap-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const [user, password] = ['ada', 'correct horse']
  const uid = execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).trim()
  const gid = execFileSync('id', ['-g', 'nobody'], { encoding: 'utf8' }).trim()
  writeFileSync(join(folder, 'users'), `${user}:{PLAIN}${password}:${uid}:${gid}::${folder}/home\n`)
  mkdirSync(join(folder, 'home'))
  execFileSync('chown', ['-R', `${uid}:${gid}`, join(folder, 'home')])
  const config = `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
mail_location = maildir:${folder}/home/Maildir
first_valid_uid = 1
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
}
${introspectUrl === undefined ? '' : tokensIn(folder)}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
`
  writeFileSync(join(folder, 'dovecot.conf'), config)
  if (introspectUrl !== undefined)
    writeFileSync(
      join(folder, 'oauth2.conf'),
      `introspection_mode = post\nintrospection_url = ${introspectUrl}\nusername_attribute = username\nactive_attribute = active\nactive_value = true\n`,
    )
  const server = spawn(BIN, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100 || server.exitCode !== null)
      throw new Error(`Dovecot does not answer: ${existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : ''}`)
    await pause(50)
  }
  let filed = 0
  return {
    port,
    user,
    password,
    url: `imap://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}?security=none`,
    file: (into, raw) => {
      const maildir = join(folder, 'home', 'Maildir', ...(into === 'INBOX' ? [] : [`.${into}`]))
      for (const part of ['tmp', 'new', 'cur']) mkdirSync(join(maildir, part), { recursive: true })
      const name = `${Date.now()}.${process.pid}_${++filed}.here`
      writeFileSync(join(maildir, 'cur', `${name}:2,S`), raw)
      execFileSync('chown', ['-R', `${uid}:${gid}`, join(folder, 'home')])
    },
    stop: async () => {
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
