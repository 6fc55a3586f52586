import { z } from '@hono/zod-openapi'
import { type ArrivedFile, arrivedFiles, declineArrived, takeArrived } from '../../acts/arrived-files.ts'
import { type InvoiceFolderView, invoiceFolder, setInvoiceFolder } from '../../acts/invoice-folder.ts'
import { actRoute } from '../act-route.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

export interface ArrivedView {
  readonly folder: InvoiceFolderView
  /** They wait for a person. */
  readonly waiting: readonly ArrivedFile[]
  readonly latest: readonly ArrivedFile[]
}

const Named = z.object({ file: z.string().min(8) })

/** Files that came by themselves, from the watched folder or with a mail. */
export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/arrived-files', 'Invoice files that came by themselves, and the folder that is watched', {}), async c => {
    const place = c.get('place')
    const view: ArrivedView = { folder: await invoiceFolder(place, deps.config), ...(await arrivedFiles(place)) }
    return jsonAnswer(c, view)
  })
  const Take = Named.extend({ termsDays: z.number().int().min(0).max(3650).optional() })
  api.openapi(actRoute('/api/v1/acts/take-arrived', 'Bring a waiting file in; a refused one is tried again', Take), async c => {
    mustBeAllowed(c.get('role'), 'work')
    return jsonAnswer(c, await takeArrived(c.get('place'), c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/acts/decline-arrived', 'Leave a waiting file out', Named), async c => {
    mustBeAllowed(c.get('role'), 'work')
    return jsonAnswer(c, await declineArrived(c.get('place'), c.req.valid('json')))
  })
  const Folder = z.object({ path: z.string().max(1000), moved: z.boolean().default(false) })
  api.openapi(actRoute('/api/v1/settings/invoice-folder', 'Have a folder watched for invoices; an empty path ends it', Folder), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await setInvoiceFolder(c.get('place'), deps.config, c.req.valid('json')))
  })
}
