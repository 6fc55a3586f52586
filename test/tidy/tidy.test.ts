import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

// Style as a test: STYLE.md says why each of these stands.
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter(Boolean)
const existing = tracked.flatMap(path => {
  try {
    return [{ path, text: readFileSync(path, 'utf8') }]
  } catch {
    return [] // deleted in the work tree, not yet in the index
  }
})
const code = existing.filter(f => /\.(ts|tsx)$/.test(f.path) && /^(src|web|scripts|bench)\//.test(f.path))
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const layerOf = (path: string): string => /^src\/(core|packs|shell|bin)\//.exec(path)?.[1] ?? (path.startsWith('web/') ? 'web' : 'other')
const IMPORT = /(?:^(?:import|export) [^'\n]*\bfrom |^\} from |^import |\bimport\()'([^']+)'/gm
const importsOf = (text: string): string[] => [...text.matchAll(IMPORT)].map(m => m[1] ?? '')
const resolved = (path: string, target: string): string => (target.startsWith('.') ? normalize(join(dirname(path), target)) : target)

const ALLOWED: Record<string, readonly string[]> = {
  core: ['core'],
  packs: ['core', 'packs'],
  shell: ['core', 'packs', 'shell'],
  bin: ['core', 'packs', 'shell', 'bin'],
}

test('imports run in one direction: core ← packs ← shell ← bin', () => {
  const wrong = code.flatMap(({ path, text }) => {
    const allowed = ALLOWED[layerOf(path)]
    if (!allowed || isTest(path)) return []
    return importsOf(text)
      .map(target => resolved(path, target))
      .filter(target => target.startsWith('src/') && !allowed.includes(layerOf(target)))
      .map(target => `${path} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('no two files import each other, however many stand between them', () => {
  const names = new Set(code.map(f => f.path))
  const after = new Map(
    code.map(({ path, text }) => [
      path,
      importsOf(text)
        .map(t => resolved(path, t))
        .filter(t => names.has(t)),
    ]),
  )
  const done = new Set<string>()
  const circles: string[] = []
  const follow = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '))
    else if (!done.has(path)) for (const next of after.get(path) ?? []) follow(next, [...way, path])
    done.add(path)
  }
  for (const path of names) follow(path, [])
  expect(circles).toEqual([])
})

test('core imports nothing from outside core', () => {
  const wrong = code
    .filter(f => layerOf(f.path) === 'core' && !isTest(f.path))
    .flatMap(f =>
      importsOf(f.text)
        .filter(t => !t.startsWith('.'))
        .map(t => `${f.path} imports ${t}`),
    )
  expect(wrong).toEqual([])
})

test('core and packs hold no clock, no chance and no I/O', () => {
  const impure = /\bDate\.now\(|new Date\(\)|Temporal\.Now|Math\.random\(|crypto\.random|process\.|console\./
  const wrong = code.filter(f => ['core', 'packs'].includes(layerOf(f.path)) && !isTest(f.path) && impure.test(f.text)).map(f => f.path)
  expect(wrong).toEqual([])
})

test('core never names a country, a language or a channel', () => {
  const names = /['"](FR|DE|GB|UK|PL|RO|JP|US|IT|ES|NL|BE|AT|SE|CH|fr|de|pl|ro|ja|en|e-mail|email|sms|post|letter-by-post)['"]/
  const wrong = code.flatMap(f =>
    layerOf(f.path) === 'core' && !isTest(f.path) && names.test(f.text) ? [`${f.path}: ${names.exec(f.text)?.[0]}`] : [],
  )
  expect(wrong).toEqual([])
})

test('a code file has 400 lines at most, a data pack 800', () => {
  const wrong = code.flatMap(f => {
    const lines = f.text.split('\n').length
    const limit = f.path.startsWith('src/packs/') ? 800 : 400
    return lines > limit ? [`${f.path}: ${lines}`] : []
  })
  expect(wrong).toEqual([])
})

test('a function has 70 lines at most', () => {
  const start =
    /^( *)(?:export )?(?:default )?(?:async )?(?:function\b|const \w+ = (?:async )?(?:<[^>]*>)?\(.*=> \{$|(?:public |private |override |static |async )*\w+\(.*\).*\{$)/
  const wrong = code
    .filter(f => f.path.endsWith('.ts'))
    .flatMap(f => {
      const lines = f.text.split('\n')
      return lines.flatMap((line, at) => {
        const indent = start.exec(line)?.[1]
        if (indent === undefined || !line.trimEnd().endsWith('{')) return []
        const end = lines.findIndex((l, i) => i > at && l.startsWith(`${indent}}`))
        return end - at > 70 ? [`${f.path}:${at + 1} has ${end - at} lines`] : []
      })
    })
  expect(wrong).toEqual([])
})

/** Code without its strings and comments. */
const withoutProse = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'[^'\n]*'|`[^`]*`/g, '')

test('no any, no decorators, no accessor, no barrel, no utils', () => {
  const wrong = code.flatMap(f => {
    const found: string[] = []
    if (/(:\s*any\b|<any>|\bas any\b|any\[\])/.test(withoutProse(f.text))) found.push('any')
    if (/^\s*@[a-z]\w*(\(.*\))?\s*$/m.test(f.text.replace(/\/\*[\s\S]*?\*\//g, ''))) found.push('decorator')
    if (/^\s*accessor\s/m.test(f.text)) found.push('accessor')
    if (/(^|\/)(utils?|helpers|common|misc)\.tsx?$/.test(f.path)) found.push('a file named for nothing')
    if (f.path.startsWith('src/') && /\/index\.ts$/.test(f.path)) found.push('barrel')
    return found.map(what => `${f.path}: ${what}`)
  })
  expect(wrong).toEqual([])
})

test('no test is skipped or singled out by hand', () => {
  const wrong = existing.filter(f => isTest(f.path) && /\.(only|todo)\(/.test(f.text)).map(f => f.path)
  expect(wrong).toEqual(['test/tidy/tidy.test.ts'].filter(p => wrong.includes(p)))
})

test('no import cycles in src', () => {
  const graph = new Map(
    code
      .filter(f => f.path.startsWith('src/'))
      .map(f => [
        f.path,
        importsOf(stripTypeImports(f.text))
          .map(t => resolved(f.path, t))
          .filter(t => t.startsWith('src/')),
      ]),
  )
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (done.has(path)) return
    done.add(path)
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
  }
  for (const path of graph.keys()) visit(path, [])
  expect(cycles).toEqual([])
})

const stripTypeImports = (text: string): string =>
  text.replace(/^import type [^\n]*$/gm, '').replace(/^import type \{[^}]*\} from '[^']*'/gm, '')

test('the lock file names every exact optional part, so that npm ci accepts it everywhere', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>
  }
  const missing = Object.values(lock.packages).flatMap(p =>
    Object.entries(p.optionalDependencies ?? {})
      .filter(
        ([name, version]) =>
          /^\d/.test(version) &&
          /(darwin|linux|win32)-/.test(name) &&
          !Object.keys(lock.packages).some(k => k.endsWith(`node_modules/${name}`)),
      )
      .map(([name]) => name),
  )
  expect(missing).toEqual([])
})
