import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type Decimal, readDecimal } from '../../core/money/decimal-text.ts'
import { halfUp } from '../../core/money/money.ts'
import { labelledIn, languageFor, payOf, senderOf } from '../message/compose.ts'
import { howToPay } from '../message/payment.ts'
import { openPress, recipientOf } from '../message/press.ts'
import { sayAmount, sayDay } from '../words.ts'
import type { Place } from '../workspace.ts'
import type { DraftLine } from './lines.ts'

/** What is printed: an invoice of ours, or a sheet to copy into another tool. */
export interface Bill {
  readonly kind: 'invoice' | 'supplement' | 'correction' | 'credit' | 'sheet'
  readonly number: string
  readonly issuedOn: Day
  readonly dueOn: Day | null
  readonly currency: string
  readonly lines: readonly DraftLine[]
  /** Numbers of the invoices it adds to or corrects, and the rule that asks for it. */
  readonly originals: readonly string[]
  readonly clause: string | null
}

/** Net and tax of one rate. Minor units. */
export interface TaxPart {
  readonly rate: string
  readonly netMinor: bigint
  readonly taxMinor: bigint
}

const zero: Decimal = { unscaled: 0n, scale: 0 }

/** The tax of a bill by rate: reckoned once on the sum of the lines of a rate. */
export function taxParts(lines: readonly DraftLine[]): TaxPart[] {
  return [...Map.groupBy(lines, l => l.taxRate ?? '0')].map(([rate, mine]) => {
    const netMinor = mine.reduce((sum, l) => sum + BigInt(l.minor), 0n)
    const { unscaled, scale } = readDecimal(rate) ?? zero
    return { rate, netMinor, taxMinor: halfUp(netMinor * unscaled, 100n * 10n ** BigInt(scale)) }
  })
}

const span = (language: string, { from, to }: DraftLine): string =>
  from === null
    ? ''
    : to === null || to === from
      ? sayDay(language, from, 'short')
      : `${sayDay(language, from, 'short')} – ${sayDay(language, to, 'short')}`

/** The bill as its template reads it, in the client’s language; a sheet in the firm’s own. */
export async function billContent(place: Place, facts: ClientFacts, bill: Bill) {
  const { words, schemes } = await openPress()
  const { firm } = place
  const language =
    bill.kind === 'sheet'
      ? languageFor(words, firm, facts, { address: null, name: null, salutation: null, language: firm.language })
      : languageFor(words, firm, facts, recipientOf(facts))
  const say = (key: string, params: Parameters<typeof words.say>[2] = {}): string => words.say(language, `invoice.${key}`, params)
  const amount = (minor: bigint): string => sayAmount(language, minor, bill.currency)
  const parts = taxParts(bill.lines)
  const net = parts.reduce((sum, p) => sum + p.netMinor, 0n)
  const total = parts.reduce((sum, p) => sum + p.netMinor + p.taxMinor, 0n)
  const { client } = facts
  const rows = [
    { label: say('number'), value: bill.number },
    { label: say('date'), value: sayDay(language, bill.issuedOn) },
    ...(bill.dueOn === null ? [] : [{ label: say('due'), value: sayDay(language, bill.dueOn) }]),
    ...(client.vatId === null ? [] : [{ label: say('clientTaxId'), value: client.vatId }]),
  ].filter(r => r.value !== '')
  return {
    language,
    on: bill.issuedOn,
    title: say(`title.${bill.kind}`),
    from: senderOf(firm),
    to: { name: client.name, lines: [...(client.address ?? [])] },
    facts: rows,
    originals:
      bill.originals.length === 0
        ? ''
        : say('originals', { numbers: new Intl.ListFormat(language).format([...bill.originals]), count: bill.originals.length }),
    clause: bill.clause ?? '',
    head: ['what', 'period', 'quantity', 'rate', 'tax', 'net'].map(key => say(key)),
    rows: bill.lines.map(l => [
      l.text,
      span(language, l),
      [l.quantity, l.unit].filter(Boolean).join(' '),
      l.rate,
      l.taxRate === null ? '' : `${l.taxRate} %`,
      amount(BigInt(l.minor)),
    ]),
    totals: [
      { label: say('totalNet'), amount: amount(net) },
      ...parts.map(p => ({ label: say('taxAt', { rate: p.rate }), amount: amount(p.taxMinor) })),
    ],
    total: { label: say('total'), amount: amount(total) },
    note: bill.kind === 'sheet' ? say('sheetNote') : '',
    pay: bill.kind === 'sheet' || bill.kind === 'credit' || bill.dueOn === null ? null : payBlock(),
    labelled: labelledIn(words, language),
  }

  /** How to pay it, as letters print it. */
  function payBlock() {
    const invoice = { number: bill.number, reference: null, iban: firm.iban, currency: bill.currency, totalMinor: total } as Fact<'invoice'> // what the block reads of it
    const items = [{ invoice, openMinor: total, dueOn: bill.dueOn ?? bill.issuedOn }]
    return payOf((key, p) => words.say(language, `message.${key}`, p), firm, items, howToPay(schemes, firm, items))
  }
}
