import type { Commitment } from '../../core/call/closing.ts'
import type { CallDraft } from '../../core/call/draft.ts'
import type { Words } from '../words.ts'

const amount = (minor: bigint, currency: string): string => `${minor} ${currency}`

/** What was understood, in one sentence of the client’s language, to be read to them before the talk ends. */
export function readBackSentence(words: Words, language: string, commitment: Commitment, draft: CallDraft): string {
  const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, `call.${key}`, params)
  const { currency, parts } = commitment
  const said = parts.map(p => say('part', { partAmount: amount(p.minor, currency), partOn: p.dueOn }))
  const main = say(`readBack.${commitment.kind}`, {
    totalAmount: amount(commitment.totalMinor, currency),
    payOn: parts[0]?.dueOn ?? '',
    count: parts.length,
    parts: new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(said),
    means: draft.means ? say(`means.${draft.means}`) : '…',
  })
  const { again } = draft
  const rest = commitment.letGoMinor > 0n ? [say('readBack.letGo', { restAmount: amount(commitment.letGoMinor, currency) })] : []
  const interest =
    commitment.interestMinor > 0n ? [say('readBack.ofInterest', { interestAmount: amount(commitment.interestMinor, currency) })] : []
  const next = again.answer === 'yes' && again.on ? [say('readBack.again', { againOn: again.on, time: again.at ?? 'none' })] : []
  return [...rest, ...interest, main, ...next].join(' ')
}
