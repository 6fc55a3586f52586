import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ACT_REASONS } from '../../src/core/decide/act-reasons.ts'
import { gates } from '../../src/core/decide/gates.ts'
import { runDiary } from '../support/diary.ts'

const folder = import.meta.dirname
const names = readdirSync(folder)
  .filter(f => f.endsWith('.txt'))
  .map(f => f.replace('.txt', ''))
const textOf = (name: string): string => readFileSync(join(folder, `${name}.txt`), 'utf8')
const codes = [...gates.flatMap(g => g.codes), ...ACT_REASONS]

describe('diaries', () => {
  test.each(names)('%s', name => {
    const { checks } = runDiary(textOf(name))
    expect(checks.length).toBeGreaterThan(0)
    expect(checks.map(c => `line ${c.line}: ${c.got}`)).toEqual(checks.map(c => `line ${c.line}: ${c.expected}`))
  })

  test.each(codes)('%s has a diary of its own that names it', code => {
    expect(names).toContain(code)
    expect([...runDiary(textOf(code)).codes]).toContain(code)
  })

  test('a diary that expects the wrong thing is caught', () => {
    const [check] = runDiary('2026-08-01 invoice F-1 EUR 1200.00 due 2026-09-01\n2026-09-09 run → hold').checks
    expect(check?.got).not.toBe(check?.expected)
  })

  test('a line that cannot be read is named', () => {
    expect(() => runDiary('2026-08-01 invoice F-1 EUR 12x due 2026-09-01')).toThrow(/line 1: "12x" is not an amount/)
    expect(() => runDiary('\n2026-08-01 hold kind=snooze untl=2026-09-01')).toThrow(/line 2: a hold has no "untl"/)
  })
})
