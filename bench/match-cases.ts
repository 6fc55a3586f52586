import { addDays, type Day, day } from '../src/core/day/day.ts'
import type { ExpectedPayment, OpenInvoice, PaymentLine } from '../src/core/match/payment.ts'
import { scheme as ogm } from '../src/packs/references/be-ogm.ts'
import { scheme as rf } from '../src/packs/references/rf.ts'

/**
 * Labelled bank lines over invented clients: what a payer meant is known, what the bank delivers of it is spoilt in the ways banks and
 * people spoil it. Seeded: the same seed gives the same lines. All names are made of the word lists below; none is of a real person.
 */
export interface Case {
  readonly line: PaymentLine
  /** Invoice id → minor units the payer meant for it; empty where the money is for none of them. */
  readonly truth: ReadonlyMap<string, bigint>
  readonly noise: string
}
export interface CaseBook {
  readonly invoices: readonly OpenInvoice[]
  readonly expected: readonly ExpectedPayment[]
  readonly payers: ReadonlyMap<string, string>
  readonly cases: readonly Case[]
}

/** mulberry32: a small seeded source of chance. */
function chance(seed: number): { next(): number; below(n: number): number; pick<T>(list: readonly T[]): T } {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return { next, below, pick: list => list[below(list.length)] ?? (list[0] as never) } // lists here are never empty
}
type Chance = ReturnType<typeof chance>

// biome-ignore format: one line a row of words
const FIRST = ['Müller', 'Schäfer', 'Größl', 'Lefèvre', 'Beaumont', 'Nordwind', 'Łąkowa', 'Żuraw', 'Ibáñez', 'Peña', 'Rossetti', 'Van Dijk', 'De Smet', 'Åkerberg', 'Øster', 'Kowalczyk', 'Brückner', 'Hübner', 'Çelik', 'Dvořák', 'Nagy', 'Ionescu', 'Papadaki', 'Weiß', 'Krämer', 'Jäger', 'Petit', 'Moreau', 'Bianchi', 'Ferrari', 'Silva', 'Costa', 'Berg', 'Lind', 'Virtanen', 'Mäkinen', 'Tanaka', 'Sato', 'Kelly', 'Murphy']
// biome-ignore format: one line a row of words
const TRADE = ['Bau', 'Druck', 'Metall', 'Holz', 'Transport', 'Logistik', 'Consulting', 'Software', 'Media', 'Foods', 'Textil', 'Energie', 'Garten', 'Elektro', 'Optik', 'Papier', 'Werbung', 'Immobilien', 'Plast', 'Glas', 'Chemie', 'Möbel', 'Reisen', 'Medical', 'Studio', 'Imprimerie', 'Menuiserie', 'Costruzioni', 'Alimentari', 'Usługi', 'Handel', 'Servicios', 'Maskin', 'Agro', 'Marine']
// biome-ignore format: one line a row of words
const PLACE = ['Nord', 'Süd', 'West', 'Ost', 'Rhein', 'Alpen', 'Baltic', 'Iberia', 'Lyon', 'Gent', 'Kraków', 'Wien', 'Torino', 'Malmö', 'Århus', 'Bruxelles', 'Zürich', 'Basel', 'Porto', 'Cluj']
// biome-ignore format: one line a row of words
const FORM = ['GmbH', 'GmbH & Co. KG', 'AG', 'SARL', 'S.A.S.', 'SRL', 'S.p.A.', 'Sp. z o.o.', 'B.V.', 'NV', 'AB', 'ApS', 'Oy', 'Ltd', 'SL']
const STRANGERS = [
  'Finanzamt Kasse',
  'Stadtwerke',
  'Interest',
  'Rückerstattung Versicherung',
  'Own transfer',
  'Card settlement 4471',
  'Loan payout',
  'Refund 118220',
]
const START = day('2026-01-05')

interface Client {
  readonly id: string
  readonly name: string
  readonly account: string
  readonly learned: boolean
  readonly invoices: OpenInvoice[]
}

