import { unbilledGroups } from '../../core/billing/unbilled.ts'
import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { openWork } from '../acts/draft.ts'
import { lookForMatches } from '../acts/match-drafts.ts'
import { setting } from '../acts/settings.ts'
import { linesOfDraft } from '../billing/lines.ts'
import { billingPacks } from '../billing/packs.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

export interface WorkView {
  readonly id: string
  readonly doneOn: Day
  readonly what: string
  readonly quantity: string
  readonly unit: string | null
  readonly rate: string
  readonly netMinor: string
}
/** What one client could be invoiced for now. Amounts are text of minor units before tax. */
export interface UnbilledView {
  readonly clientId: string
  readonly client: string
  readonly currency: string
  readonly netMinor: string
  readonly oldestOn: Day
  readonly days: number
  readonly costMinor: string
  readonly costPerMonthMinor: string
  readonly work: readonly WorkView[]
}
export interface DraftView {
  readonly id: string
  readonly kind: Fact<'invoiceDraft'>['kind']
  readonly clientId: string
  readonly client: string
  readonly currency: string
  readonly netMinor: string
  readonly preparedOn: Day
  readonly lines: number
  readonly correctionId: string | null
  readonly originals: readonly string[]
  /** Invoices that it may have become, where several fit. */
  readonly perhaps: readonly { readonly id: string; readonly number: string }[]
}
export interface BillingView {
  /** `prepare`: your invoicing tool issues · `issue`: Dunwell does. */
  readonly issuing: string
  readonly capitalPercent: number
  readonly unbilled: readonly UnbilledView[]
  readonly drafts: readonly DraftView[]
  /** How this country mends an under-billing; null: not known, which keeps from issuing, not from preparing. */
  readonly form: {
    readonly as: 'supplement' | 'correction'
    readonly clause: string
    readonly source: string
    readonly confidence: string
    readonly platform: { readonly name: string; readonly since: Day } | null
  } | null
}

/** Work that was delivered and not invoiced, with its age and what the delay costs, and the drafts that wait for their invoice (B3). */
export async function billingView(place: Place): Promise<BillingView> {
  const [work, { capitalPercent }, { issuing }, packs, { drafts, doubtful, numbers }] = await Promise.all([
    openWork(place),
    setting(place, 'desk'),
    setting(place, 'billing'),
    billingPacks(),
    lookForMatches(place),
  ])
  const names = await namesOf(
    place,
    [...work, ...drafts].map(x => x.clientId),
  )
  const pack = packs.get(place.firm.country)
  return {
    issuing,
    capitalPercent,
    unbilled: unbilledGroups(work, place.by.today, capitalPercent).map(g => ({
      ...{ clientId: g.clientId, client: names.get(g.clientId) ?? '', currency: g.currency, oldestOn: g.oldestOn, days: g.days },
      netMinor: g.netMinor.toString(),
      costMinor: g.costMinor.toString(),
      costPerMonthMinor: g.costPerMonthMinor.toString(),
      work: g.work.map(w => ({
        ...{ id: w.id, doneOn: w.doneOn, what: w.what, quantity: w.quantity, unit: w.unit, rate: w.rate },
        netMinor: w.netMinor.toString(),
      })),
    })),
    drafts: drafts.map(d => ({
      ...{ id: d.id, kind: d.kind, clientId: d.clientId, client: names.get(d.clientId) ?? '', currency: d.currency },
      ...{ netMinor: d.netMinor.toString(), preparedOn: d.preparedOn, lines: linesOfDraft(d).length },
      ...{ correctionId: d.correctionId, originals: d.originals ?? [] },
      perhaps: (doubtful.find(x => x.draftId === d.id)?.invoiceIds ?? []).map(id => ({ id, number: numbers.get(id) ?? '' })),
    })),
    form: pack
      ? {
          ...pack.underBilled,
          source: pack.source,
          confidence: pack.confidence,
          platform: pack.platform ? { name: pack.platform.name, since: pack.platform.since } : null,
        }
      : null,
  }
}

async function namesOf(place: Place, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = (await factsOf(place.store.db, place.workspaceId, 'client')
    .where('id', 'in', [...new Set(ids)])
    .execute()) as unknown as Fact<'client'>[] // the columns selected are the noun’s own
  return new Map(rows.map(c => [c.id, c.name]))
}
