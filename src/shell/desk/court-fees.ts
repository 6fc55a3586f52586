import { unitsOf } from '../../core/desk/claim.ts'
import type { OwnCourtFee } from '../../core/desk/court.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'

const ownOf = ({ id, procedure, country, over, upTo, fee, currency, effectiveOn, writtenIn }: Fact<'courtFee'>): OwnCourtFee => ({
  ...{ id, procedure, country, currency, since: effectiveOn, source: writtenIn },
  over: unitsOf(over, currency),
  upTo: upTo === null ? null : unitsOf(upTo, currency),
  fee: unitsOf(fee, currency),
})

/** What the firm said of courts. */
export const ownCourtFees = async ({ store, workspaceId }: Place): Promise<OwnCourtFee[]> =>
  (await workspaceFacts(store.db, workspaceId, 'courtFee')).map(ownOf)
