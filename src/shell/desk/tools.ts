import type { CourtPack, OwnCourtFee } from '../../core/desk/court.ts'
import type { WriteOffPack } from '../../core/desk/write-off.ts'
import type { TrialRecord } from '../../core/economics/learning.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { type Forecaster, forecasting } from '../../core/forecast/forecast.ts'
import { historyOf } from '../../core/forecast/history.ts'
import { shippedHabits } from '../../packs/forecast/shipped.ts'
import { type SettingValue, setting } from '../acts/settings.ts'
import { importFolder } from '../packs/modules.ts'
import { type Decider, loadDecider } from '../run/decider.ts'
import { workspaceFacts } from '../store/load.ts'
import { overviewOf } from '../views/kept-overview.ts'
import type { Overview } from '../views/overview.ts'
import type { Place } from '../workspace.ts'
import { ownCourtFees } from './court-fees.ts'
import { learnedFrom, type TrialCount, trialCounts } from './trials.ts'

/** What every desk of a firm on one day shares: read once, whatever the number of clients. */
export interface DeskTools {
  readonly decider: Decider
  readonly forecaster: Forecaster
  readonly courts: readonly CourtPack[]
  /** What the firm read of court fees itself. */
  readonly courtFees: readonly OwnCourtFee[]
  readonly writeOffs: ReadonlyMap<string, WriteOffPack>
  readonly settings: SettingValue<'desk'>
  readonly intermediaries: readonly Fact<'intermediary'>[]
  readonly firm: Place['firm']
  /** What the firm's own outcomes say. */
  readonly counts: readonly TrialCount[]
  readonly learned: TrialRecord
}

const forecasters = new WeakMap<Overview, Forecaster>()

/** The forecast over all the firm's invoices as they stand, kept as long as the overview is. */
async function forecasterOf(place: Place): Promise<Forecaster> {
  const overview = await overviewOf(place)
  const known = forecasters.get(overview)
  if (known) return known
  const past = overview.invoices
    .filter(i => i.state !== 'cancelled' && i.state !== 'written-off' && BigInt(i.totalMinor) > 0n)
    .map(i => ({ customer: i.clientId, issued: i.issuedOn, due: i.dueOn, ...(i.settledOn === null ? {} : { settled: i.settledOn }) }))
  const made = forecasting(historyOf(past), { shipped: shippedHabits() }).asOf(place.by.today)
  forecasters.set(overview, made)
  return made
}

let packs: Promise<{ courts: CourtPack[]; writeOffs: Map<string, WriteOffPack> }> | undefined
/** Court and write-off packs, read once a process. */
export const deskPacks = (): NonNullable<typeof packs> => {
  packs ??= Promise.all([
    importFolder<{ court: CourtPack }>('packs/courts'),
    importFolder<{ pack: WriteOffPack }>('packs/write-offs'),
  ]).then(([courts, writeOffs]) => ({
    courts: [...courts.values()].map(m => m.court),
    writeOffs: new Map([...writeOffs.values()].map(m => [m.pack.country, m.pack])),
  }))
  return packs
}

export async function deskTools(place: Place): Promise<DeskTools> {
  const [decider, forecaster, { courts, writeOffs }, settings, intermediaries, counts, courtFees] = await Promise.all([
    loadDecider(place),
    forecasterOf(place),
    deskPacks(),
    setting(place, 'desk'),
    workspaceFacts(place.store.db, place.workspaceId, 'intermediary'),
    trialCounts(place),
    ownCourtFees(place),
  ])
  const inUse = intermediaries.filter(i => i.endedOn === null || i.endedOn > place.by.today)
  const { firm } = place
  return { decider, forecaster, courts, courtFees, writeOffs, settings, intermediaries: inUse, firm, counts, learned: learnedFrom(counts) }
}
