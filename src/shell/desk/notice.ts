import { IntlMessageFormat } from 'intl-messageformat'
import { addDays, type Day } from '../../core/day/day.ts'
import type { NoticePack } from '../../core/desk/notice.ts'
import { refuse } from '../../core/fault.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { lateCosts } from '../law/late-costs.ts'
import { toText } from '../message/forms.ts'
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

type Frame = ReturnType<typeof frame>

/** What the draft prints: the letter, and apart from it what is for the lawyer alone. */
export interface NoticeContent extends MessageContent {
  /** That it is a draft, and was not sent. */
  readonly mark: string
  readonly papers: { readonly title: string; readonly list: readonly string[] }
  readonly notes: { readonly title: string; readonly list: readonly string[] }
}

export interface NoticeDraft {
  readonly content: NoticeContent
  readonly pack: NoticePack
  readonly deadline: Day
}

/**
 * The draft of a formal notice for a lawyer: in the language and form of the client’s country, else of the firm’s. It is marked as a draft, bears no letterhead
 * and nobody’s name below it, and Dunwell sends it to nobody.
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
  const papers = papersOf(desk)
  const params = {
    creditor: place.firm.legalName ?? place.firm.name,
    reminders: remindersOf(desk),
    papers: papers.length,
    principalAmount: sayAmount(pack.language, desk.claim.owedMinor, currency),
    deadlineOn: sayDay(pack.language, deadline),
    interestAmount: sayAmount(pack.language, interest, currency),
    interestBasis: costs.find(c => c.interest)?.interest?.clause ?? '',
    compensationAmount: sayAmount(pack.language, compensation, currency),
    compensationBasis: costs.find(c => c.compensation)?.compensation?.clause ?? '',
    ...{ source: pack.source, asOf: pack.asOf },
  }
  const fill = (text: string): string => String(new IntlMessageFormat(text, pack.language, undefined, { ignoreTag: true }).format(params))
  const items = itemsOf(desk)
  const recipient = recipientOf(desk.facts)
  const bare = frame(words, { firm: place.firm, facts: desk.facts, on: place.by.today, items, recipient, language: pack.language })
  const content: NoticeContent = {
    ...spokenBy(pack, bare),
    dateLine: sayDay(pack.language, place.by.today),
    subject: `${pack.title} – ${client.name}`,
    opening: [...pack.opening, ...(interest > 0n ? [pack.interest] : []), ...(compensation > 0n ? [pack.compensation] : [])].map(fill),
    working: workingOf(
      (key, given) => words.say(pack.language, `message.${key}`, given),
      pack.language,
      summedCosts(costs, new Map(desk.claim.items.map(i => [i.id, i.account.invoice.number]))),
    ),
    closing: pack.closing.map(fill),
    mark: pack.draftMark,
    papers: { title: pack.labels.papers, list: papers },
    notes: {
      title: pack.labels.notes,
      list: [...(isPerson ? pack.forPersons : []), ...(costs.some(c => c.missing.length > 0) ? [pack.unreckoned] : []), fill(pack.basis)],
    },
  }
  return { content, pack, deadline }
}

/** The frame of a letter in the pack’s own words, without a sender: whoever signs it writes it on their own paper. */
function spokenBy({ labels, greeting, farewell }: NoticePack, bare: Frame): Frame {
  const { holder, reference } = labels
  const rows = bare.pay?.rows.map((row, at, all) => ({ ...row, label: at === all.length - 1 ? reference : at === 0 ? holder : row.label }))
  return {
    ...bare,
    ...{ greeting, farewell },
    from: { name: '', lines: [], person: '', contact: [] },
    table: {
      ...bare.table,
      head: [labels.invoice, labels.subject, labels.date, labels.due, labels.open],
      totals: bare.table.totals.map(t => ({ ...t, label: labels.total })),
    },
    pay: bare.pay && { ...bare.pay, rows: rows ?? [], qrSvg: null, caption: '' },
  }
}

/** The draft as text: for the e-mail to the lawyer. */
export const noticeText = (content: NoticeContent): string =>
  [
    content.mark,
    content.subject,
    toText(content).trimEnd(),
    ...(content.papers.list.length > 0 ? [`${content.papers.title}:\n${content.papers.list.join('\n')}`] : []),
    `${content.notes.title}:\n${content.notes.list.join('\n')}\n`,
  ].join('\n\n')

const SUPPORTS = ['invoice', 'order', 'delivery', 'receipt', 'acceptance', 'agreement', 'statement']

/** Names of the papers that carry the claim. */
function papersOf({ facts, claim }: DeskCase): string[] {
  const ids = claim.items.map(i => i.id)
  return facts.document.filter(d => SUPPORTS.includes(d.kind) && (d.invoiceId === null || ids.includes(d.invoiceId))).map(d => d.name)
}

/** How often they were asked since the oldest invoice was due. */
const remindersOf = ({ facts, claim }: DeskCase): number =>
  facts.deed.filter(d => d.class === 'chase' && ['sent', 'done'].includes(d.outcome) && d.doneOn >= claim.oldestDueOn).length
