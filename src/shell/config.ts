import { homedir } from 'node:os'
import { join } from 'node:path'
import { refuse } from '../core/fault.ts'

/** Everything the environment may say. Read once, at the edge. */
export interface Config {
  /** File of the embedded store. */
  readonly store: string
  /** A PostgreSQL address; then `store` is not used. */
  readonly databaseUrl: string | undefined
  /** Where papers lie: an absolute folder, or the address of a bucket with its key id and secret; none: in the database. */
  readonly papers?: string | undefined
  readonly papersKey?: string | undefined
  readonly papersSecret?: string | undefined
  /** smtp://user:password@host:port for sending; none: drafts only. */
  readonly smtpUrl: string | undefined
  /** imaps://user:password@host:port of the firm's own mail; none: the one set in the app, if any. */
  readonly imapUrl?: string | undefined
  /** The sample firm: whatever is set, nothing leaves. */
  readonly neverSends?: boolean
  /** `host:port` inside our own network to which web requests may go nevertheless: a gateway or a receiver of the firm’s own. */
  readonly within?: readonly string[]
  readonly port: number
  /** Where clients reach the public pages; none: no link is ever printed. */
  readonly publicUrl: string | undefined
  /** Where the public pages listen on this machine, for what stands in front of it. */
  readonly publicPort: number
  /** Where several firms share a server: folders that they have watched must lie beneath this one. */
  readonly invoiceFolders?: string | undefined
}

export function configFrom(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    store: env.DUNWELL_STORE ?? join(homedir(), '.dunwell', 'dunwell.sqlite'),
    databaseUrl: env.DUNWELL_DATABASE_URL || undefined,
    papers: env.DUNWELL_PAPERS || undefined,
    papersKey: env.DUNWELL_PAPERS_KEY || undefined,
    papersSecret: env.DUNWELL_PAPERS_SECRET || undefined,
    smtpUrl: mailUrlFrom(env.DUNWELL_SMTP_URL, 'DUNWELL_SMTP_URL', 'smtp'),
    within: (env.DUNWELL_WITHIN ?? '').split(/[\s,]+/).filter(Boolean),
    imapUrl: mailUrlFrom(env.DUNWELL_IMAP_URL, 'DUNWELL_IMAP_URL', 'imap'),
    port: portFrom(env.DUNWELL_PORT, 'DUNWELL_PORT', 4747),
    publicUrl: publicUrlFrom(env.DUNWELL_PUBLIC_URL),
    publicPort: portFrom(env.DUNWELL_PUBLIC_PORT, 'DUNWELL_PUBLIC_PORT', 4750),
    invoiceFolders: env.DUNWELL_INVOICE_FOLDERS || undefined,
  }
}

/** The public address without a slash at its end. @throws Refusal where it is none: a wrong one would stand in every message. */
function publicUrlFrom(text: string | undefined): string | undefined {
  if (!text) return undefined
  const url = URL.parse(text)
  if (url && (url.protocol === 'https:' || url.protocol === 'http:') && !url.search && !url.hash) return url.href.replace(/\/+$/, '')
  return refuse('public-url-wrong', `"${text}" is not a web address.`, {
    field: 'DUNWELL_PUBLIC_URL',
    mend: 'Write it as https://answers.example.com',
  })
}

/** The address of a mail server. @throws Refusal, which never says the address: it may hold a password. */
function mailUrlFrom(text: string | undefined, field: string, scheme: 'smtp' | 'imap'): string | undefined {
  if (!text) return undefined
  const url = URL.parse(text)
  if (url && (url.protocol === `${scheme}:` || url.protocol === `${scheme}s:`) && url.hostname !== '') return text
  return refuse(`${scheme}-url-wrong`, 'This is not the address of a mail server.', {
    field,
    mend: `Write it as ${scheme}s://user:password@mail.example.com; what is special in a password as %40 for @.`,
  })
}

/** A port to listen on; 0: any that is free. @throws Refusal */
function portFrom(text: string | undefined, field: string, usual: number): number {
  if (!text) return usual
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  return refuse('port-wrong', `"${text}" is not a port.`, { field, mend: `Write a number up to 65535, such as ${usual}.` })
}
