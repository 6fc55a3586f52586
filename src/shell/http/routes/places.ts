import { deskPlaces } from '../../views/places.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

export const routes: Routes = api => {
  api.openapi(viewRoute('/api/v1/places', 'The desks that have had their first case, and how much waits at each', {}), async c =>
    jsonAnswer(c, { desks: await deskPlaces(c.get('place')) }),
  )
}
