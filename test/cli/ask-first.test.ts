import { expect, test } from 'vitest'
import { askHere, asksFirst } from '../../src/shell/cli/ask-first.ts'

test('only an import at a keyboard, and one that says nothing to the contrary, is asked about', () => {
  expect(asksFirst(['import', 'list.csv'], true)).toBe(true)
  expect(asksFirst(['import', 'list.csv'], false)).toBe(false)
  expect(asksFirst(['clients'], true)).toBe(false)
  for (const word of ['--yes', '--preview', '--json', '--undo']) expect(asksFirst(['import', 'list.csv', word], true)).toBe(false)
})

test('the app shows, the keyboard answers, the app does; a no and a list that cannot be read end there', async () => {
  const handed: string[] = []
  const hand = (code: number) => (args: readonly string[]) => {
    handed.push(args.join(' '))
    return Promise.resolve(code)
  }
  expect(await askHere(['import', 'a.csv'], hand(0), () => Promise.resolve(true))).toBe(0)
  expect(handed).toEqual(['import a.csv --preview', 'import a.csv --yes'])
  handed.length = 0
  expect(await askHere(['import', 'a.csv'], hand(0), () => Promise.resolve(false))).toBe(0)
  expect(await askHere(['import', 'a.csv'], hand(1), () => Promise.reject(new Error('never asked')))).toBe(1)
  expect(handed).toEqual(['import a.csv --preview', 'import a.csv --preview'])
})
