import { refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { sendTestMail } from '../mail/test-mail.ts'
import { loadWords } from '../words.ts'
import type { Place } from '../workspace.ts'

/** Sends a test message by the firm’s own line. @param input.to none: the firm’s own address. @throws Refusal with what the server said. */
export async function testMail(
  place: Place,
  config: Config,
  input: { readonly to?: string | undefined },
): Promise<{ sent: true; to: string }> {
  const { language, name, email } = place.firm
  const to = input.to ?? email ?? refuse('no-address', 'Where to? The firm has no e-mail address.', { field: 'to' })
  const words = await loadWords()
  const subject = words.say(language, 'app.settings.testSubject')
  const text = words.say(language, 'app.settings.testText', { firm: name })
  return { ...(await sendTestMail(place, config, { to, language, subject, text })), to }
}
