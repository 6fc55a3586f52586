import type { Day } from '../../core/day/day.ts'
import { offersNow } from '../../core/desk/offers.ts'
import { type Relief, reliefOf } from '../../core/desk/write-off.ts'
import type { Json } from '../../core/facts/column.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { deskPacks } from '../desk/tools.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'
import { type AmountView, amountView } from './overview.ts'

/** When the tax on an invoice that is given up may come back, and what the tax office asks for. Empty text: not known for the firm's country. */
export interface ReliefView {
  readonly invoiceId: string
  readonly number: string
  readonly tax: AmountView
  /** From this day on; none: not by time alone. */
  readonly from: Day | null
  readonly until: Day | null
  readonly needs: Relief['needs']
  readonly isOpen: boolean
  readonly clause: string
  readonly source: string
  readonly confidence: Relief['confidence']
  readonly evidence: readonly string[]
}

export interface WriteOffView {
  readonly id: string
  readonly invoiceId: string
  readonly number: string
  readonly amount: AmountView
  readonly on: Day
  readonly reason: string
  readonly approvedBy: string
  readonly papers: readonly { readonly id: string; readonly name: string }[]
  readonly relief: ReliefView | null
  /** Money of theirs that no invoice took: it may be what was given up. */
  readonly came: AmountView | null
}

/** How claims on a client ended: settlements that were paid, and what was written off; before that, what a write-off would bring back. */
export interface EndingsView {
  readonly settled: readonly {
    readonly id: string
    readonly numbers: readonly string[]
    readonly paid: AmountView
    readonly letGo: AmountView
    readonly credited: boolean
  }[]
  readonly writeOffs: readonly WriteOffView[]
  /** Somebody asks for these to be approved. */
  readonly proposed: readonly {
    readonly taskId: string
    readonly invoiceId: string
    readonly title: string
    readonly reason: string
    readonly amount: string
  }[]
  /** Of every invoice that is open. */
  readonly relief: readonly ReliefView[]
}

type Pack = Parameters<typeof reliefOf>[0] & { readonly evidence: readonly string[] }

function reliefView(pack: Pack, invoice: Fact<'invoice'>, writtenOffMinor: bigint, on: Day): ReliefView {
  const { id, issuedOn, dueOn, totalMinor, taxMinor, number, currency } = invoice
  const found = reliefOf(pack, { invoiceId: id, issuedOn, dueOn, totalMinor, taxMinor, writtenOffMinor }, on)
  const { from, until, needs, clause, source, confidence, open: isOpen } = found
  const tax = amountView(found.taxMinor, currency)
  return { ...{ invoiceId: id, number, tax, from, until, needs, isOpen, clause, source, confidence }, evidence: pack.evidence }
}

const fieldsOf = (json: Json | null): Readonly<Record<string, unknown>> =>
  json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as Readonly<Record<string, unknown>>) : {} // an object: lists are left out

const papersIn = (facts: ClientFacts, evidence: Json | null): { id: string; name: string }[] => {
  const ids = fieldsOf(evidence).papers
  return facts.document.filter(d => Array.isArray(ids) && ids.includes(d.id)).map(({ id, name }) => ({ id, name }))
}

/** @throws Refusal where there is no such client. */
export async function endingsView(place: Place, clientId: string): Promise<EndingsView> {
  const { today } = place.by
  const facts = await clientFactsOf(place, clientId)
  const ledger = openLedger(facts, today)
  const [members, { writeOffs: packs }] = await Promise.all([workspaceFacts(place.store.db, place.workspaceId, 'membership'), deskPacks()])
  const pack = packs.get(place.firm.country)
  const nameOf = (actor: string): string => members.find(m => m.userId === actor)?.name ?? actor
  const byId = new Map(facts.invoice.map(i => [i.id, i]))
  const numberOf = (id: string): string => byId.get(id)?.number ?? id
  return {
    settled: offersNow(facts, ledger, today).flatMap(({ offer: o, state, paidMinor, letGoMinor }) =>
      state === 'paid'
        ? [{ id: o.id, numbers: o.invoiceIds.map(numberOf), paid: amountView(paidMinor, o.currency), letGo: amountView(letGoMinor, o.currency), credited: o.creditNoteId !== null }] // biome-ignore format: one line
        : [],
    ),
    writeOffs: facts.writeOff.flatMap(w => {
      const invoice = byId.get(w.invoiceId)
      if (!invoice) return []
      const free = ledger.unapplied.get(invoice.currency) ?? 0n
      return [
        {
          ...{ id: w.id, invoiceId: w.invoiceId, number: invoice.number, amount: amountView(w.amountMinor, invoice.currency) },
          ...{ on: w.writtenOffOn, reason: w.reason, approvedBy: nameOf(w.approvedBy), papers: papersIn(facts, w.evidence) },
          relief: pack ? reliefView(pack, invoice, w.amountMinor, today) : null,
          came: free > 0n ? amountView(free < w.amountMinor ? free : w.amountMinor, invoice.currency) : null,
        },
      ]
    }),
    proposed: facts.task.flatMap(t => {
      const { what, invoiceId, reason, amount } = fieldsOf(t.detail)
      return t.doneOn === null && what === 'write-off'
        ? [{ taskId: t.id, invoiceId: String(invoiceId), title: t.title, reason: String(reason ?? ''), amount: String(amount ?? '') }]
        : []
    }),
    relief: pack ? ledger.accounts.filter(a => a.openMinor > 0n).map(a => reliefView(pack, a.invoice, a.openMinor, today)) : [],
  }
}
