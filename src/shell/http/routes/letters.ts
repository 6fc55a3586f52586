import type { Context } from 'hono'
import { letterBatch, lettersPrint, lettersZip } from '../../papers/letter-batch.ts'
import { mustBeAllowed, type Routes } from '../context.ts'

const offsetOf = (c: Context): number => {
  const offset = Number(c.req.query('offset') ?? 0)
  return Number.isInteger(offset) && offset >= 0 ? offset : 0
}

/** The letters of what is to leave, 1,000 at a time: separate files, or one file for the printer. */
export const routes: Routes = api => {
  api.get('/api/v1/letters.zip', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const place = c.get('place')
    const bytes = await lettersZip(place, await letterBatch(place, { offset: offsetOf(c) }))
    const file = `letters-${place.by.today}.zip`
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${file}"`,
    })
  })
  api.get('/api/v1/letters.pdf', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const place = c.get('place')
    const bytes = await lettersPrint(place, await letterBatch(place, { offset: offsetOf(c) }))
    const file = `letters-${place.by.today}.pdf`
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${file}"` })
  })
}
