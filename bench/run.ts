import { readdir } from 'node:fs/promises'

/** One file `bench/*.bench.ts` is one bench: its name and what it measured. `npm run bench [WORD…]` runs all, or those whose file holds a word; options (`--invoices 10000`) are theirs. */
interface Bench {
  readonly name: string
  readonly run: () => Promise<{ what: string; value: string }[]>
}

// `--name value` is for the benches themselves
const words = process.argv.slice(2).filter((word, at, all) => !word.startsWith('--') && !all[at - 1]?.startsWith('--'))
const files = (await readdir(new URL('.', import.meta.url)))
  .filter(file => file.endsWith('.bench.ts') && (words.length === 0 || words.some(word => file.includes(word))))
  .sort()

const rows: { bench: string; what: string; value: string }[] = []
for (const file of files) {
  const bench = (await import(new URL(file, import.meta.url).href)) as Bench // every bench file exports these two
  for (const row of await bench.run()) rows.push({ bench: bench.name, ...row })
}
const width = (key: 'bench' | 'what' | 'value'): number => Math.max(key.length, ...rows.map(row => row[key].length))
const line = (row: { bench: string; what: string; value: string }): string =>
  `| ${row.bench.padEnd(width('bench'))} | ${row.what.padEnd(width('what'))} | ${row.value.padStart(width('value'))} |`
console.log(line({ bench: 'bench', what: 'what', value: 'value' }))
console.log(`|${'-'.repeat(width('bench') + 2)}|${'-'.repeat(width('what') + 2)}|${'-'.repeat(width('value') + 2)}|`)
for (const row of rows) console.log(line(row))
