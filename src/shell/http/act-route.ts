import { createRoute, z } from '@hono/zod-openapi'

/** A route that does something; what it takes is checked by its schema, then by the act itself. */
export const actRoute = <P extends string, S extends z.ZodType>(path: P, summary: string, schema: S) =>
  createRoute({
    method: 'post',
    path,
    summary,
    request: { body: { required: true, content: { 'application/json': { schema } } } },
    responses: { 200: { description: 'done', content: { 'application/json': { schema: z.looseObject({}) } } } },
  })
