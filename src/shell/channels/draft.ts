import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compose } from '../mail/mail.ts'
import type { Channel } from '../run/channel.ts'

/** An .eml file that opens in the person's own mail program: it counts as unsent until they say that they sent it. */
export const channel = {
  task: 'follow-up',
  form: 'mail',
  deliver: async (outgoing, means) => {
    const { bytes } = await compose(outgoing)
    const file = join(means.draftFolder, `${outgoing.messageId.slice(1, 33)}.eml`)
    return async () => {
      await mkdir(means.draftFolder, { recursive: true, mode: 0o700 })
      await writeFile(`${file}.part`, withUnsentMark(bytes), { mode: 0o600 })
      await rename(`${file}.part`, file) // never half a message
      return { kind: 'drafted', file }
    }
  },
} as const satisfies Channel

/** Mail programs open a message with this header ready to be edited and sent. */
const withUnsentMark = (bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.from('X-Unsent: 1\r\n'), bytes])
