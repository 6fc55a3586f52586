import { readFile } from 'node:fs/promises'
import { refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { type Fetched, fetchReplies } from '../replies/fetch.ts'
import { type ReceivedMail, receive } from '../replies/receive.ts'
import type { Place } from '../workspace.ts'
import { mailboxOf } from './mailbox.ts'

/** Looks into the mailbox now. @throws Refusal where none is set, or with what the server said. */
export async function fetchMail(place: Place, config: Config): Promise<Fetched> {
  const mailbox = await mailboxOf(place, config)
  if (!mailbox)
    return refuse('no-mailbox', 'No mailbox is set.', {
      mend: 'Set one under Settings, Sending and mailbox, or take files: dunwell inbox --receive FILE.eml',
    })
  try {
    return await fetchReplies(place, mailbox)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return refuse('mailbox-refuses', `${mailbox.host}:${mailbox.port}: ${why}`, {
      params: { answer: why },
      mend: 'Nothing is lost: the next look begins where this one stopped.',
    })
  }
}

/** Looks into the mailbox where there is one. */
export async function fetchWherePossible(place: Place, config: Config): Promise<Fetched | undefined> {
  const mailbox = await mailboxOf(place, config)
  return mailbox && fetchReplies(place, mailbox)
}

/** Takes mails from files, as a mail program saves them. @throws Refusal naming a file that cannot be read. */
export async function receiveFiles(place: Place, files: readonly string[]): Promise<ReceivedMail[]> {
  const done: ReceivedMail[] = []
  for (const file of files) {
    const bytes = await readFile(file).catch(error =>
      refuse('file-unreadable', String(error instanceof Error ? error.message : error), { file }),
    )
    done.push(await receive(place, bytes))
  }
  return done
}
