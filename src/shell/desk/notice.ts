import { IntlMessageFormat } from 'intl-messageformat'
import { addDays, type Day } from '../../core/day/day.ts'
import type { NoticePack } from '../../core/desk/notice.ts'
import { refuse } from '../../core/fault.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { lateCosts } from '../law/late-costs.ts'
import { frame } from '../message/free.ts'
import { summedCosts, workingOf } from '../message/late-costs.ts'
import { pressFor, recipientOf } from '../message/render.ts'
import { importFolder } from '../packs/modules.ts'
import { sayAmount, sayDay } from '../words.ts'
import type { Place } from '../workspace.ts'
import type { DeskCase } from './desk-case.ts'
import { itemsOf } from './papers.ts'

let packs: Promise<ReadonlyMap<string, NoticePack>> | undefined
/** Formal notices by country, read once a process. */
export const noticePacks = (): NonNullable<typeof packs> => {
  packs ??= importFolder<{ pack: NoticePack }>('packs/notices').then(
    modules => new Map([...modules.values()].map(m => [m.pack.country, m.pack])),
  )
  return packs
}

const PERSONS = ['consumer', 'sole-trader', 'unknown']

export interface NoticeDraft {
  readonly content: MessageContent
  readonly pack: NoticePack
  readonly deadline: Day
}

/**
 * The draft of a formal notice for a lawyer: in the language and form of the client’s country, else of the firm’s. It is the creditor’s paper, marked as a
 * draft; it bears no lawyer’s name and Dunwell sends it to nobody.
 */
export async function noticeDraft(place: Place, desk: DeskCase, answerBy?: Day): Promise<NoticeDraft> {
  const all = await noticePacks()
  const { client } = desk.facts
  const pack = all.get(client.country ?? '') ?? all.get(place.firm.country)
  if (!pack)
    return refuse('no-notice', `No formal notice is prepared for ${client.country ?? place.firm.country}.`, {
      field: 'client',
      mend: 'Ask the lawyer for theirs.',
    })
  const isPerson =
    PERSONS.includes(client.kind) && client.kindConfirmedBy === null ? true : client.kind === 'consumer' || client.kind === 'sole-trader'
  const deadline = answerBy ?? addDays(place.by.today, isPerson ? pack.daysForPersons : pack.days)
  const { words, law } = await pressFor(place)
  const { currency } = desk.claim
  const dues = new Map(desk.claim.items.map(i => [i.id, i.dueOn]))
  const costs = lateCosts(law, place.firm.country, desk.facts, place.by.today).filter(
    c => c.claimable && c.currency === currency && dues.has(c.invoiceId),
  )
  const sum = (pick: (c: (typeof costs)[number]) => bigint): bigint => costs.reduce((total, c) => total + pick(c), 0n)
  const interest = sum(c => c.interest?.interestMinor ?? 0n)
  const compensation = sum(c => c.compensation?.minor ?? 0n)
  const amount = (minor: bigint): string => sayAmount(pack.language, minor, currency)
  const params = {
    creditor: place.firm.legalName ?? place.firm.name,
    reminders: desk.facts.deed.filter(
      d => d.class === 'chase' && ['sent', 'done'].includes(d.outcome) && d.doneOn >= desk.claim.oldestDueOn,
    ).length,
    principalAmount: amount(desk.claim.owedMinor),
    deadlineOn: sayDay(pack.language, deadline),
    costs: interest + compensation > 0n ? 'some' : 'none',
    interestAmount: amount(interest),
    interestBasis: costs.find(c => c.interest)?.interest?.clause ?? '',
    compensationAmount: amount(compensation),
    compensationBasis: costs.find(c => c.compensation)?.compensation?.clause ?? '',
  }
  const fill = (text: string): string => String(new IntlMessageFormat(text, pack.language, undefined, { ignoreTag: true }).format(params))
  const content: MessageContent = {
    ...frame(words, {
      firm: place.firm,
      facts: desk.facts,
      on: place.by.today,
      items: itemsOf(desk),
      recipient: recipientOf(desk.facts),
      language: pack.language,
    }),
    subject: `${pack.title}: ${client.name}`,
    opening: [pack.draftMark, ...pack.opening.map(fill).filter(Boolean)],
    working: workingOf(
      (key, given) => words.say(pack.language, `message.${key}`, given),
      pack.language,
      summedCosts(costs, new Map(desk.claim.items.map(i => [i.id, i.account.invoice.number]))),
    ),
    closing: [...pack.closing.map(fill), ...(isPerson ? pack.forPersons : []), `${pack.source} (${pack.asOf}, ${pack.confidence})`],
  }
  return { content, pack, deadline }
}