function makeClients(c: Chance, count: number): Client[] {
  return Array.from({ length: count }, (_, i) => {
    const place = c.next() < 0.5 ? ` ${c.pick(PLACE)}` : ''
    const name = `${c.pick(FIRST)} ${c.pick(TRADE)}${place} ${c.pick(FORM)}`
    return {
      id: `C${i + 1}`,
      name,
      account: `DE${String(10 + (i % 80))}${String(500_000_000_000_000_000n + BigInt(i) * 7919n)}`,
      learned: c.next() < 0.6,
      invoices: [],
    }
  })
}

/** Amounts as firms bill them: many odd, some round, some the same month by month. */
function amountOf(c: Chance, flat: bigint): bigint {
  const kind = c.next()
  if (kind < 0.15) return flat
  if (kind < 0.35) return BigInt(1 + c.below(80)) * 5_000n
  return BigInt(1_500 + c.below(1_500_000))
}

function makeInvoices(c: Chance, clients: readonly Client[], count: number): void {
  const flats = clients.map(() => BigInt(2_900 + c.below(200) * 100))
  for (let n = 1; n <= count; n += 1) {
    const at = c.below(clients.length)
    const client = clients[at]
    if (!client) continue
    const due = addDays(START, c.below(90) - 60)
    const openMinor = amountOf(c, flats[at] ?? 4_900n)
    const number = `RE-2026-${String(n).padStart(5, '0')}`
    const reference = at % 2 === 0 ? rf.generate(`2026${n}`) : ogm.generate(String(2_026_000_000 + n))
    client.invoices.push({
      id: number, number, client: client.id, clientName: client.name, currency: 'EUR', openMinor, issued: addDays(due, -30), due,
      references: reference === undefined ? [] : [reference],
      ...(c.next() < 0.1 && { discounts: [{ minor: openMinor / 50n, until: addDays(due, -10) }] }),
    }) // biome-ignore format: one invoice
  }
}

type Draft = Omit<PaymentLine, 'id' | 'currency'>
interface Made {
  readonly draft: Draft
  readonly truth: ReadonlyMap<string, bigint>
}

const swapDigits = (c: Chance, text: string): string => {
  const spots = [...text].flatMap((ch, i) => (/\d/.test(ch) && /\d/.test(text[i + 1] ?? '') && ch !== text[i + 1] ? [i] : []))
  if (spots.length === 0) return text
  const at = c.pick(spots)
  return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
}
const loseUmlauts = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').toUpperCase()
const spellUmlauts = (text: string): string =>
  text.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss').toUpperCase()
const WORDS = ['Rechnung', 'Invoice', 'Facture', 'Faktura', 'Ihre RE', 'Zahlung', 'Paiement', 'Payment for', 'RNr.']

/** How a payer writes a number: as printed, without signs, split, glued to a word by a sign. */
function written(c: Chance, number: string): string {
  const style = c.next()
  if (style < 0.5) return number
  if (style < 0.7) return number.replaceAll('-', '')
  if (style < 0.85) return number.replaceAll('-', ' ')
  return number.replace('RE-', 'RE ')
}

interface Situation {
  readonly c: Chance
  readonly client: Client
  readonly others: readonly Client[]
  readonly chosen: OpenInvoice
  readonly when: Day
  /** Says beforehand that money will come. */
  readonly announce: (payment: ExpectedPayment) => void
}

const base = (s: Situation, text: string, minor: bigint): Draft => ({
  day: s.when, amountMinor: minor, text, counterparty: s.client.name, ...(s.c.next() < 0.85 && { counterpartyAccount: s.client.account }),
}) // biome-ignore format: one line
const all = (i: OpenInvoice): Map<string, bigint> => new Map([[i.id, i.openMinor]])
const several = (list: readonly OpenInvoice[]): { total: bigint; truth: Map<string, bigint> } => ({
  total: list.reduce((t, i) => t + i.openMinor, 0n),
  truth: new Map(list.map(i => [i.id, i.openMinor])),
})
const phrase = (s: Situation, ...numbers: readonly string[]): string => `${s.c.pick(WORDS)} ${numbers.map(n => written(s.c, n)).join(', ')}`
const some = (s: Situation, count: number): OpenInvoice[] => [
  s.chosen,
  ...s.client.invoices.filter(i => i !== s.chosen).slice(0, count - 1),
]

