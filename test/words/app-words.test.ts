import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadWords } from '../../src/shell/words.ts'

const words = await loadWords()
const appKeys = (language: string): string[] => [...words.catalogue(language).keys()].filter(key => key.startsWith('app.')).sort()

const sourcesIn = (folder: string): (readonly [name: string, text: string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => [name, readFileSync(join(folder, name), 'utf8')] as const)
const sources = sourcesIn('web/src')
/** The command line and what the server writes speak some of the app's words too. */
const serverText = sourcesIn('src/shell')
  .map(([, text]) => text)
  .join('\n')
const areaOf = (key: string): string => key.split('.', 2).join('.')
/** Keys written out in the app: `say('app.x.y')`. */
const spoken = sources.flatMap(([name, text]) => [...text.matchAll(/'(app\.[\w.-]+)'/g)].map(m => ({ name, key: m[1] ?? '' })))
/** Keys with a part filled in: `say(`app.kind.${kind}`)`. */
const families = sources.flatMap(([name, text]) => [...text.matchAll(/`(app\.[\w.-]*)\$\{/g)].map(m => ({ name, start: m[1] ?? '' })))

/** Keys whose whole name is computed: what stands in a fact, looked up as app.<param>.<value> or as app.<screen>.<field of a form>. */
const BY_COMPUTED_NAME = ['app.kind.', 'app.cause.', 'app.channel.', 'app.reason.', 'app.means.', 'app.standing.']

test('every key that the app speaks is in the catalogue', () => {
  const missing = spoken.filter(({ key }) => !words.has('en', key)).map(({ name, key }) => `${name}: ${key}`)
  expect(missing).toEqual([])
  expect(spoken.length).toBeGreaterThan(100)
})

test('every family of keys that the app fills in has members', () => {
  const keys = appKeys('en')
  const missing = families
    .filter(({ start }) => start !== 'app.' && !keys.some(key => key.startsWith(start)))
    .map(f => `${f.name}: ${f.start}`)
  expect(missing).toEqual([])
})

test('every prefix of computed names still has members', () => {
  expect(BY_COMPUTED_NAME.filter(prefix => !appKeys('en').some(key => key.startsWith(prefix)))).toEqual([])
})

test('no sentence of the catalogue is left unspoken', () => {
  const used = new Set(spoken.map(s => s.key))
  const starts = families.map(f => f.start).filter(start => start !== 'app.' && start !== '')
  // areas of which no screen speaks yet belong to screens that are still to come
  const areas = new Set([...used, ...starts].map(areaOf))
  const idle = appKeys('en').filter(
    key =>
      areas.has(areaOf(key)) &&
      !used.has(key) &&
      !serverText.includes(`'${key}'`) &&
      ![...starts, ...BY_COMPUTED_NAME].some(start => key.startsWith(start)),
  )
  expect(idle).toEqual([])
})
