// One process of the reply rounds: fetches what lies in a folder as mails, in small batches, and is killed at a random moment by its parent.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPlace } from '../../src/shell/cli/open.ts'
import { receiveMany } from '../../src/shell/replies/receive.ts'

const [on = '', folder = ''] = process.argv.slice(2)
const place = await openPlace({ on, what: 'reply round' })
process.stdout.write('open\n')
const files = readdirSync(folder).sort()
// like a mailbox whose position was never written: everything that is not known yet comes again
const known = new Set((await place.store.db.selectFrom('mailIn').select('subject').execute()).map(r => r.subject ?? ''))
const waiting = files.filter(f => !known.has(f))
// the last few come twice, as after a kill between writing and moving the position
const again = files.filter(f => known.has(f)).slice(-10)
const all = [...again, ...waiting]
for (let at = 0; at < all.length; at += 25)
  await receiveMany(
    place,
    all.slice(at, at + 25).map(f => ({ bytes: readFileSync(join(folder, f)) })),
  )
await place.close()
process.stdout.write('done\n')