const NOISES: Readonly<Record<string, (s: Situation) => Made>> = {
  reference: s => ({ draft: base(s, s.chosen.references?.[0] ?? '', s.chosen.openMinor), truth: all(s.chosen) }),
  'reference, third-party payer': s => ({
    draft: {
      ...base(s, s.chosen.references?.[0] ?? '', s.chosen.openMinor),
      counterparty: s.c.pick(s.others).name,
      counterpartyAccount: 'XX00UNKNOWN',
    },
    truth: all(s.chosen),
  }),
  'number and amount': s => ({ draft: base(s, phrase(s, s.chosen.number), s.chosen.openMinor), truth: all(s.chosen) }),
  'truncated at 27': s => several27(s, 27, 3),
  'truncated at 35': s => several27(s, 35, 4),
  'truncated at 140': s => several27(s, 140, 8),
  'lost umlauts, no number': s => ({
    draft: { ...base(s, 'Danke', s.chosen.openMinor), counterparty: loseUmlauts(s.client.name).slice(0, 27) },
    truth: all(s.chosen),
  }),
  'spelt umlauts, no number': s => ({
    draft: { ...base(s, 'Danke', s.chosen.openMinor), counterparty: spellUmlauts(s.client.name) },
    truth: all(s.chosen),
  }),
  'swapped digits in number': s => ({
    draft: base(s, phrase(s, swapDigits(s.c, s.chosen.number)), s.chosen.openMinor),
    truth: all(s.chosen),
  }),
  'swapped digits in reference': s => ({
    draft: base(s, swapDigits(s.c, s.chosen.references?.[0] ?? ''), s.chosen.openMinor),
    truth: all(s.chosen),
  }),
  'several invoices, no number': s => {
    const { total, truth } = several(some(s, 2 + s.c.below(2)))
    return { draft: base(s, 'wie besprochen', total), truth }
  },
  'several invoices, numbers': s => {
    const list = some(s, 2 + s.c.below(3))
    const { total, truth } = several(list)
    return { draft: base(s, phrase(s, ...list.map(i => i.number)), total), truth }
  },
  'bank fee': s => {
    const paid = s.chosen.openMinor - BigInt(350 + s.c.below(1_500))
    return paid > 1_000n
      ? { draft: base(s, phrase(s, s.chosen.number), paid), truth: new Map([[s.chosen.id, paid]]) }
      : (NOISES.reference?.(s) ?? never())
  },
  'early-payment discount': s => {
    const paid = s.chosen.openMinor - s.chosen.openMinor / 50n
    return { draft: base(s, phrase(s, s.chosen.number), paid), truth: new Map([[s.chosen.id, paid]]) }
  },
  'part payment, number': s => {
    const paid = (s.chosen.openMinor * BigInt(20 + s.c.below(60))) / 100n
    return { draft: base(s, phrase(s, s.chosen.number), paid), truth: new Map([[s.chosen.id, paid]]) }
  },
  'part payment, no number': s => {
    const paid = (s.chosen.openMinor * BigInt(20 + s.c.below(60))) / 100n
    return { draft: base(s, 'Anzahlung', paid), truth: new Map([[s.chosen.id, paid]]) }
  },
  'part payment, swapped digits': s => {
    const paid = (s.chosen.openMinor * BigInt(20 + s.c.below(60))) / 100n
    return { draft: base(s, phrase(s, swapDigits(s.c, s.chosen.number)), paid), truth: new Map([[s.chosen.id, paid]]) }
  },
  'third-party payer': s => ({
    draft: {
      ...base(s, phrase(s, s.chosen.number), s.chosen.openMinor),
      counterparty: s.c.pick(s.others).name,
      counterpartyAccount: 'XX00UNKNOWN',
    },
    truth: all(s.chosen),
  }),
  'nothing but name and amount': s => ({ draft: base(s, '', s.chosen.openMinor), truth: all(s.chosen) }),
  'nothing but amount': s => ({ draft: { day: s.when, amountMinor: s.chosen.openMinor, text: 'SEPA credit' }, truth: all(s.chosen) }),
  'plan instalment': s => {
    const minor = (s.chosen.openMinor * BigInt(20 + s.c.below(30))) / 100n
    s.announce({
      id: `plan ${s.chosen.number}`,
      client: s.client.id,
      currency: 'EUR',
      invoices: [s.chosen.id],
      minor,
      day: addDays(s.when, s.c.below(9) - 4),
    })
    return { draft: base(s, 'Rate', minor), truth: new Map([[s.chosen.id, minor]]) }
  },
  'not for us': s => ({
    draft: {
      day: s.when,
      amountMinor: BigInt(500 + s.c.below(900_000)),
      text: `${s.c.pick(STRANGERS)} ${s.c.below(1_000_000)}`,
      counterparty: s.c.pick(STRANGERS),
    },
    truth: new Map(),
  }),
  overpayment: s => ({
    draft: base(s, phrase(s, s.chosen.number), s.chosen.openMinor + BigInt(100 + s.c.below(5_000))),
    truth: all(s.chosen),
  }),
}

