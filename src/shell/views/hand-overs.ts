import type { Day } from '../../core/day/day.ts'
import { isOut } from '../../core/desk/claim.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'
import { type AmountView, amountView } from './overview.ts'

export interface ReportView {
  readonly id: string
  readonly kind: string
  readonly on: Day
  readonly words: string | null
  readonly amount: AmountView | null
  readonly by: Day | null
  readonly parts: number | null
  readonly answer: string | null
  /** What it became once accepted: plan, promise, settlement. */
  readonly became: string | null
}

/** A claim that is being prepared for somebody else, is out, or came back. */
export interface HandOverView {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly state: 'draft' | 'out' | 'back'
  readonly startedOn: Day
  readonly endedOn: Day | null
  readonly endReason: string | null
  readonly invoices: readonly string[]
  readonly open: readonly AmountView[]
  readonly feePercent: string | null
  readonly answerBy: Day | null
  readonly rules: string | null
  readonly rulesAcceptedOn: Day | null
  readonly acceptedBy: string | null
  readonly dossierId: string | null
  /** Of that dossier. */
  readonly seal: string | null
  readonly rooms: readonly { readonly id: string; readonly expiresOn: Day }[]
  readonly breaches: readonly { readonly on: string; readonly what: string }[]
  readonly reports: readonly ReportView[]
  readonly remittances: readonly {
    readonly id: string
    readonly on: Day
    readonly gross: AmountView
    readonly commission: AmountView
    readonly feeTax: AmountView
    readonly net: AmountView
  }[]
}

/** Every hand-over of a client, the newest first. A factor’s is no hand-over of ours to follow. */
export async function handOversOf(place: Place, clientId: string): Promise<HandOverView[]> {
  const facts = await clientFactsOf(place, clientId)
  const { today } = place.by
  const items = openItems(facts, openLedger(facts, today))
  return facts.handOver
    .filter(h => h.kind !== 'factor')
    .toReversed()
    .map(h => {
      const sums = new Map<string, bigint>()
      for (const i of items) if (h.invoiceIds.includes(i.id)) sums.set(i.currency, (sums.get(i.currency) ?? 0n) + i.openMinor)
      return viewOf(facts, h, today, [...sums].map(([currency, minor]) => amountView(minor, currency))) // biome-ignore format: one line
    })
}

function viewOf(facts: ClientFacts, h: Fact<'handOver'>, today: Day, open: readonly AmountView[]): HandOverView {
  const mandate = facts.mandate.findLast(m => m.handOverId === h.id)
  const { id, kind, to, startedOn, endedOn, endReason, dossierId } = h
  const breaches = Array.isArray(mandate?.breaches) ? (mandate.breaches as unknown as HandOverView['breaches']) : [] // written in this shape
  return {
    ...{ id, kind, to, startedOn, endedOn, endReason, dossierId, open, breaches },
    seal: facts.document.find(d => d.id === dossierId)?.seal ?? null,
    state: h.endedOn !== null ? 'back' : isOut(h, today) ? 'out' : 'draft',
    invoices: h.invoiceIds.map(i => facts.invoice.find(x => x.id === i)?.number ?? i),
    feePercent: mandate?.feePercent ?? null,
    answerBy: mandate?.answerBy ?? null,
    rules: mandate?.conductRules ?? null,
    rulesAcceptedOn: mandate?.rulesAcceptedOn ?? null,
    acceptedBy: mandate?.acceptedBy ?? null,
    rooms: facts.room.flatMap(r =>
      r.handOverId === h.id && r.closedOn === null && r.expiresOn >= today ? [{ id: r.id, expiresOn: r.expiresOn }] : [],
    ),
    reports: facts.report.filter(r => r.handOverId === h.id).map(reportView),
    remittances: facts.remittance.flatMap(r =>
      r.handOverId !== h.id
        ? []
        : [
            {
              id: r.id,
              on: r.receivedOn,
              gross: amountView(r.grossMinor, r.currency),
              commission: amountView(r.commissionMinor, r.currency),
              feeTax: amountView(r.feeTaxMinor ?? 0n, r.currency),
              net: amountView(r.netMinor, r.currency),
            },
          ],
    ),
  }
}

function reportView({ id, kind, on, words, amountMinor, currency, by, parts, answer, became }: Fact<'report'>): ReportView {
  const what = became !== null && 'what' in became ? String(became.what) : null
  const amount = amountMinor !== null && currency !== null ? amountView(amountMinor, currency) : null
  return { id, kind, on, words, amount, by, parts, answer, became: what }
}
