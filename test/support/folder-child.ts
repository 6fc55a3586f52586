// One process that takes in a watched folder, and is killed at a moment its parent chooses.
import { day } from '../../src/core/day/day.ts'
import { changeSetting } from '../../src/shell/acts/settings.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { FolderWatch } from '../../src/shell/inbound/folder.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace } from '../../src/shell/workspace.ts'

const [file = '', folder = ''] = process.argv.slice(2)
const store = await openFileStore(file)
const clock = clockOn(day('2026-11-24'), 'Europe/Paris')
const firm = { name: 'Atelier Mérival', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute'] }
await createWorkspace(store, firm, clock, 'ada')
const place = await enterWorkspace(store, clock, 'system:schedule', 'daily run')
await changeSetting(place, { key: 'invoice-folder', value: { path: folder } })
const watch = new FolderWatch()
await watch.look(place, configFrom({}))
process.stdout.write('looked once\n')
await watch.look(place, configFrom({}))
await store.close()
