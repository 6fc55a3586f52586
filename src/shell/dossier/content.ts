import type { DossierEvent, Redactable } from '../../core/desk/dossier.ts'
import { eventsOf } from '../../core/desk/dossier.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { csvText } from '../../core/list/csv-text.ts'
import { halfUp, money, toDecimal } from '../../core/money/money.ts'
import { type InvoiceCosts, lateCosts } from '../law/late-costs.ts'
import type { LawBook } from '../law/load-law.ts'
import { sayAmount, sayDay } from '../words.ts'
import type { Place } from '../workspace.ts'

/** A claim as a receiver’s program reads it. Amounts are decimal text. */
export interface DossierData {
  readonly format: 'dunwell-dossier/1'
  readonly on: string
  readonly creditor: {
    readonly name: string
    readonly address: readonly string[]
    readonly companyId: string | null
    readonly vatId: string | null
    readonly iban: string | null
    readonly person: string | null
  }
  readonly client: {
    readonly name: string
    readonly kind: string
    readonly address: readonly string[]
    readonly country: string | null
    readonly companyId: string | null
    readonly vatId: string | null
  }
  readonly contacts: readonly {
    readonly name: string
    readonly role: string
    readonly email: string | null
    readonly phone: string | null
  }[]
  readonly claim: readonly {
    readonly currency: string
    readonly principal: string
    readonly interest: string
    readonly compensation: string
    readonly total: string
  }[]
  readonly invoices: readonly DossierInvoice[]
  readonly agreements: readonly {
    readonly title: string
    readonly number: string | null
    readonly signedBy: string | null
    readonly clauses: unknown
  }[]
  readonly events: readonly DossierEvent[]
  readonly plans: readonly {
    readonly agreedOn: string
    readonly instalments: readonly { readonly dueOn: string; readonly amount: string }[]
  }[]
  readonly redacted: readonly string[]
  /** Papers that were kept once and forgotten when their years were over. */
  readonly forgotten: readonly string[]
  readonly documents: readonly {
    readonly file: string
    readonly name: string
    readonly kind: string
    readonly sha256: string
    readonly readable: boolean
  }[]
}

export interface DossierInvoice {
  readonly number: string
  readonly issuedOn: string
  readonly dueOn: string
  readonly currency: string
  readonly total: string
  readonly open: string
  readonly interest: string
  readonly interestBasis: string
  readonly segments: readonly {
    readonly from: string
    readonly to: string
    readonly days: number
    readonly base: string
    readonly percent: string
    readonly amount: string
  }[]
  readonly compensation: string
  readonly compensationBasis: string
}

export interface DossierInput {
  readonly place: Place
  readonly facts: ClientFacts
  readonly invoiceIds: readonly string[]
  readonly law: LawBook
  readonly redacted: ReadonlySet<Redactable>
}

type Segment = NonNullable<InvoiceCosts['interest']>['segments'][number]
const segmentOf =
  (currency: string) =>
  (s: Segment): DossierInvoice['segments'][number] => ({
    from: s.from ?? '',
    to: s.to ?? '',
    days: s.days,
    base: toDecimal(money(s.baseMinor, currency)),
    percent: s.rate,
    amount: toDecimal(money(halfUp(s.amount.n, s.amount.d), currency)),
  })

