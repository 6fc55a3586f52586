// One process of the crash rounds: imports a list, sweeps, sends, and is killed at a random moment by its parent.
import { confirmImport } from '../../src/shell/acts/import-lists.ts'
import { looked } from '../../src/shell/acts/looked.ts'
import { run } from '../../src/shell/acts/run.ts'
import { openPlace } from '../../src/shell/cli/open.ts'
import { configFrom } from '../../src/shell/config.ts'

const [on = '', first = '', count = '', workers = ''] = process.argv.slice(2)
const place = await openPlace({ on, what: 'crash round' })
const say = (phase: string): void => void process.stdout.write(`${phase}\n`)
const rows = Array.from({ length: Number(count) }, (_, n) => {
  const name = `Client ${Number(first) + n}`
  return `${name},billing@client-${Number(first) + n}.example,FR,F-${Number(first) + n},2026-01-30,2026-03-01,1200.00,EUR`
})
const list = ['Client,Email,Country,Invoice Number,Invoice Date,Due Date,Total,Currency', ...rows, ''].join('\n')
const config = configFrom(process.env)
say('import')
await confirmImport(place, [{ name: 'list.csv', bytes: Buffer.from(list) }], {
  kind: 'business',
  oldDebts: 'nothing-sent',
  dateOrder: 'ymd',
  decimal: '.',
  vanished: 'kept',
})
await looked(place, on)
say('sweep')
await run(place, config, {})
say('perform')
await run(place, config, { send: true, wholeDay: true, workers: Number(workers) })
await place.close()
say('done')
