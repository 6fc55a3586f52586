import type { Way } from '../../core/economics/assumptions.ts'
import { rounded } from '../../core/economics/expectation.ts'
import { solve } from '../../core/economics/solve.ts'
import { exponentOf } from '../../core/money/money.ts'
import { type DeskCase, deskCase } from '../desk/desk-case.ts'
import { deskTools } from '../desk/tools.ts'
import { factsOf, streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type AmountView, amountView } from './overview.ts'

/** One client whose claim can be decided about. */
export interface DeskLine {
  readonly clientId: string
  readonly name: string
  readonly owed: AmountView
  readonly age: number
  /** The best way that is open, and what it is expected to leave, in currency units. */
  readonly best: Way
  readonly net: number
  readonly untried: number
  /** It stands on Today for a decision. */
  readonly isDue: boolean
  /** With a lawyer, an agency or a court. */
  readonly isOut: boolean
}

export interface DesksView {
  readonly lines: readonly DeskLine[]
  readonly due: number
  readonly out: readonly {
    readonly clientId: string
    readonly name: string
    readonly handOverId: string
    readonly kind: string
    readonly to: string
    readonly startedOn: string
    readonly draft: boolean
  }[]
}

/** The best open way of a case; ranges are not asked for, so that thousands are weighed at once. */
export function bestOf(desk: DeskCase): { way: Way; net: number } {
  const solution = solve(desk.weighed, desk.assumptions)
  let best: { way: Way; net: number } = { way: 'write-off', net: solution.writeOff }
  for (const { move, value } of solution.values)
    if (value > best.net && !desk.closed[move.way]?.length) best = { way: move.way, net: value }
  return best
}

/** Everybody about whom there is something to decide, those due for it first, then the largest. */
export async function desksView(place: Place): Promise<DesksView> {
  const tools = await deskTools(place)
  const lines: DeskLine[] = []
  const out: DesksView['out'][number][] = []
  for await (const page of streamClients(place.store.db, place.workspaceId))
    for (const facts of page) {
      const { id: clientId, name } = facts.client
      for (const h of facts.handOver)
        if (h.endedOn === null && h.kind !== 'factor')
          out.push({ clientId, name, handOverId: h.id, kind: h.kind, to: h.to, startedOn: h.startedOn, draft: h.draft === true })
      const desk = deskCase(tools, facts, place.by.today)
      if (!desk) continue
      const { outcome } = tools.decider.decide(facts, place.by.today)
      const { way, net } = bestOf(desk)
      lines.push({
        clientId,
        name,
        owed: amountView(desk.claim.owedMinor, desk.claim.currency),
        age: desk.claim.age,
        best: way,
        net: rounded(net, exponentOf(desk.claim.currency)),
        untried: desk.checks.filter(c => c.state === 'open').length,
        isDue: outcome.kind === 'act' && outcome.channel === 'desk',
        isOut: facts.handOver.some(h => h.endedOn === null && h.draft !== true && h.kind !== 'factor'),
      })
    }
  lines.sort((a, b) => Number(b.isDue) - Number(a.isDue) || (BigInt(b.owed.minor) > BigInt(a.owed.minor) ? 1 : -1))
  return { lines, due: lines.filter(l => l.isDue).length, out }
}

/** Whether the desk has a case: its place in the menu appears with the first. */
export interface DesksWaiting {
  /** Decisions that stand on Today. */
  readonly waiting: number
  readonly any: boolean
}

/** Counted from tasks, offers and hand-overs alone: cheap enough for every page. */
export async function desksWaiting({ store, workspaceId }: Place): Promise<DesksWaiting> {
  const tasks = await factsOf(store.db, workspaceId, 'task')
    .where('kind' as 'id', '=', 'decide')
    .where('doneOn' as 'id', 'is', null)
    .execute() // columns of this noun
  const cases = await Promise.all(
    (['settlementOffer', 'handOver', 'writeOff'] as const).map(noun => factsOf(store.db, workspaceId, noun).limit(1).execute()),
  )
  return { waiting: tasks.length, any: tasks.length > 0 || cases.some(rows => rows.length > 0) }
}
