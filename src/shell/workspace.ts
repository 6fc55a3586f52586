import type { Fact } from '../core/facts/nouns.ts'
import { refuse } from '../core/fault.ts'
import type { AnswerLinks } from './answers/link.ts'
import type { Clock } from './clock.ts'
import { newId } from './store/ids.ts'
import { workspaceFacts } from './store/load.ts'
import { type By, type NewFact, record } from './store/record.ts'
import type { Store } from './store/store.ts'
import type { TableRow } from './store/tables.ts'

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
  await store.db.insertInto('workspace').values({ id, name: firm.name, createdAt: by.at, moving: null, cameBy: null }).execute()
  await record(store, by, 'workspace made', async pen => {
    await pen.add('firm', firm)
    await pen.add('phase', { phase: 'rehearsal', since: by.today })
  })
  return id
}

function refuseMoving({ name, moving }: TableRow<'workspace'>): never {
  const { to, since } = moving as unknown as Moving // written by the move
  return refuse('firm-moving', `The firm "${name}" is on its way to ${to} since ${since}: nobody works in it here any more.`, {
    mend: `Finish it: dunwell move --to ${to}. Or take it back, where nothing arrived there: dunwell move --to ${to} --cancel`,
  })
}

/** A firm's way to another store, as its workspace row says. */
export interface Moving {
  readonly id: string
  readonly to: string
  readonly since: string
}

/**
 * The one workspace of a store, or the one named. @param evenMoving one that is on its way to another store too.
 * @throws Refusal where there is none or the choice is open.
 */
export async function enterWorkspace(
  store: Store,
  clock: Clock,
  actor: string,
  source: string,
  named?: string,
  evenMoving = false,
): Promise<Place> {
  const all = await store.db.selectFrom('workspace').selectAll().orderBy('createdAt').execute()
  const asked = named === undefined ? all : all.filter(w => w.id === named || w.name === named)
  const matching = evenMoving ? asked : asked.filter(w => w.moving === null)
  const [workspace] = matching
  const [away] = asked
  if (!workspace && away) refuseMoving(away)
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