/** Everything the dossier says, in plain data; PDF, JSON and CSV are made from it. */
export function dossierData({ place, facts, invoiceIds, law, redacted }: DossierInput): Omit<DossierData, 'documents' | 'forgotten'> {
  const on = place.by.today
  const items = openItems(facts, openLedger(facts, on)).filter(i => invoiceIds.includes(i.id))
  const costs = new Map(lateCosts(law, place.firm.country, facts, on).map(c => [c.invoiceId, c]))
  const invoices = items.map((item): DossierInvoice & { readonly minor: readonly [bigint, bigint, bigint] } => {
    const { invoice } = item.account
    const found = costs.get(item.id)
    const claimable = found?.claimable === true ? found : undefined
    const text = (minor: bigint): string => toDecimal(money(minor, invoice.currency))
    const interest = claimable?.interest?.interestMinor ?? 0n
    const compensation = claimable?.compensation?.minor ?? 0n
    return {
      number: invoice.number,
      issuedOn: invoice.issuedOn,
      dueOn: item.dueOn,
      currency: invoice.currency,
      total: text(invoice.totalMinor),
      open: text(item.openMinor),
      interest: text(interest),
      interestBasis: claimable?.interest?.clause ?? '',
      segments: (claimable?.interest?.segments ?? []).map(segmentOf(invoice.currency)),
      compensation: text(compensation),
      compensationBasis: claimable?.compensation?.clause ?? '',
      minor: [item.openMinor, interest, compensation],
    }
  })
  const { firm } = place
  const { client } = facts
  return {
    format: 'dunwell-dossier/1',
    on,
    creditor: {
      name: firm.legalName ?? firm.name,
      address: firm.address,
      companyId: firm.companyId,
      vatId: firm.vatId,
      iban: firm.iban,
      person: firm.person,
    },
    client: {
      name: client.name,
      kind: client.kind,
      address: client.address ?? [],
      country: client.country,
      companyId: client.companyId,
      vatId: client.vatId,
    },
    contacts: redacted.has('contacts') ? [] : facts.contact.map(({ name, role, email, phone }) => ({ name, role, email, phone })),
    claim: sumsOf(invoices),
    invoices: invoices.map(({ minor: _minor, ...invoice }) => invoice),
    agreements: facts.agreement.map(({ title, number, signedBy, clauses }) => ({ title, number, signedBy, clauses })),
    events: eventsOf(facts, invoiceIds, redacted),
    plans: facts.plan.map(p => ({
      agreedOn: p.agreedOn,
      instalments: facts.instalment
        .filter(i => i.planId === p.id)
        .map(i => ({ dueOn: i.dueOn, amount: toDecimal(money(i.amountMinor, p.currency)) })),
    })),
    redacted: [...redacted],
  }
}

function sumsOf(
  invoices: readonly { readonly currency: string; readonly minor: readonly [bigint, bigint, bigint] }[],
): DossierData['claim'] {
  const sums = new Map<string, [bigint, bigint, bigint]>()
  for (const { currency, minor } of invoices) {
    const sum = sums.get(currency) ?? [0n, 0n, 0n]
    sums.set(currency, [sum[0] + minor[0], sum[1] + minor[1], sum[2] + minor[2]])
  }
  return [...sums].map(([currency, [principal, interest, compensation]]) => {
    const text = (minor: bigint): string => toDecimal(money(minor, currency))
    return {
      currency,
      principal: text(principal),
      interest: text(interest),
      compensation: text(compensation),
      total: text(principal + interest + compensation),
    }
  })
}

export const invoicesCsv = (data: Pick<DossierData, 'invoices'>): string =>
  csvText([
    ['number', 'issued', 'due', 'currency', 'total', 'open', 'interest', 'interest basis', 'compensation', 'compensation basis'],
    ...data.invoices.map(i => [
      i.number,
      i.issuedOn,
      i.dueOn,
      i.currency,
      i.total,
      i.open,
      i.interest,
      i.interestBasis,
      i.compensation,
      i.compensationBasis,
    ]),
  ])

export const eventsCsv = (data: Pick<DossierData, 'events'>): string =>
  csvText([
    ['day', 'what', 'channel', 'outcome', 'text', 'evidence'],
    ...data.events.map(e => [e.on, e.what, e.channel, e.outcome, e.text, e.evidence]),
  ])

export const amountIn = (language: string, decimal: string, currency: string): string =>
  sayAmount(language, BigInt(decimal.replace('.', '')), currency)
export const dayIn = (language: string, day: string): string => sayDay(language, day, 'medium')

/** Papers that belong to some invoices, or to the client as a whole; dossiers of before are not put into a dossier. */
export const papersFor = (facts: ClientFacts, invoiceIds: readonly string[]): Fact<'document'>[] =>
  facts.document.filter(d => d.kind !== 'dossier' && (d.invoiceId === null || invoiceIds.includes(d.invoiceId)))
