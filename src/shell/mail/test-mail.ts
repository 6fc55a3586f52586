import type { Config } from '../config.ts'
import type { Place } from '../workspace.ts'
import { type OwnMail, sendNow } from './send-now.ts'

/** Sends one message by the firm’s own line to whoever asks for it, and says what the server answered. No client is involved. */
export const sendTestMail = (place: Place, config: Config, mail: OwnMail): Promise<{ sent: true }> =>
  sendNow(place, config, `test/${place.by.at}`, mail)
