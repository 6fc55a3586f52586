import type { Day } from '../../core/day/day.ts'
import type { DossierEvent, Redactable } from '../../core/desk/dossier.ts'
import { eventsOf } from '../../core/desk/dossier.ts'
import { type AgreementPart, agreedAbout, type DisputePart, type PlanPart } from '../../core/desk/dossier-agreed.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Ledger, openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
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
  readonly agreements: readonly AgreementPart[]
  readonly plans: readonly PlanPart[]
  readonly disputes: readonly DisputePart[]
  readonly events: readonly DossierEvent[]
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
  /** What it took of payments and credit notes, in the order of their days; what a payment that came back took away is negative. */
  readonly came: readonly {
    readonly on: string
    readonly what: 'payment' | 'credit' | 'other'
    readonly number: string
    readonly amount: string
  }[]
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
  const ledger = openLedger(facts, on)
  const items = openItems(facts, ledger).filter(i => invoiceIds.includes(i.id))
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
      came: cameFor(facts, ledger, item.id)
        .map(c => ({ ...c, amount: text(c.minor) }))
        .map(({ minor: _minor, ...c }) => c),
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
    ...agreedAbout(facts, invoiceIds, on, redacted),
    events: eventsOf(facts, invoiceIds, redacted),
    redacted: [...redacted],
  }
}

interface Came {
  readonly on: Day
  readonly what: DossierInvoice['came'][number]['what']
  readonly number: string
  readonly minor: bigint
}

/** What an invoice took: money by its reference, credit notes by their number. */
function cameFor(facts: ClientFacts, ledger: Ledger, invoiceId: string): Came[] {
  return ledger.postings
    .filter(p => p.invoiceId === invoiceId)
    .map(({ sourceId, on, minor }): Came => {
      const payment = facts.payment.find(p => p.id === sourceId)
      if (payment) return { on, what: 'payment', number: payment.reference ?? '', minor }
      const note = facts.creditNote.find(n => n.id === sourceId)
      return note ? { on, what: 'credit', number: note.number, minor } : { on, what: 'other', number: '', minor }
    })
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

export const amountIn = (language: string, decimal: string, currency: string): string =>
  sayAmount(language, BigInt(decimal.replace('.', '')), currency)
export const dayIn = (language: string, day: string): string => sayDay(language, day, 'medium')
