// One process of the crash rounds over one channel: a few more debtors, sweep, send; killed at a random moment by its parent.
import { run } from '../../src/shell/acts/run.ts'
import { openPlace } from '../../src/shell/cli/open.ts'
import { configFrom } from '../../src/shell/config.ts'
import { reachable } from './by-channel.ts'
import { looked } from './firm.ts'

const [on = '', first = '', count = ''] = process.argv.slice(2)
const place = await openPlace({ on, what: 'crash round' })
await looked(place)
for (let n = 0; n < Number(count); n++) await reachable(place, `Client ${Number(first) + n}`)
process.stdout.write('begun\n')
await run(place, configFrom(process.env), { send: true, wholeDay: true })
await place.close()
