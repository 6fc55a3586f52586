import type { Command } from 'commander'
import type { MailboxView } from '../../acts/mailbox.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly host?: string
  readonly port: string
  readonly security: string
  readonly user?: string
  readonly inbox?: string
  readonly sent?: string
  readonly oauth?: true
  readonly asSending?: true
}

export function define(program: Command): void {
  common(
    program
      .command('mailbox')
      .argument('[verb]', 'set, test or forget; none: what is set')
      .option('--host <name>', 'the IMAP server')
      .option('--port <number>', 'its port', '993')
      .option('--security <kind>', 'tls, starttls or none', 'tls')
      .option('--user <name>', 'user name; the password is read from standard input')
      .option('--oauth', 'sign in by token: standard input holds what the provider gave')
      .option('--as-sending', 'sign in by the token by which mail is sent')
      .option('--inbox <folder>', 'into which replies come; else INBOX')
      .option('--sent <folder>', 'of what was sent; else the one that the server marks'),
  ).action(run)
}

const viewText = ({ server, user, inbox, sent, from }: MailboxView): string =>
  server === null
    ? 'No mailbox is set.'
    : `${user ?? '?'} at ${server}, ${inbox ?? '?'} and ${sent ?? 'the folder marked as sent'} (${from})`

async function run(verb: string | undefined, options: Options): Promise<void> {
  const acts = await import('../../acts/mailbox.ts')
  const { configFrom } = await import('../../config.ts')
  const { refuse } = await import('../../../core/fault.ts')
  const config = configFrom(process.env)
  if (verb === undefined) return inPlace('mailbox', options, place => acts.mailboxView(place, config), viewText)
  if (verb === 'forget') return inPlace('mailbox', options, place => acts.forgetMailbox(place, config), viewText)
  if (verb === 'test')
    return inPlace(
      'mailbox',
      options,
      place => acts.testMailbox(place, config),
      ({ server, inbox, sent }) => `${server} lets us in: ${inbox} and ${sent ?? 'no folder of what was sent'} open.`,
    )
  if (verb !== 'set') return refuse('verb-unknown', `"${verb}" is nothing a mailbox does.`, { mend: 'Say set, test or forget.' })
  const { MAILBOX_SECURITY } = await import('../../mail/imap.ts')
  const { signInFrom } = await import('../mail-sign-in.ts')
  const security = MAILBOX_SECURITY.find(s => s === options.security)
  if (!security) return refuse('field-wrong', `"${options.security}" is no kind of encryption.`, { field: '--security' })
  const { host = '', user = '', inbox, sent, asSending } = options
  const signIn = asSending ? { password: '', asSending } : await signInFrom(options.oauth ?? false)
  await inPlace(
    'mailbox',
    options,
    place => acts.setMailbox(place, config, { host, port: Number(options.port), security, user, ...signIn, inbox, sent }),
    viewText,
  )
}
