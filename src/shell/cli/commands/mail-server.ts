import type { Command } from 'commander'
import type { MailServerView } from '../../acts/mail-server.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly host?: string
  readonly port: string
  readonly security: string
  readonly user?: string
  readonly oauth?: true
  readonly to?: string
}

export function define(program: Command): void {
  common(
    program
      .command('mail-server')
      .argument('[verb]', 'set, forget or test; none: what is set')
      .option('--host <name>', 'the SMTP server')
      .option('--port <number>', 'its port', '587')
      .option('--security <kind>', 'starttls, tls or none', 'starttls')
      .option('--user <name>', 'user name; the password is read from standard input')
      .option('--to <address>', 'test: a message goes there; else to the firm’s own address')
      .option('--oauth', 'sign in by token: standard input holds what the provider gave'),
  ).action(run)
}

const viewText = ({ server, from, signIn }: MailServerView): string =>
  server === null ? 'No mail server is set: messages become drafts.' : `${server} (${from}), ${signIn ?? 'no'} sign-in`

async function run(verb: string | undefined, options: Options): Promise<void> {
  const acts = await import('../../acts/mail-server.ts')
  const { configFrom } = await import('../../config.ts')
  const { refuse } = await import('../../../core/fault.ts')
  const config = configFrom(process.env)
  if (verb === undefined) return inPlace('mail-server', options, place => acts.mailServerView(place, config), viewText)
  if (verb === 'forget') return inPlace('mail-server', options, place => acts.forgetMailServer(place, config), viewText)
  if (verb === 'test')
    return inPlace(
      'mail-server',
      options,
      async place => (await import('../../acts/test-mail.ts')).testMail(place, config, { to: options.to }),
      ({ to }) => `A test message has left for ${to}.`,
    )
  if (verb !== 'set') return refuse('verb-unknown', `"${verb}" is nothing a mail server does.`, { mend: 'Say set, forget or test.' })
  const security = acts.MAIL_SECURITY.find(s => s === options.security)
  if (!security) return refuse('field-wrong', `"${options.security}" is no kind of encryption.`, { field: '--security' })
  const { signInFrom } = await import('../mail-sign-in.ts')
  const { host = '', user } = options
  const signIn = user === undefined ? {} : await signInFrom(options.oauth ?? false)
  await inPlace(
    'mail-server',
    options,
    place => acts.setMailServer(place, config, { host, port: Number(options.port), security, user, ...signIn }),
    viewText,
  )
}