const never = (): Made => {
  throw new Error('every noise has its maker')
}

/** Several invoices named, the text cut by the bank: what is beyond the cut is lost. */
function several27(s: Situation, cut: number, count: number): Made {
  const list = some(s, count)
  const { total, truth } = several(list)
  return { draft: base(s, phrase(s, ...list.map(i => i.number)).slice(0, cut), total), truth }
}

export const NOISE_CLASSES: readonly string[] = Object.keys(NOISES)

/**
 * @param lineCount labelled lines; @param perBook lines a book: each book is a firm with its own clients and invoices, in which an
 * invoice is paid by one line at most.
 */
export function makeBooks(seed: number, lineCount: number, perBook: number): CaseBook[] {
  return Array.from({ length: Math.ceil(lineCount / perBook) }, (_, at) =>
    makeBook(seed * 1_000 + at, Math.min(perBook, lineCount - at * perBook)),
  )
}

export function makeBook(seed: number, lineCount: number, invoiceCount = lineCount * 4): CaseBook {
  const c = chance(seed)
  const clients = makeClients(c, Math.max(4, Math.floor(invoiceCount / 9)))
  makeInvoices(c, clients, invoiceCount)
  const invoices = clients.flatMap(client => client.invoices)
  const used = new Set<string>()
  const cases: Case[] = []
  const expected: ExpectedPayment[] = []
  for (let tries = 0; cases.length < lineCount && tries < lineCount * 20; tries += 1) {
    const client = c.pick(clients)
    const free = client.invoices.filter(i => !used.has(i.id))
    if (free.length === 0) continue
    const noise = NOISE_CLASSES[cases.length % NOISE_CLASSES.length] ?? 'reference'
    const situation = {
      c,
      client: { ...client, invoices: free },
      others: clients.filter(o => o !== client),
      chosen: c.pick(free),
      when: addDays(START, c.below(60)),
      announce: (e: ExpectedPayment) => expected.push(e),
    }
    const made = NOISES[noise]?.(situation) ?? never()
    for (const id of made.truth.keys()) used.add(id)
    cases.push({ line: { id: `L${cases.length + 1}`, currency: 'EUR', ...made.draft }, truth: made.truth, noise })
  }
  const payers = new Map(clients.filter(k => k.learned).map(k => [k.account, k.id]))
  return { invoices, expected, payers, cases }
}
