import { createRoute, z } from '@hono/zod-openapi'

/** A stretch of a long list. */
export const Page = z.object({
  q: z.string().max(200).optional().openapi({ description: 'part of a name or number' }),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})

/** A route that shows something; its shape is the view model of the same name in `src/shell/views`. */
export const viewRoute = <P extends string, R extends { readonly query?: z.ZodObject; readonly params?: z.ZodObject }>(
  path: P,
  summary: string,
  request: R,
) =>
  createRoute({
    method: 'get',
    path,
    summary,
    request,
    responses: { 200: { description: 'the view', content: { 'application/json': { schema: z.looseObject({}) } } } },
  })
