import { agreedPeriods } from '../../core/correction/periods.ts'
import { termsOf } from '../../core/correction/terms.ts'
import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

export interface AgreementRow {
  readonly id: string
  readonly clientId: string
  readonly client: string
  readonly title: string
  readonly number: string | null
  readonly currency: string
  readonly period: string | null
  readonly startsOn: Day | null
  readonly endsOn: Day | null
  readonly signedBy: string | null
  readonly documentId: string | null
  /** What is agreed for the period that runs today; text of minor units. */
  readonly nowMinor: string | null
  readonly faults: readonly Fault[]
}

const MOST = 500

/** Every agreement on file with what it comes to today. */
export async function agreementRows(place: Place): Promise<AgreementRow[]> {
  const { db } = place.store
  const rows = (await factsOf(db, place.workspaceId, 'agreement')
    .orderBy('recordedAt', 'desc')
    .limit(MOST)
    .execute()) as unknown as Fact<'agreement'>[] // as selected
  if (rows.length === 0) return []
  const clients = (await factsOf(db, place.workspaceId, 'client')
    .where('id', 'in', [...new Set(rows.map(r => r.clientId))])
    .execute()) as unknown as Fact<'client'>[] // as selected
  const names = new Map(clients.map(c => [c.id, c.name]))
  return rows.map(a => {
    const read = termsOf(a)
    const period = 'terms' in read ? agreedPeriods(read.terms, place.by.today).at(-1) : undefined
    const isRunning = period !== undefined && (a.endsOn === null || a.endsOn >= place.by.today)
    return {
      ...{ id: a.id, clientId: a.clientId, client: names.get(a.clientId) ?? '', title: a.title, number: a.number, currency: a.currency },
      ...{ period: a.period, startsOn: a.startsOn, endsOn: a.endsOn, signedBy: a.signedBy, documentId: a.documentId },
      nowMinor: isRunning ? period.agreedMinor.toString() : null,
      faults: 'faults' in read ? read.faults : [],
    }
  })
}
