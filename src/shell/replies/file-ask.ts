import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { ASK_CODE } from '../../core/reply/place.ts'
import { keepPaper, PAPER_BYTES_MAX } from '../papers/keep.ts'
import type { Pen } from '../store/record.ts'
import type { Books } from './known.ts'
import type { ParsedMail } from './parse.ts'

const WORDS_MAX = 5000

/** The question that a mail answers: the one whose code it bears. Two codes: none. */
export function askIn(mail: ParsedMail, { asks }: Pick<Books, 'asks'>): Fact<'disputeAsk'> | undefined {
  if (asks.size === 0) return undefined
  const found = new Set([...`${mail.subject}\n${mail.text}`.matchAll(ASK_CODE)].flatMap(([code]) => asks.get(code) ?? []))
  return found.size === 1 ? [...found][0] : undefined
}

/**
 * Keeps what a colleague answered by mail beside their name, and what they enclosed as our evidence. Whether the client is right is for a
 * person to say who has read it: no words of a mail decide that.
 */
export async function fileAskAnswer(pen: Pen, ask: Fact<'disputeAsk'>, mail: ParsedMail, text: string, on: Day): Promise<void> {
  const { clientId, disputeId } = ask
  const words = [ask.words, text.trim()].filter(Boolean).join('\n\n').slice(0, WORDS_MAX)
  await pen.amend('disputeAsk', ask.id, { words: words || mail.subject, how: 'mail', answeredOn: on, answeredFrom: mail.from })
  const dispute = await pen.current('dispute', disputeId)
  for (const { name, mime, bytes } of mail.enclosed)
    if (bytes.length > 0 && bytes.length <= PAPER_BYTES_MAX)
      await keepPaper(pen, { name, mime, bytes, clientId, kind: 'other', invoiceId: dispute?.invoiceId ?? null, disputeId, side: 'ours' })
}
