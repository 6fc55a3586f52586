// One process of the crash rounds: imports a little, sweeps, sends, and is killed at a random moment by its parent.
import { run } from '../../src/shell/acts/run.ts'
import { openPlace } from '../../src/shell/cli/open.ts'
import { configFrom } from '../../src/shell/config.ts'
import { aDebtor, looked } from './firm.ts'

const [on = '', first = '', count = '', workers = ''] = process.argv.slice(2)
const place = await openPlace({ on, what: 'crash round' })
process.stdout.write('open\n')
await looked(place)
for (let n = 0; n < Number(count); n++) await aDebtor(place, { name: `Client ${Number(first) + n}`, dueOn: '2026-03-01' })
process.stdout.write('imported\n')
await run(place, configFrom(process.env), { send: true, wholeDay: true, workers: Number(workers) })
await place.close()
process.stdout.write('done\n')
