import { homedir } from 'node:os'
import { join } from 'node:path'

/** Everything the environment may say. Read once, at the edge. */
export interface Config {
  /** File of the embedded store. */
  readonly store: string
  /** A PostgreSQL address; then `store` is not used. */
  readonly databaseUrl: string | undefined
  /** smtp://user:password@host:port for sending; none: drafts only. */
  readonly smtpUrl: string | undefined
  /** The sample firm: whatever is set, nothing leaves. */
  readonly neverSends?: boolean
  readonly port: number
  /** Where clients reach the public pages; none: no link is ever printed. */
  readonly publicUrl: string | undefined
}

export function configFrom(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    store: env.DUNWELL_STORE ?? join(homedir(), '.dunwell', 'dunwell.sqlite'),
    databaseUrl: env.DUNWELL_DATABASE_URL || undefined,
    smtpUrl: env.DUNWELL_SMTP_URL || undefined,
    port: Number(env.DUNWELL_PORT ?? 4747),
    publicUrl: env.DUNWELL_PUBLIC_URL || undefined,
  }
}
