import { expect, test } from 'vitest'
import { READINGS } from '../../src/core/reply/read.ts'
import { figures, labelledIn, score, told } from './labelled/score.ts'

const SETS = ['dev', 'second', 'held-out'] as const
/** What is unclear is no fault, but a reader that says so of everything reads nothing. */
const LEAST_READ = { dev: 0.9, second: 0.9, 'held-out': 0.4 }
const LANGUAGES = ['en', 'fr', 'ro', 'pl', 'ja']

test.each(SETS)('%s: every reading is right in nine of ten, every day in nineteen of twenty', async set => {
  const scored = await score(labelledIn(set))
  const { precision, recall, days } = figures(scored)
  const wrong = scored.filter(s => s.read.reading !== s.labelled.is).map(told)
  for (const name of READINGS) expect(precision.get(name), `${set} ${name}\n${wrong.join('\n')}`).toBeGreaterThanOrEqual(0.9)
  expect(days).toBeGreaterThanOrEqual(0.95)
  for (const name of READINGS) expect(recall.get(name), `${set} ${name}\n${wrong.join('\n')}`).toBeGreaterThanOrEqual(LEAST_READ[set])
})

test('each reading is said in each language, and what led to it is in their own words', async () => {
  const scored = await score(SETS.flatMap(labelledIn))
  for (const language of LANGUAGES)
    for (const name of READINGS)
      expect(scored.filter(s => s.labelled.language === language && s.labelled.is === name).length, `${language} ${name}`).toBeGreaterThan(
        6,
      )
  for (const { labelled, read } of scored) {
    if (read.reading === 'unclear') continue
    expect(read.words.length, labelled.text).toBeGreaterThan(0)
    for (const words of read.words) expect(labelled.text.replace(/\s+/g, ' ')).toContain(words.replace(/\s+/g, ' '))
  }
})
