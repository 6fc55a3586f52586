import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../src/core/day/day.ts'
import { decide } from '../../src/core/decide/decide.ts'
import { unknownLaw } from '../../src/core/decide/law-view.ts'
import type { Fact } from '../../src/core/facts/nouns.ts'
import { Refusal } from '../../src/core/fault.ts'
import { channelFields } from '../../src/packs/channel-fields.ts'
import { loadPolicies, parsePolicy } from '../../src/shell/packs/policies.ts'
import { aDeed, anInvoice, aWorld, someFacts } from '../support/facts.ts'

const packs = await loadPolicies()
const folder = join(import.meta.dirname, '../../src/packs/policies')

const GOOD = `name: short
says: Two letters.
graceDays: 2
gapDays: 5
contactsPerWeek: 2
contactsPer30Days: 4
hours: [9, 18]
weekends: false
smallBalance: { '*': 1000 }
smallBalanceDays: 30
moneyFreshDays: 3
bankDays: 2
announceDays: 3
reviewDays: 14
steps:
  - { id: one, days: 5, channel: email, tone: 1 }
  - { id: two, days: 20, channel: email, tone: 2 }
`

const faultsOf = (text: string) => {
  try {
    parsePolicy(text, 'mine.yaml')
  } catch (error) {
    if (error instanceof Refusal) return error.faults
    throw error
  }
  return []
}

describe('shipped policies', () => {
  test('at least three, each named as its file', () => {
    const files = readdirSync(folder).map(f => f.replace('.yaml', ''))
    expect(files.length).toBeGreaterThanOrEqual(3)
    expect([...packs.keys()].sort()).toEqual(files.sort())
  })

  test.each([...packs.keys()])('%s: kind first, a person decides at the end, every channel known', name => {
    const policy = packs.get(name)?.policy
    if (!policy) throw new Error('missing')
    const late = policy.steps.filter(s => s.days > 0)
    expect(late[0]?.tone).toBe(1)
    expect(late.at(-1)?.internal && late.at(-1)?.repeatDays !== null).toBe(true)
    for (const step of policy.steps) expect(Object.keys(channelFields)).toContain(step.channel)
    for (const step of policy.steps) if (step.claimsCosts) expect(step.tone).toBeGreaterThanOrEqual(3)
    expect((late[0]?.days ?? 0) > policy.graceDays).toBe(true)
  })

  test.each([...packs.keys()])('%s: an invoice nobody pays gets each letter once, in order, and ends before a person', name => {
    const policy = packs.get(name)?.policy
    if (!policy) throw new Error('missing')
    const deed: Fact<'deed'>[] = []
    const invoice = [anInvoice({ id: 'F-1', issuedOn: day('2026-01-05'), dueOn: day('2026-02-04') })]
    for (let n = 0; n < 200; n++) {
      const on = addDays(day('2026-01-05'), n)
      const { outcome } = decide(someFacts({ invoice, deed }), policy, unknownLaw('none'), on, aWorld())
      if (outcome.kind === 'act')
        deed.push(
          aDeed({
            step: outcome.step,
            doneOn: on,
            tone: outcome.tone,
            cycle: outcome.cycle,
            outcome: outcome.byPerson ? 'done' : 'sent',
            invoiceIds: ['F-1'],
          }),
        )
    }
    const wanted = policy.steps.filter(s => !s.onlyKnownLate).map(s => s.id)
    expect([...new Set(deed.map(d => d.step))]).toEqual(wanted)
    expect(deed.filter(d => d.step !== wanted.at(-1)).length).toBe(wanted.length - 1)
  })
})

describe('a policy that is wrong is refused with its line and field', () => {
  test('a good one is read', () => {
    const { policy, says, hash } = parsePolicy(GOOD, 'mine.yaml')
    expect(policy.smallBalance['*']).toBe(1000n)
    expect(policy.steps.map(s => [s.id, s.byPerson, s.deadlineDays])).toEqual([
      ['one', false, null],
      ['two', false, null],
    ])
    expect(says).toBe('Two letters.')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each([
    ['gapDays: 5', 'gapDays: soon', 4, 'gapDays'],
    ['hours: [9, 18]', 'hours: [18, 9]', 7, 'hours'],
    ['tone: 2', 'tone: 7', 17, 'steps.1.tone'],
    ['tone: 2', 'tone: 3', 17, 'steps.1.tone'],
    ['id: two', 'id: one', 17, 'steps.1.id'],
    ['days: 20', 'days: 3', 17, 'steps.1.days'],
    ["'*': 1000", 'euro: 1000', 9, 'smallBalance.euro'],
    ['weekends: false', 'weekend: false', 1, undefined],
  ])('%s → %s', (from, to, line, field) => {
    const faults = faultsOf(GOOD.replace(from, to))
    const fault = faults.find(f => f.field === field || field === undefined)
    expect(fault).toMatchObject({ code: 'policy-wrong', file: 'mine.yaml', line })
  })

  test('no YAML, too long, an alias bomb', () => {
    expect(faultsOf('name: [')[0]).toMatchObject({ code: 'policy-unreadable', file: 'mine.yaml', line: 1 })
    expect(faultsOf(`${GOOD}# ${'x'.repeat(100_000)}`)[0]?.code).toBe('policy-too-long')
    expect(faultsOf(`a: &a [1]\nb: [*a, *a]\n${GOOD}`)[0]?.code).toMatch(/^policy-/)
  })
})
