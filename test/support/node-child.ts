// One of several nodes on one database: sweeps what parts fall to it and sends what it can lease, until it is killed.
import { setTimeout as pause } from 'node:timers/promises'
import { day } from '../../src/core/day/day.ts'
import { openStore } from '../../src/shell/cli/open.ts'
import { clockOn, tickingFrom } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { openNodeAside } from '../../src/shell/run/node-aside.ts'
import { startSchedule } from '../../src/shell/run/schedule.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'

const [on = '', clientsPerPart = ''] = process.argv.slice(2)
const config = configFrom(process.env)
const store = await openStore(config, 'node')
const clock = tickingFrom(clockOn(day(on), 'Europe/Paris').now())
const place = await enterWorkspace(store, clock, 'node', 'node')
const onFault = (error: unknown): void => console.error(error)
const node = openNodeAside(config.databaseUrl ?? '', { clock, onFault, silenceSeconds: 10, clientsPerPart: Number(clientsPerPart) })
const schedule = startSchedule(place, config, { onFault, askForSweep: node.askForSweep })
process.stdout.write('open\n')
for (;;) {
  await schedule.look()
  await pause(200)
}
