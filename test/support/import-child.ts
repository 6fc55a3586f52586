// One process that imports a long list, and is killed at a moment its parent chooses.
import { readFileSync } from 'node:fs'
import { confirmImport } from '../../src/shell/acts/import-lists.ts'
import { fixedClock } from '../../src/shell/clock.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'

const [file = '', list = ''] = process.argv.slice(2)
const store = await openFileStore(file)
const place = await enterWorkspace(store, fixedClock('2026-11-22T09:00:00Z'), 'ada', 'test')
process.stdout.write('begins\n')
await confirmImport(place, [{ name: 'list.csv', bytes: readFileSync(list) }])
process.stdout.write('done\n')
await store.close()
