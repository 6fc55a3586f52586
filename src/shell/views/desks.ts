import type { Way } from '../../core/economics/assumptions.ts'
import { rounded } from '../../core/economics/expectation.ts'
import { solve } from '../../core/economics/solve.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { exponentOf } from '../../core/money/money.ts'
import { type CaseFrame, caseFrame, type DeskCase, deskCase } from '../desk/desk-case.ts'
import { type DeskTools, deskTools } from '../desk/tools.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type AmountView, amountView } from './overview.ts'

/** One client whose claim can be decided about. */
export interface DeskLine {
  readonly clientId: string
  readonly name: string
  readonly owed: AmountView
  readonly age: number
  /** The best way that is open, and what it is expected to leave, in currency units. Null beyond the first lines: see `WEIGHED`. */
  readonly best: Way | null
  readonly net: number | null
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

/** So many lines are weighed for the list; any other client is weighed when its own desk is opened. */
export const WEIGHED = 500

interface Held {
  readonly line: DeskLine
  /** Only while the line is among those to be weighed. */
  facts: ClientFacts | undefined
}

const dueThenLarge = (a: Held, b: Held): number =>
  Number(b.line.isDue) - Number(a.line.isDue) || (BigInt(b.line.owed.minor) > BigInt(a.line.owed.minor) ? 1 : -1)

function weighedLine(tools: DeskTools, { line, facts }: Held, today: Place['by']['today']): DeskLine {
  const desk = facts && deskCase(tools, facts, today)
  if (!desk) return line
  const { way, net } = bestOf(desk)
  return { ...line, best: way, net: rounded(net, exponentOf(desk.claim.currency)) }
}

/** Everybody about whom there is something to decide, those due for it first, then the largest. @param weighed how many lines are weighed. */
export async function desksView(place: Place, weighed = WEIGHED): Promise<DesksView> {
  const tools = await deskTools(place)
  const { today } = place.by
  const held: Held[] = []
  const out: DesksView['out'][number][] = []
  for await (const page of streamClients(place.store.db, place.workspaceId)) {
    for (const facts of page) {
      const { id: clientId, name } = facts.client
      for (const h of facts.handOver)
        if (h.endedOn === null && h.kind !== 'factor')
          out.push({ clientId, name, handOverId: h.id, kind: h.kind, to: h.to, startedOn: h.startedOn, draft: h.draft === true })
      const frame = caseFrame(tools, facts, today)
      if (frame) held.push({ line: lineOf(tools, facts, frame, today), facts })
    }
    held.sort(dueThenLarge)
    for (const far of held.slice(weighed)) far.facts = undefined // memory stays flat whatever the size of the firm
  }
  const lines = held.map(h => weighedLine(tools, h, today))
  return { lines, due: lines.filter(l => l.isDue).length, out }
}

function lineOf(tools: DeskTools, facts: ClientFacts, { claim, checks }: CaseFrame, today: Place['by']['today']): DeskLine {
  const { outcome } = tools.decider.decide(facts, today)
  return {
    clientId: facts.client.id,
    name: facts.client.name,
    owed: amountView(claim.owedMinor, claim.currency),
    age: claim.age,
    best: null,
    net: null,
    untried: checks.filter(c => c.state === 'open').length,
    isDue: outcome.kind === 'act' && outcome.channel === 'desk',
    isOut: facts.handOver.some(h => h.endedOn === null && h.draft !== true && h.kind !== 'factor'),
  }
}
