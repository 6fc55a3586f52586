import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadWords } from '../../src/shell/words.ts'

const words = await loadWords()
const pages = readdirSync('docs')
  .filter(name => name.endsWith('.md') && name !== 'README.md')
  .map(name => name.replace('.md', ''))
const page = readFileSync('docs/languages.md', 'utf8')
const IN_ORDER = ['en', 'fr', 'ro', 'pl', 'ja']

test('every page of the guide has its heading in five languages (src/packs/languages/*/guide.yaml)', () => {
  const titled = [...words.catalogue('en').keys()].filter(key => key.startsWith('guide.')).map(key => key.slice('guide.'.length))
  expect(titled.sort()).toEqual([...pages].sort())
})

test('the guide lists its pages in five languages, and each begins with its own heading', () => {
  for (const name of pages) {
    const row = `| [${name}](${name}.md) | ${IN_ORDER.map(language => words.say(language, `guide.${name}`)).join(' | ')} |`
    expect(page).toContain(row)
    expect(readFileSync(`docs/${name}.md`, 'utf8').split('\n', 1)[0]).toBe(`# ${words.say('en', `guide.${name}`)}`)
  }
})

test('the guide has a note for the reader of each language', () => {
  for (const name of ['English', 'Français', 'Română', 'Polski', '日本語'])
    expect(page).toMatch(new RegExp(`^\\*\\*${name}[.。]\\*\\* .{80}`, 'm'))
})

test('every page is found from the first page of the guide', () => {
  const contents = readFileSync('docs/README.md', 'utf8')
  for (const name of pages) expect(contents).toContain(`(${name}.md)`)
})

test('every heading inside a page stands in five languages, in the order of the page (src/packs/languages/*/guide-sections.yaml)', () => {
  for (const name of pages) {
    const headings = [...readFileSync(`docs/${name}.md`, 'utf8').matchAll(/^## (.+)$/gm)].map(found => found[1] ?? '')
    const keys = [...words.catalogue('en').keys()].filter(key => key.startsWith(`guideSection.${name}.`))
    expect(keys.map(key => words.say('en', key))).toEqual(headings)
    for (const key of keys) {
      const anchor = words
        .say('en', key)
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .trim()
        .replaceAll(' ', '-')
      expect(page).toContain(`| [${name}](${name}.md#${anchor}) | ${IN_ORDER.map(language => words.say(language, key)).join(' | ')} |`)
    }
  }
})
