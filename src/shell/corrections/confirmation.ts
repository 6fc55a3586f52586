import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { allowedHours } from '../../core/decide/gates/quiet-hours.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { layConfirmation } from '../call/confirmation.ts'
import { toText } from '../message/forms.ts'
import { composeFree, type Writing } from '../message/free.ts'
import { pressFor } from '../message/press.ts'
import type { Decider } from '../run/decider.ts'
import type { Pen } from '../store/record.ts'
import { sayAmount, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import type { Choice, OpenCase } from './case.ts'
import { letterAbout, span, type ToldDifferences, toldOf } from './statement.ts'

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

/** What was agreed about a difference: how it is paid or that it is given, and what holds from now on. Minor units. */
export interface AgreedDifference extends ToldDifferences {
  readonly way: Choice
  readonly payMinor: bigint
  readonly parts: number
  readonly firstOn: Day
  readonly next: { readonly from: Day; readonly agreedMinor: bigint } | undefined
  /** What was agreed for the time to come, in words. */
  readonly future: string
}

export function agreedOf(open: OpenCase, today: Day): AgreedDifference {
  const { choice } = open.detail
  return {
    ...toldOf(open),
    way: choice?.way ?? 'waive',
    payMinor: BigInt(choice?.minor ?? '0'),
    parts: choice?.plan?.parts ?? 0,
    firstOn: choice?.plan?.firstOn ?? today,
    next: open.next,
    future: open.waivers.map(w => w.future).find(f => f !== null) ?? '',
  }
}

/** The same in writing. */
export function confirmationContent(words: Words, letter: Writing, agreed: AgreedDifference): MessageContent {
  const { agreement, currency, rows, totalMinor, payMinor, way, parts, firstOn, next, future } = agreed
  const text = (minor: bigint): string => `${minor} ${currency}`
  return composeFree(words, {
    ...letter,
    kind: 'agreed-difference',
    params: {
      ...{ agreement, way, parts, firstOn, future },
      totalAmount: text(totalMinor),
      payAmount: text(payMinor),
      fromDay: next?.from ?? '',
      nextAmount: next ? text(next.agreedMinor) : '',
    },
    change: (_, language) => {
      const say = (key: string): string => words.say(language, `correction.confirm.${key}`)
      const table = {
        head: ['period', 'agreed', 'billed', 'difference'].map(say),
        rows: rows.map(r => [
          span(language, r.from, r.to),
          ...[r.agreedMinor, r.billedMinor, r.differenceMinor].map(minor => sayAmount(language, minor, currency)),
        ]),
        totals: [],
      }
      return { table }
    },
  })
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
  const { words, texts } = await pressFor(place)
  const content = confirmationContent(words, letterAbout(place, open, texts), agreedOf(open, place.by.today))
  return { ...row, language: content.language, subject: content.subject, text: toText(content) }
}
