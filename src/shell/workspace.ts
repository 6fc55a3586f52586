import type { Fact } from '../core/facts/nouns.ts'
import { refuse } from '../core/fault.ts'
import type { AnswerLinks } from './answers/link.ts'
import type { Clock } from './clock.ts'
import { newId } from './store/ids.ts'
import { workspaceFacts } from './store/load.ts'
import { type By, type NewFact, record } from './store/record.ts'
import type { Store } from './store/store.ts'

/** The workspace a command or a request works in, its firm, and the day it is there. */
export interface Place {
  readonly store: Store
  readonly workspaceId: string
  readonly firm: Fact<'firm'>
  readonly clock: Clock
  readonly by: By
  /** Makes private links; none where no public address is set. */
  readonly links?: AnswerLinks | undefined
}

/** Makes a workspace with its firm; it starts in rehearsal: nothing leaves. @returns its id. */
export async function createWorkspace(store: Store, firm: NewFact<'firm'>, clock: Clock, actor: string): Promise<string> {
  const id = newId()
  const by: By = { workspaceId: id, actor, source: 'first run', at: clock.now(), today: clock.today(firm.zone) }
  await store.db.insertInto('workspace').values({ id, name: firm.name, createdAt: by.at }).execute()
  await record(store, by, 'workspace made', async pen => {
    await pen.add('firm', firm)
    await pen.add('phase', { phase: 'rehearsal', since: by.today })
  })
  return id
}

/** The one workspace of a store, or the one named. @throws Refusal where there is none or the choice is open. */
export async function enterWorkspace(store: Store, clock: Clock, actor: string, source: string, named?: string): Promise<Place> {
  const all = await store.db.selectFrom('workspace').selectAll().orderBy('createdAt').execute()
  const matching = named === undefined ? all : all.filter(w => w.id === named || w.name === named)
  const [workspace] = matching
  if (!workspace)
    return refuse(
      'no-workspace',
      named === undefined ? 'There is no firm in this store yet.' : `There is no firm "${named}" in this store.`,
      { mend: 'Run: dunwell init' },
    )
  if (matching.length > 1)
    refuse('which-workspace', `This store holds ${matching.length} firms: ${matching.map(w => w.name).join(', ')}.`, {
      mend: 'Say which: --workspace NAME',
    })
  const own = store.within(workspace.id)
  const [firm] = await workspaceFacts(own.db, workspace.id, 'firm')
  if (!firm) return refuse('no-firm', 'The workspace has no firm.', { mend: 'Run: dunwell doctor' })
  return {
    store: own,
    workspaceId: workspace.id,
    firm,
    clock,
    by: { workspaceId: workspace.id, actor, source, at: clock.now(), today: clock.today(firm.zone) },
  }
}
