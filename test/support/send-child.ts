// One process that lets everything in the queue leave; its parent kills it in the middle.
import { send } from '../../src/shell/acts/run.ts'
import { openPlace } from '../../src/shell/cli/open.ts'
import { configFrom } from '../../src/shell/config.ts'

const [on = '', workers = ''] = process.argv.slice(2)
const place = await openPlace({ on, what: 'interrupted run' })
await send(place, configFrom(process.env), Number(workers))
await place.close()
