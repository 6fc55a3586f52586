import type { Act } from '../../core/decide/decision.ts'
import { allowedHours } from '../../core/decide/gates/quiet-hours.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { layConfirmation } from '../call/confirmation.ts'
import { toText } from '../message/forms.ts'
import { openPress } from '../message/press.ts'
import type { Decider } from '../run/decider.ts'
import type { Pen } from '../store/record.ts'
import { sayAmount, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import { type OpenCase, shortOf } from './case.ts'
import { frameOf, languageOf, span } from './statement.ts'

const CYCLE = 'correction:'

/** The correction that a confirmation is about. */
export const correctionOfAct = (act: Pick<Act, 'cycle' | 'class'>): string | undefined =>
  act.class === 'confirmation' && act.cycle.startsWith(CYCLE) ? act.cycle.slice(CYCLE.length) : undefined

/** Lays the written confirmation of what was agreed into the outbox, where one key lets it leave. */
export function queueCorrectionConfirmation(
  pen: Pen,
  decider: Decider,
  facts: ClientFacts,
  correction: Fact<'correction'>,
  occurrence = 1,
): Promise<string | null> {
  const law = lawFor(decider.lawOf(facts), facts.client)
  return layConfirmation(pen, facts, {
    ...{ kind: 'act', step: 'correction-agreed', channel: 'email', tone: 1, class: 'confirmation' },
    ...{ cycle: `${CYCLE}${correction.id}`, occurrence, invoiceIds: [], amounts: [] },
    reasons: [{ code: 'agreed-in-a-talk', params: {} }],
    ...{ needsApproval: true, byPerson: false, claimsCosts: false, deadlineDays: null },
    hours: allowedHours({ policy: decider.policyOf(facts), law, today: pen.by.today }),
    ...{ phase: decider.world.phase, assignee: null, leftOut: [] },
  })
}

/** What was agreed about a difference, in writing: how it is paid or that it is given, and what holds from now on. */
export function confirmationContent(words: Words, place: Place, open: OpenCase): MessageContent {
  const language = languageOf(words, place, open)
  const { correction, detail, next, waivers, books } = open
  const { currency } = correction
  const say = (key: string, params = {}): string => words.say(language, `correction.confirm.${key}`, params)
  const way = detail.choice?.way ?? 'waive'
  const text = (minor: bigint): string => `${minor} ${currency}`
  const params = {
    agreement: books.agreement.title,
    totalAmount: text(shortOf(open.rows)),
    payAmount: text(BigInt(detail.choice?.minor ?? '0')),
    parts: detail.choice?.plan?.parts ?? 0,
    firstOn: detail.choice?.plan?.firstOn ?? place.by.today,
  }
  const future = waivers.map(w => w.future).find(f => f !== null)
  return {
    ...frameOf(words, place, open, language),
    subject: say('subject', params),
    opening: [say('thanks', params), say(way, params)],
    table: {
      head: [say('period'), say('agreed'), say('billed'), say('difference')],
      rows: open.rows.map(r => [
        span(language, r.from, r.to),
        ...[r.agreedMinor, r.billedMinor, r.differenceMinor].map(minor => sayAmount(language, minor, currency)),
      ]),
      totals: [],
    },
    closing: [
      ...(next ? [say('future', { fromDay: next.from, nextAmount: text(next.agreedMinor) })] : []),
      ...(future ? [say('agreedToo', { future })] : []),
      say('beforeTax'),
      say('enclosed'),
      say('wrong'),
    ],
  }
}

/** The written confirmation of a case as it would leave, and where it stands in the outbox. */
export interface Confirmation {
  readonly key: string
  readonly state: string
  readonly language: string
  readonly subject: string
  readonly text: string
}

/** None before the client’s answer, or where there is no address to write to. */
export async function confirmationOf(place: Place, open: OpenCase): Promise<Confirmation | null> {
  const { id, clientId } = open.correction
  const row = await place.store.db
    .selectFrom('outbox')
    .select(['key', 'state'])
    .where('workspaceId', '=', place.workspaceId)
    .where('key', 'like', `${clientId}/${CYCLE}${id}/%`)
    .orderBy('key', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const content = confirmationContent((await openPress()).words, place, open)
  return { ...row, language: content.language, subject: content.subject, text: toText(content) }
}
