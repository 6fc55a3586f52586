import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nouns } from '../../src/core/facts/nouns.ts'
import { digestOf, keptJson, layoutOf } from '../../src/shell/store/fact-digest.ts'
import { newId, randomText } from '../../src/shell/store/ids.ts'
import { canonical, textDigest } from '../../src/shell/store/journal.ts'

const LEFT_OUT = new Set(['workspaceId', 'journalSeq', 'supersededAt', 'supersededSeq', 'digest', 'salt'])
const { names } = layoutOf('invoiceLine')
const JSON_COLUMNS = names.filter(name => (nouns.invoiceLine.columns as Record<string, { type: string }>)[name]?.type === 'json') // by name

/** As the journal’s page says it: the canonical text of the fields that are not empty, by name. */
function plainly(salt: string, values: readonly unknown[]): string {
  const told = Object.fromEntries(
    names.flatMap((name, at) => (LEFT_OUT.has(name) || values[at] === null || values[at] === undefined ? [] : [[name, values[at]]])),
  )
  return textDigest(salt, 'invoiceLine', canonical(told))
}

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '"', '\\', '\n', 'é', '日本', '\ud800', '1', 'null', '["a"]'))
const json = fc.oneof(
  fc.array(text),
  fc.array(fc.oneof(text, fc.integer(), fc.constant(null))),
  fc.dictionary(text, fc.oneof(text, fc.boolean())),
)
const value = fc.oneof(text, fc.bigInt(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined))
const row = fc.tuple(...names.map(name => (JSON_COLUMNS.includes(name) ? fc.oneof(json, fc.constant(null)) : value)))

test('a digest is over the canonical text, whatever stood in the rows before, and whether a list of texts is JSON text already', () => {
  expect(JSON_COLUMNS).toContain('raw')
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), rows => {
      // the same rows twice in turns: what is remembered of the last one must never stand for another
      for (const values of [...rows, ...rows.toReversed()]) {
        const expected = plainly('salt', values)
        expect(digestOf('invoiceLine', 'salt', values)).toBe(expected)
        const kept = values.map((each, at) => (JSON_COLUMNS.includes(names[at] ?? '') ? keptJson(each) : each))
        expect(digestOf('invoiceLine', 'salt', kept)).toBe(expected)
      }
    }),
    { numRuns: 300 },
  )
})

test('one changed field is another digest', () => {
  const values = names.map((_, at) => `v${at}`)
  const base = digestOf('invoiceLine', 'salt', values)
  for (const [at, name] of names.entries()) {
    const other = digestOf('invoiceLine', 'salt', values.with(at, 'x'))
    expect(other === base, name).toBe(LEFT_OUT.has(name))
  }
  expect(digestOf('invoiceLine', 'pepper', values)).not.toBe(base)
})

test('ids are UUIDs of version 7: each once, in the order of making, beginning with their time', () => {
  const ids = Array.from({ length: 20_000 }, () => newId())
  expect(ids.every(id => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
  expect(new Set(ids.map(id => id.slice(19))).size).toBe(ids.length) // by chance alone too
  expect(ids).toEqual(ids.toSorted())
  expect(Math.abs(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(60_000)
  for (const at of [20, 25, 35]) expect(new Set(ids.map(id => id[at])).size).toBe(16) // every random digit takes every value
  expect(new Set(ids.map(id => id[19]))).toEqual(new Set('89ab'))
  expect(new Set(Array.from({ length: 1000 }, () => randomText(12))).size).toBe(1000)
})
