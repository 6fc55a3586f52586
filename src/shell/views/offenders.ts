import { OFFENDER_MONTHS, type Offender, offenderOf } from '../../core/economics/offender.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type SettingValue, setting } from '../acts/settings.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

/** What a client’s lateness cost in two years (C11): counted from what was done; two figures are the firm’s own. */
export interface OffenderView extends Omit<Offender, 'costs'> {
  readonly months: number
  readonly capitalPercent: number
  readonly minutesPerContact: number
  readonly costs: readonly { readonly currency: string; readonly days: number; readonly capitalMinor: string }[]
}
export interface OffenderLine extends OffenderView {
  readonly clientId: string
  readonly name: string
}

function viewOf(facts: ClientFacts, place: Place, figures: SettingValue<'desk'>): OffenderView {
  const { capitalPercent, minutesPerChase: minutesPerContact } = figures
  const { costs, ...rest } = offenderOf(facts, place.by.today, capitalPercent * 100, minutesPerContact)
  return {
    ...rest,
    months: OFFENDER_MONTHS,
    capitalPercent,
    minutesPerContact,
    costs: costs.map(({ currency, days, capitalMinor }) => ({ currency, days, capitalMinor: capitalMinor.toString() })),
  }
}

export async function offenderView(place: Place, clientId: string): Promise<OffenderView> {
  return viewOf(await clientFactsOf(place, clientId), place, await setting(place, 'desk'))
}

const LINES_MAX = 200

/** Everybody with the habit, whoever costs most minutes first. */
export async function offendersView(place: Place): Promise<{ lines: readonly OffenderLine[] }> {
  const figures = await setting(place, 'desk')
  const lines: OffenderLine[] = []
  for await (const page of streamClients(place.store.db, place.workspaceId))
    for (const facts of page) {
      const view = viewOf(facts, place, figures)
      if (view.isRepeat) lines.push({ clientId: facts.client.id, name: facts.client.name, ...view })
    }
  return { lines: lines.sort((a, b) => b.minutes - a.minutes || b.averageDays - a.averageDays).slice(0, LINES_MAX) }
}
